"""The pictures that the README shows, made from the same subjects."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from applications.demo.pictures.camera import Camera
from applications.demo.pictures.subjects import Subject

QUALITY = 80
GAP = 24  # pixels between windows that stand side by side


@dataclass(frozen=True)
class Plate:
    """One picture: windows of `width` × `height` on these subjects, side by side."""

    name: str
    subjects: tuple[str, ...]
    width: int
    height: int


PLATES = (
    Plate("posting", ("posting-resume-optional",), 1100, 900),
    Plate("application-form", ("apply-without-resume",), 1100, 1000),
    Plate("board", ("board",), 1440, 900),
    Plate("application-sealed", ("application-sealed",), 1440, 1400),
    Plate("status-page", ("status-interviews",), 1100, 800),
    Plate(
        "phone",
        ("posting-resume-optional", "status-received", "home-manager", "scorecard"),
        390,
        800,
    ),
)


def make_plates(camera: Camera, subjects: Iterable[Subject], folder: Path) -> list[Path]:
    """Write each plate as a WebP file into `folder` and return where they are."""
    by_name = {subject.name: subject for subject in subjects}
    return [_make(plate, camera, by_name, folder) for plate in PLATES]


def _make(plate: Plate, camera: Camera, by_name: dict[str, Subject], folder: Path) -> Path:
    windows = [
        Image.open(BytesIO(camera.window(by_name[name], plate.width, plate.height)))
        for name in plate.subjects
    ]
    path = folder / f"{plate.name}.webp"
    _side_by_side(windows).save(path, quality=QUALITY, method=6)
    return path


def _side_by_side(windows: list[Image.Image]) -> Image.Image:
    step = windows[0].width + GAP
    whole = Image.new("RGBA", (step * len(windows) - GAP, windows[0].height), (0, 0, 0, 0))
    for place, window in enumerate(windows):
        whole.paste(window, (place * step, 0))
    return whole
