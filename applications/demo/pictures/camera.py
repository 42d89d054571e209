"""Takes pictures of pages at the widths and in the colours that people have."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, Page, StorageState, sync_playwright

from applications.demo.pictures.subjects import Subject
from applications.demo.sign_ins import DEMO_PASSWORD
from ats.testing import chromium

Scheme = Literal["light", "dark"]
WIDTHS = {360: 780, 768: 1024, 1440: 900}  # and the heights of such windows
PATIENCE_MS = 15_000
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


class NoBrowser(Exception):
    """No Chromium was found; the text says how to get one."""


@contextlib.contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Start the browser that the tests use, too. Raises NoBrowser."""
    program = chromium.find()
    if program is None:
        raise NoBrowser(chromium.MISSING)
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Camera:
    """Takes pictures of the server at `url` and puts them into `folder`."""

    browser: Browser
    url: str
    folder: Path
    problems: list[str] = field(default_factory=list)

    def take(
        self, subjects: Iterable[Subject], widths: Iterable[int], schemes: Iterable[Scheme]
    ) -> Iterator[Path]:
        """Write a picture for each page, width and scheme; yield each as soon as it is there."""
        by_person: dict[str, list[Subject]] = {}
        for subject in subjects:
            by_person.setdefault(subject.who, []).append(subject)
        wanted = list(product(widths, schemes))
        for who, theirs in by_person.items():
            cookies = self._sign_in(who) if who else None
            for width, scheme in wanted:
                yield from self._take_as(cookies, theirs, width, scheme)

    def _sign_in(self, who: str) -> StorageState:
        context = self.browser.new_context(base_url=self.url)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("E-mail address").fill(who)
        page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/staff/")
        state = context.storage_state()
        context.close()
        return state

    def _take_as(
        self, cookies: StorageState | None, subjects: Iterable[Subject], width: int, scheme: Scheme
    ) -> Iterator[Path]:
        page = self._open(cookies, width, WIDTHS[width], scheme)
        for subject in subjects:
            yield self._picture(page, subject, f"{subject.name}-{width}-{scheme}.png")
        page.context.close()

    def window(self, subject: Subject, width: int, height: int) -> bytes:
        """Return what a window of this size shows at first, as a PNG."""
        cookies = self._sign_in(subject.who) if subject.who else None
        page = self._open(cookies, width, height, "light")
        self._show(page, subject, f"{subject.name}-{width}")
        picture = page.screenshot(animations="disabled", caret="hide")
        page.context.close()
        return picture

    def _open(self, cookies: StorageState | None, width: int, height: int, scheme: Scheme) -> Page:
        context = self.browser.new_context(
            base_url=self.url,
            storage_state=cookies,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Lisbon",
        )
        context.set_default_timeout(PATIENCE_MS)
        return context.new_page()

    def _show(self, page: Page, subject: Subject, name: str) -> None:
        """Bring the page into its state, or note that it did not come into it."""
        try:
            page.goto(subject.path)
            subject.pose(page)
        except (Error, AssertionError) as error:
            self.problems.append(f"{name}: {str(error).splitlines()[0]}")

    def _picture(self, page: Page, subject: Subject, name: str) -> Path:
        path = self.folder / name
        self._show(page, subject, path.stem)
        page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
        return path
