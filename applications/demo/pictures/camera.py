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
        context = self.browser.new_context(
            base_url=self.url,
            storage_state=cookies,
            viewport={"width": width, "height": WIDTHS[width]},
            color_scheme=scheme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Lisbon",
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        for subject in subjects:
            yield self._picture(page, subject, f"{subject.name}-{width}-{scheme}.png")
        context.close()

    def _picture(self, page: Page, subject: Subject, name: str) -> Path:
        """Take one picture, also of a page that did not come into its state, which is noted."""
        path = self.folder / name
        try:
            page.goto(subject.path)
            subject.pose(page)
        except (Error, AssertionError) as error:
            self.problems.append(f"{path.stem}: {str(error).splitlines()[0]}")
        page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
        return path
