import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.documents import xml_stream


class Collector(xml_stream.Handler):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def start(self, name, attributes):
        self.seen.append(f"<{name}>")

    def end(self, name):
        self.seen.append(f"</{name}>")

    def data(self, text):
        self.seen.append(text)


def read(content: bytes) -> list[str]:
    collector = Collector()
    xml_stream.read(io.BytesIO(content), collector)
    return collector.seen


def test_elements_and_text_come_in_order_with_their_namespace():
    assert read(b'<a xmlns="urn:n">x<b/>y</a>') == [
        *("<urn:n a>", "x", "<urn:n b>", "</urn:n b>", "y", "</urn:n a>"),
    ]


def test_a_document_type_is_refused_before_anything_is_read():
    collector = Collector()
    laughs = b'<!DOCTYPE a [<!ENTITY h "ha">]><a>&h;</a>'
    with pytest.raises(xml_stream.HasDoctype):
        xml_stream.read(io.BytesIO(laughs), collector)
    assert collector.seen == []


def test_an_unknown_entity_is_refused():
    with pytest.raises(xml_stream.XmlRefused):
        read(b"<a>&secret;</a>")


def test_an_include_is_only_an_element():
    include = (
        b'<a xmlns:i="http://www.w3.org/2001/XInclude">'
        b'<i:include href="file:///etc/passwd" parse="text"/></a>'
    )
    assert "root:" not in "".join(read(include))


def test_a_tower_of_elements_is_refused():
    with pytest.raises(xml_stream.XmlRefused):
        read(b"<a>" * 100_000)


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a></b>", b"no xml", b"<a>\0</a>"])
def test_broken_xml_is_refused(content):
    with pytest.raises(xml_stream.XmlRefused):
        read(content)


def test_the_prolog_check_stops_at_the_root():
    stream = io.BytesIO(b"<?xml version='1.0'?><!-- c --><a>" + b"<broken" * 100_000)
    xml_stream.check_prolog(stream)
    assert stream.tell() <= xml_stream.CHUNK


@given(st.binary(max_size=500))
def test_noise_is_refused_or_read_but_never_another_error(content):
    for function in (read, lambda data: xml_stream.check_prolog(io.BytesIO(data))):
        with suppress(xml_stream.XmlRefused):
            function(content)
