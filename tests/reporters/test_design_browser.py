"""The design report in a browser: at any width, on paper, by keyboard, without script or network."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import design_portraits
import pytest
from html_browser import until, violations, visit

from coursewright.reporters.views.html.index import IndexEntry, index
from coursewright.reporters.views.html.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</style></title></script><img src=x onerror='window.hacked = 1'>",
    "' autofocus onfocus='window.hacked = 1' x=\" onmouseover=window.hacked=1 y=\"",
    "[x](javascript:window.hacked=1) <a href='javascript:window.hacked=1'>x</a>",
    "<svg onload=window.hacked=1><use href='data:image/svg+xml,x#x'></svg><base href=http://example.org>",
    "{{ 7*7 }} {% raw %} </table></details></li></section> \u202e \u2066 \x1b[31m \ud800",
)
WIDTHS = (320, 375, 768, 1280, 2560)


def written(name: str, folder: Path) -> Path:
    """Write a page of one of the portraits, or the index of three."""
    path = folder / "report.html"
    if name == "index":
        courses = (design_portraits.small(), design_portraits.hebrew(), design_portraits.hostile(HOSTILE[1]))
        text = index([IndexEntry(one, f"{number}.html") for number, one in enumerate(courses)])
    elif name == "hostile":
        text = page(design_portraits.hostile(HOSTILE[1]))
    else:
        text = page(getattr(design_portraits, name)())
    path.write_text(text, "utf-8", errors="backslashreplace")
    return path


def unfold(page: Page) -> None:
    """Open what is folded, and draw what is only drawn as it comes into view."""
    page.evaluate(
        """for (const one of document.querySelectorAll("details")) one.open = true;
           for (const one of document.querySelectorAll(".source ol"))
             one.style.contentVisibility = "visible";"""
    )


@pytest.mark.parametrize("name", ["small", "hebrew", "hostile", "index"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_minds_nothing(browser: Browser, tmp_path: Path, name: str, scheme: str) -> None:
    path = written(name, tmp_path)
    page, logged, asked = visit(browser, path, color_scheme=scheme)
    assert violations(page) == []
    unfold(page)
    assert violations(page) == []
    assert logged == []
    assert asked == [path.as_uri()]


@pytest.mark.parametrize("name", ["small", "hebrew", "hostile", "index"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    page, *_ = visit(browser, written(name, tmp_path), viewport={"width": width, "height": 900})
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("() => { scrollTo(200, 0); return scrollX; }") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_a_chart_is_not_cut_off(browser: Browser, tmp_path: Path, width: int) -> None:
    page, *_ = visit(browser, written("small", tmp_path), viewport={"width": width, "height": 900})
    beyond = page.evaluate(
        """[...document.querySelectorAll("figure, figure *:not(.v, symbol *)")].filter((one) => {
             const box = one.getBoundingClientRect();
             return box.width && !one.closest(".v") && (box.right > innerWidth + 1 || box.left < -1);
           }).map((one) => one.outerHTML.slice(0, 200))"""
    )
    assert beyond == []


def test_a_mark_leads_to_its_line(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path), java_script_enabled=False)
    page.locator("section[data-nav=timeline] .label a").first.click()
    assert page.url.endswith("#A1")
    line = page.locator("#A1")
    assert line.is_visible()
    page.locator("section[data-nav=timeline] svg a").nth(1).click()
    assert page.url.endswith("#A3")
    assert page.locator("#A3").inner_text().strip() == "key-2: what the author says in line 2"
    box = page.locator("#A3").bounding_box()
    assert box is not None
    assert 60 < box["y"] < 900


def test_a_glance_at_the_line_by_mouse_and_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path))
    peek = page.locator("#peek")
    assert peek.is_hidden()
    page.locator("section[data-nav=timeline] .label a").nth(1).hover()
    assert peek.inner_text().startswith("course.yaml:25")
    page.keyboard.press("Escape")
    assert peek.is_hidden()
    page.locator("section[data-nav=timeline] .label a").nth(2).focus()
    assert peek.inner_text().startswith("course.yaml:49")


def test_keys_get_everywhere(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.answers') !== null")
    summary = page.locator("section[data-nav=workload] summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("section[data-nav=workload] tbody").first.is_visible()


def test_the_words_of_a_cell_are_shown_with_it(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path))
    words = page.locator("section[data-nav=alignment] td:has(a) .v").first
    assert words.evaluate("(one) => getComputedStyle(one).clipPath") != "none"
    page.locator("section[data-nav=alignment] td > a").first.focus()
    page.keyboard.press("Tab")
    shown = page.locator("section[data-nav=alignment] td > a:focus .v")
    assert shown.evaluate("(one) => getComputedStyle(one).clipPath") == "none"


@pytest.mark.parametrize("script", [True, False])
def test_a_table_is_downloaded(browser: Browser, tmp_path: Path, script: bool) -> None:
    page, *_ = visit(browser, written("small", tmp_path), java_script_enabled=script, accept_downloads=True)
    with page.expect_download() as waiting:
        page.locator("section[data-nav=timeline] a.csv").first.click()
    assert waiting.value.suggested_filename == "research-ethics-timeline-loops.csv"
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["group", "task", "due", "hours", "follow_up", "place"]
    assert len(rows) == 1 + 18
    assert rows[4] == ["Week 2", "Task 3", "2027-03-04T23:59:00+01:00", "41", "", "course.yaml:73"]


def test_paper(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path), color_scheme="dark")
    page.locator("section[data-nav=workload] summary").first.click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    for gone in ("nav", ".plan", "a.csv", "section[data-nav=timeline] .table"):
        assert page.locator(gone).first.is_hidden()
    for there in (".answers", "section[data-nav=timeline] svg", "section[data-nav=workload] tbody"):
        assert page.locator(there).first.is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_bar_says_where_one_is(browser: Browser, tmp_path: Path) -> None:
    page, *_ = visit(browser, written("small", tmp_path), "#workload")
    until(page, "document.querySelector('nav [aria-current]')?.textContent === 'Workload'")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_an_author_says_never_runs(browser: Browser, tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.html"
    portrait = design_portraits.hostile(text)
    for made in (page(portrait), index([IndexEntry(portrait, "javascript:window.hacked=1")])):
        path.write_text(made, "utf-8", errors="backslashreplace")
        shown, logged, asked = visit(browser, path)
        unfold(shown)
        for link in shown.locator("a[href^='javascript:'], iframe, img, base, [onload], [onfocus]").all():
            raise AssertionError(link.evaluate("one => one.outerHTML"))
        for link in shown.locator("main a[href]:visible").all()[:12]:
            link.hover()
        assert shown.evaluate("window.hacked") is None
        assert logged == []
        assert asked == [path.as_uri()]


def test_400_tasks_are_drawn_as_they_come_into_view(browser: Browser, tmp_path: Path) -> None:
    page, logged, _ = visit(browser, written("large", tmp_path), "#A9001")
    until(page, "document.querySelector('#A9001')?.getBoundingClientRect().top >= 0")
    top = page.locator("#A9001").evaluate("(one) => one.getBoundingClientRect().top")
    assert 40 < top < 900
    assert logged == []
