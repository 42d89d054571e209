"""The reading process: `python -m applications.documents.extract_child TYPE < file`.

Writes one JSON object. Started by `extraction` alone; it gets the file as an open descriptor, no
environment worth having, and has shut itself in before it looks at the first byte.
"""

import json
import os
import sys

from applications.documents import sandbox
from applications.documents.extractors import extractor_for, text_encodings
from applications.documents.extractors.protocol import LONGEST_TEXT, Damaged, Encrypted, Extractor

_INPUT, _OUTPUT = 0, 1
_BLOCK = 1024 * 1024


def main(file_type: str) -> None:
    """Read the file on standard input, write what was found to standard output, end."""
    extract = extractor_for(file_type)
    text_encodings.load_all()
    sandbox.set_limits()
    try:
        sandbox.enter()
    except sandbox.NoSandbox:
        _write({"outcome": "no_sandbox"})
    else:
        _write(_result(extract))
    # The interpreter's tidying up may open files, which it no longer can.
    os._exit(0)


def _result(extract: Extractor) -> dict[str, object]:
    try:
        extracted = extract(_read())
    except Encrypted:
        return {"outcome": "encrypted"}
    except Damaged:
        return {"outcome": "damaged"}
    except MemoryError:
        return {"outcome": "too_big"}
    text = extracted.text
    return {
        "outcome": "ok" if text.strip() else "no_text",
        "text": text[:LONGEST_TEXT],
        "pages": extracted.pages,
        "truncated": len(text) > LONGEST_TEXT,
    }


def _read() -> bytes:
    blocks: list[bytes] = []
    while block := os.read(_INPUT, _BLOCK):
        blocks.append(block)
    return b"".join(blocks)


def _write(result: dict[str, object]) -> None:
    left = memoryview(json.dumps(result).encode())
    while left:
        left = left[os.write(_OUTPUT, left) :]


if __name__ == "__main__":
    main(sys.argv[1])
