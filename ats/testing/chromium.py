"""Find a Chromium for the browser tests; `python -m ats.testing.chromium` fetches one if needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 300
MISSING = (
    "No Chromium: set CHROMIUM to its path, install one (Debian: apt-get install chromium), or "
    "run `playwright install chromium`."
)


def find() -> str | None:
    """Return the program from CHROMIUM, from PATH, or Playwright's own; None where is none."""
    if named := os.environ.get("CHROMIUM"):
        return named if Path(named).exists() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _bundled()


def _bundled() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def main() -> None:
    """Fetch Playwright's Chromium where no other is found; never an error."""
    if find():
        return
    print("Looking for a Chromium to download …", flush=True)
    try:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"],
            timeout=INSTALL_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        print(f"It could not be had ({error}); browser tests will be skipped.\n{MISSING}")


if __name__ == "__main__":
    main()
