"""Documents made in code, good ones and hostile ones; nothing binary is checked in."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

PASSWORD_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


# --- PDF -------------------------------------------------------------------------------------


def pdf(*pages: str, links: Iterable[str] = (), password: str | None = None) -> bytes:
    """A PDF with a line of text for each line given; `password` encrypts it (RC4, 40 bit)."""
    lock = Lock(password) if password is not None else None
    objects: dict[int, bytes] = {}
    kids = []
    annotations = "".join(
        f"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ({link}) >> >>"
        for link in links
    )
    for index, text in enumerate(pages):
        page, content = 4 + 2 * index, 5 + 2 * index
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> /Annots [{annotations}] >>"
        ).encode()
        objects[content] = _stream(_text_operators(text), content, lock)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf_of(objects, lock.trailer() if lock else b"")


def pdf_of(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these numbered objects."""
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number]
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(out)


def pdf_stream(data: bytes, dictionary: bytes = b"") -> bytes:
    """The body of a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), dictionary, data)


class Lock:
    """The standard security handler of PDF 1.4, revision 2 (ISO 32000-1, 7.6.3)."""

    def __init__(self, password: str) -> None:
        self.owner = rc4(hashlib.md5(_padded("owner")).digest()[:5], _padded(password))
        self.key = hashlib.md5(
            _padded(password) + self.owner + b"\xfc\xff\xff\xff" + b"id"
        ).digest()[:5]

    def encrypt(self, data: bytes, number: int) -> bytes:
        salted = self.key + number.to_bytes(3, "little") + b"\0\0"
        return rc4(hashlib.md5(salted).digest()[:10], data)

    def trailer(self) -> bytes:
        return (
            b"/ID [<6964> <6964>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
            % (self.owner.hex().encode(), rc4(self.key, PASSWORD_PADDING).hex().encode())
        )


def rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PASSWORD_PADDING)[:32]


def _text_operators(text: str) -> bytes:
    escaped = [
        line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        for line in text.splitlines()
    ]
    return (
        "BT /F1 12 Tf 50 800 Td 14 TL " + " ".join(f"({e}) Tj T*" for e in escaped) + " ET"
    ).encode("cp1252")


def _stream(data: bytes, number: int, lock: Lock | None) -> bytes:
    return pdf_stream(lock.encrypt(data, number) if lock else data)


# --- archives --------------------------------------------------------------------------------


def archive(members: Mapping[str, str | bytes], *, stored: Iterable[str] = ()) -> bytes:
    """A zip archive of these members in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return buffer.getvalue()


def paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def docx_members(body: str = "", *, main_type: str = WORD_MAIN) -> dict[str, str | bytes]:
    """The members of a small Word document with this body."""
    return {
        "[Content_Types].xml": (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml", "")),
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
    }


def docx(body: str = "", extra: Mapping[str, str | bytes] | None = None, **options: str) -> bytes:
    """A Word document; `extra` adds or replaces members."""
    return archive({**docx_members(body, **options), **(extra or {})})


def word_part(root: str, inner: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{WORD}" xmlns:r="{OFFICE_RELS}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"{inner}</w:{root}>"
    )


def relations(*rows: tuple[str, str, str, str]) -> str:
    """A relationships part; each row is (id, kind, target, mode)."""
    return (
        f'<Relationships xmlns="{RELS}">'
        + "".join(
            f'<Relationship Id="{id_}" Type="{OFFICE_RELS}/{kind}" Target="{target}"'
            + (f' TargetMode="{mode}"/>' if mode else "/>")
            for id_, kind, target, mode in rows
        )
        + "</Relationships>"
    )


def odt_members(body: str = "") -> dict[str, str | bytes]:
    """The members of a small OpenDocument text with this body."""
    return {
        "mimetype": ODT_MEDIA_TYPE,
        "content.xml": (
            '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
        "META-INF/manifest.xml": manifest(),
    }


def manifest(inner: str = "") -> str:
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_MEDIA_TYPE}"/>'
        f"{inner}</manifest:manifest>"
    )


def odt(body: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An OpenDocument text; `extra` adds or replaces members."""
    return archive({**odt_members(body), **(extra or {})}, stored=("mimetype",))


def rtf(text: str) -> bytes:
    """An RTF document of one paragraph; characters beyond ASCII as RTF writes them."""
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + coded.encode() + b"\\par}"


GOOD = {
    "pdf": pdf("Experience\nAcme Ltd, 2019"),
    "docx": docx(paragraphs("Experience", "Acme Ltd, 2019")),
    "odt": odt("<text:h>Experience</text:h><text:p>Acme Ltd, 2019</text:p>"),
    "rtf": rtf("Experience Acme Ltd, 2019"),
    "txt": "Experience\nAcmé Ltd, 2019".encode(),
}
