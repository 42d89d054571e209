"""The readers of document formats, one module each, loaded only when needed."""

from importlib import import_module
from typing import cast

from applications.documents.extractors.protocol import Extractor

MODULES = {
    "pdf": "pdf",
    "docx": "word",
    "odt": "opendocument",
    "rtf": "rtf",
    "txt": "plain_text",
}


def extractor_for(file_type: str) -> Extractor:
    """Return the reader for a file type. Raises KeyError for one that has none."""
    module = import_module(f"{__name__}.{MODULES[file_type]}")
    return cast(Extractor, module.extract)
