"""A browser for reports: what it logs, what it asks the network for, and what axe has to say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)
_PATIENCE = 10_000
"""Milliseconds that a page may take for anything."""


class Visit(NamedTuple):
    """A page, what it wrote to the console, and what it asked for beside itself."""

    page: Page
    logged: list[str]
    asked: list[str]


def browser() -> Iterator[Browser]:
    """Yield a browser. Skip the test where none is installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    with playwright.sync_playwright() as running:
        if found is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium is installed")
        started = running.chromium.launch(executable_path=found, args=list(_QUIET))
        yield started
        started.close()


def visit(browser: Browser, path: Path, fragment: str = "", **more: Any) -> Visit:
    """Open a report from its file."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **more})
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    logged: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    page.on("pageerror", lambda error: logged.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    context.route("**/*", lambda route: route.continue_() if _is_local(route.request.url) else route.abort())
    page.goto(f"{path.as_uri()}{fragment}")
    return Visit(page, logged, asked)


def until(page: Page, condition: str) -> None:
    """Wait until something holds in a page. The policy of the report forbids Playwright's own way."""
    for _ in range(_PATIENCE // 50):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def _is_local(url: str) -> bool:
    return url.startswith(("file:", "data:"))


def violations(page: Page, scope: str = "") -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, below an element or in the whole page."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    page.evaluate((Path(package.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate(
        """(scope) => axe.run(scope || document, {resultTypes: ["violations"]}).then((result) =>
             result.violations.flatMap((one) => one.nodes.map((node) =>
               `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))""",
        scope,
    )
    return list(found)
