"""What `prepare` found out, read back by whoever measures."""

import json
from pathlib import Path as File

from applications.bench.measuring import Path
from applications.bench.scripts import Script


def read_paths(folder: File) -> list[Path]:
    """Return the paths to measure from the files of `applications.bench.prepare`."""
    scripts, works = (
        json.loads((folder / f"{name}.json").read_text()) for name in ("scripts", "works")
    )
    return [
        Path(number, Script.from_json(script), work)
        for number, (script, work) in enumerate(zip(scripts, works, strict=True))
    ]
