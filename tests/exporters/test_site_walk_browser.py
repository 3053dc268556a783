"""A walk through sites as students take it: by keyboard, from a folder and a server, on a phone, on paper."""

from __future__ import annotations

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from editions import example
from html_browser import until, visit
from playable import playable, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

DONE = re.compile(r"(\d+) of (\d+) steps done")
FOCUSED = """(() => {
  const one = document.activeElement;
  const by = (one.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const [named] = by.map((id) => document.getElementById(id));
  return one === document.body ? "" : one.ariaLabel || (named ?? one.labels?.[0] ?? one).innerText;
})()"""
"""What the element that has the focus is called."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One module that is the whole course."""
    folder = tmp_path_factory.mktemp("small")
    return write_site(playable(folder / "source"), folder / "site")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several modules with sessions, follow-ups and materials."""
    edition = example("research-ethics")
    return write_site(edition, tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="module", params=["file", "http"])
def address(small: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "file":
        yield small.as_uri()
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(small)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called `name`."""
    for _ in range(60):
        press(page, "Tab")
        found = page.evaluate(FOCUSED)
        if name in found:
            return
    raise AssertionError(name)


def progress(page: Page) -> tuple[int, int]:
    found = DONE.search(page.inner_text("[data-cw-progress]"))
    assert found is not None
    return int(found[1]), int(found[2])


def test_a_course_is_done_by_keyboard_alone(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(f"{one.text} {one.location['url']}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/index.html")
    assert progress(page) == (0, 4)
    tab_to(page, "Begin here")
    press(page, "Enter")
    page.wait_for_url("**/pages/consent-rule.html")
    tab_to(page, "approve")
    press(page, "Enter")
    assert "Read the complaint" in page.inner_text("main")
    tab_to(page, "Choose again")
    press(page, "Enter", "Tab", "Enter")
    assert "Name the finding" in page.inner_text("main")
    tab_to(page, "I have done this")
    press(page, "Space")
    tab_to(page, "Next")
    press(page, "Enter")
    page.wait_for_url("**/pages/consent-check.html")
    tab_to(page, "Afterwards")
    press(page, "Space", "Tab", "Enter")
    assert "By then nobody can say no" in page.get_by_role("status").first.inner_text()
    press(page, "Shift+Tab", "ArrowDown")
    tab_to(page, "Check")
    press(page, "Enter")
    assert page.get_by_role("status").first.inner_text().startswith("Right.")
    page.goto(f"{address}/pages/consent-reflection.html")
    tab_to(page, "What have you learned?")
    page.keyboard.type("That no is an answer.")
    page.reload()
    assert page.get_by_role("textbox", name="What have you learned?").input_value() == "That no is an answer."
    page.goto(f"{address}/index.html")
    assert progress(page) == (1, 4)
    tab_to(page, "Search this course")
    page.keyboard.type("ZURICH")
    press(page, "Enter")
    page.wait_for_url("**/search.html?q=ZURICH")
    until(page, "document.querySelector('.cw-hits mark')?.textContent === 'Zürich'")
    tab_to(page, "Rule on case B")
    press(page, "Enter")
    assert page.get_by_role("checkbox", name="I have done this").is_checked()
    page.goto(f"{address}/calendar.html")
    assert page.get_by_role("link", name="your calendar").get_attribute("href") == "calendar.ics"
    assert [one for one in wrong if not one.endswith("/favicon.ico")] == []
    context.close()


def test_numbers_of_a_course_agree(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large / "index.html")
    steps = [
        int(found[1])
        for text in page.locator(".cw-card .cw-meta").all_inner_texts()
        if (found := re.match(r"(\d+) step", text))
    ]
    assert len(steps) == page.locator("#modules ~ ol > li").count()
    assert progress(page) == (0, sum(steps))
    page.goto((large / "modules/consent.html").as_uri())
    assert progress(page) == (0, steps[0])
    page.context.close()


def test_one_module_is_not_told_twice(browser: Browser, small: Path) -> None:
    page, *_ = visit(browser, small / "index.html")
    assert page.locator("a[rel=next]").get_attribute("href") == "pages/consent-rule.html"
    page.goto((small / "pages/consent-rule.html").as_uri())
    assert page.locator(".cw-crumbs li").count() == 1
    assert page.locator("a[rel=prev]").get_attribute("href") == "../index.html"
    page.context.close()


def test_a_phone_shows_the_planner_whole(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large / "planner.html", viewport={"width": 320, "height": 640})
    row = page.locator(".cw-plan tbody tr", has_text="Rule on three cases")
    row.get_by_role("checkbox").check()
    for cell in row.locator("th, td:visible").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
    assert "October" in row.inner_text()
    assert page.evaluate("""[...document.querySelectorAll('.cw-scroll')]
        .every((one) => one.scrollWidth <= one.clientWidth)""")
    page.reload()
    assert row.get_by_role("checkbox").is_checked()
    page.context.close()


@pytest.mark.parametrize("scripting", [True, False])
def test_paper_holds_decisions_with_what_they_lead_to(browser: Browser, small: Path, scripting: bool) -> None:
    page, *_ = visit(browser, small / "pages/consent-rule.html", java_script_enabled=scripting)
    hidden = page.locator("[data-cw-decision] p", has_text="Read the complaint")
    assert all(not one.is_visible() for one in hidden.all())
    page.emulate_media(media="print")
    assert sum(one.is_visible() for one in hidden.all()) == 1
    assert page.locator("main button:visible").count() == 0
    page.context.close()


def test_without_script_nothing_is_dead_and_all_is_readable(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large / "index.html", java_script_enabled=False)
    for name in ("index", "search", "reflections", "planner", "pages/consent-rule-on-cases"):
        page.goto((large / f"{name}.html").as_uri())
        assert page.locator("button:visible, input[type=search]:visible, textarea:visible").count() == 0, name
        assert page.locator("progress:visible").count() == 0, name
    page.goto((large / "search.html").as_uri())
    assert page.get_by_role("link", name="Rule on three cases").is_visible()
    page.context.close()
