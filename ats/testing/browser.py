"""A real Chromium, driven by Playwright."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ats.testing import chromium

RESULTS = Path(__file__).resolve().parents[2] / "test-results"


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser, or skip the test; with CI=true a missing browser is a failure."""
    program = chromium.find()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=[*arguments, "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


class Pages:
    """Opens pages on the live server and notes what no page may do."""

    def __init__(self, browser: Browser, base_url: str) -> None:
        self._browser = browser
        self._base_url = base_url
        self._contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def open(self, **options: object) -> Page:
        """Return a page in a browser profile of its own.

        Options are those of Playwright's `new_context`: `viewport`, `color_scheme`,
        `java_script_enabled=False`, `locale`, `reduced_motion`, …
        """
        context = self._browser.new_context(base_url=self._base_url, **options)
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda message: self._console(message.text))
        page.on("request", lambda request: self._request(request.url))
        return page

    def _console(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.problems.append(text)

    def _request(self, url: str) -> None:
        if not url.startswith((self._base_url, "data:", "blob:", "about:")):
            self.problems.append(f"request to another host: {url}")

    def picture(self, name: str) -> None:
        """Keep pictures of all open pages for whoever looks into a failure."""
        RESULTS.mkdir(exist_ok=True)
        pages = [page for context in self._contexts for page in context.pages]
        for number, page in enumerate(pages):
            with suppress(Exception):
                page.screenshot(path=RESULTS / f"{name}-{number}.png", full_page=True)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


OpenPage = Callable[..., Page]
