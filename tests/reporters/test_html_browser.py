"""The page in a browser: filters by keyboard, nothing from the network, nothing that axe minds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hostile import write_case
from html_browser import until, violations, visit
from html_records import course, many, page_of, place, told
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.record import CourseRecord, Excerpt, RuleNote

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a report with 5,000 findings."""
    path = tmp_path_factory.mktemp("large") / "report.html"
    path.write_text(page_of(*many(5_000)), "utf-8")
    return path


@pytest.fixture
def real(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the report on a case as the command does."""
    folder = tmp_path / "case"
    write_case(request.param, folder)
    monkeypatch.chdir(folder)
    path = tmp_path / "report.html"
    CliRunner().invoke(app, ["lint", "--today", "2026-09-01", f"--format=html={path.as_posix()}"])
    return path


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.value || document.activeElement.textContent.trim()"))


def test_filters_by_keyboard(browser: Browser, large: Path) -> None:
    page, logged, _ = visit(browser, large)
    press = page.keyboard.press
    press("Tab")
    assert focused(page) == "Skip to the findings"
    press("Enter")
    press("Tab")
    assert focused(page) == "error"
    assert shown(page) == "5,000 findings"

    press("Tab")
    press("Space")
    press("Tab")
    press("Space")
    until(page, "document.querySelector('#shown').value !== '5,000 findings'")
    errors = page.locator(".f.error").count()
    assert page.locator(".f:not([hidden])").count() == errors
    assert page.url.endswith("#severity=error")

    press("Tab")
    page.keyboard.type("FUP001")
    assert page.locator("select[name=rule]").input_value() == "FUP001"
    press("Tab")
    page.keyboard.type("Module 7 ")
    assert page.locator("select[name=file]").input_value() == "modules/0007.module.yaml"
    press("Tab")
    page.keyboard.type("measure task-1")
    until(page, "location.hash.includes('text')")
    assert shown(page) == "1 of 5,000 findings"
    assert page.locator(".file:not([hidden])").count() == 1
    assert page.locator(".homework:visible").count() == 1
    address = page.url

    page.keyboard.type(" zebra")
    page.locator("#none").wait_for()
    assert shown(page) == "0 of 5,000 findings"
    press("Tab")
    assert focused(page) == "Show all"
    press("Enter")
    until(page, "document.querySelector('#shown').value === '5,000 findings'")
    assert focused(page) == "error"
    assert "#" not in page.url
    assert page.locator(".f[hidden], .file[hidden], .homework[hidden]").count() == 0

    again, *_ = visit(browser, large, f"#{address.partition('#')[2]}")
    assert shown(again) == "1 of 5,000 findings"
    again.evaluate("location.hash = 'severity=warning,info&rule=no-such-rule'")
    until(again, "document.querySelector('#shown').value !== '1 of 5,000 findings'")
    assert again.locator(".f:not([hidden])").count() == again.locator(".f:not(.error)").count()
    assert logged == []


def test_the_count_is_announced_and_words_are_all_sought(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large, "#text=MEASURE+9+wrk002")
    assert page.locator("#shown").get_attribute("role") == "status"
    assert shown(page) == "2,500 of 5,000 findings"  # the folded ones count with their entry


def test_a_link_leads_to_what_is_hidden_or_folded(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large, "#rule-FUP002")
    assert page.locator("#rule-FUP002").is_visible()
    page.evaluate("location.hash = 'severity=info'")
    until(page, "document.querySelector('.f.error').hidden")
    page.evaluate("location.hash = 'f1201'")
    until(page, "!document.querySelector('#f1201').closest('[hidden]')")
    page.wait_for_timeout(300)
    top = page.locator("#f1201").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top <= 400


def test_thousands_of_findings_are_drawn_as_they_come_into_view(browser: Browser, large: Path) -> None:
    page, *_ = visit(browser, large)
    page.wait_for_timeout(500)
    drawn = page.evaluate(
        """[...document.querySelectorAll(".f h4")].filter((one) =>
             one.checkVisibility({contentVisibilityAuto: true})).length"""
    )
    assert page.locator(".f").count() - drawn > 0
    assert drawn < 300
    assert page.evaluate("document.querySelectorAll('*').length") < 45 * 5_000


@pytest.mark.parametrize("real", ["findings", "none", "config-error", "untold", "hostile"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_minds_nothing(browser: Browser, real: Path, scheme: str) -> None:
    page, logged, asked = visit(browser, real, color_scheme=scheme)
    assert violations(page) == []
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(page) == []
    assert logged == []
    assert asked == [real.as_uri()]


def test_axe_minds_nothing_where_the_table_of_files_scrolls(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(page_of(*many(150, 5)), "utf-8")
    page, *_ = visit(browser, path, "#text=measure")
    assert page.locator(".rows[tabindex]").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("real", ["findings", "hostile", "untold"], indirect=True)
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_sticks_out(browser: Browser, real: Path, width: int) -> None:
    page, *_ = visit(browser, real, viewport={"width": width, "height": 800})
    page.evaluate(
        """for (const one of document.querySelectorAll("details")) one.open = true;
           for (const one of document.querySelectorAll(".file, .f, .rule"))
             one.style.contentVisibility = "visible";"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("real", ["findings"], indirect=True)
def test_it_can_be_read_without_script(browser: Browser, real: Path) -> None:
    page, *_ = visit(browser, real, java_script_enabled=False)
    assert page.locator("#filters").is_hidden()
    assert page.locator(".f").first.is_visible()
    page.locator(".o summary").first.click()
    assert page.locator(".o li").first.is_visible()


@pytest.mark.parametrize("real", ["findings"], indirect=True)
def test_paper_shows_what_the_screen_folds(browser: Browser, real: Path) -> None:
    page, *_ = visit(browser, real, "#severity=error,warning", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("#filters fieldset, #filters select, #filters button").first.is_hidden()
    assert page.locator("#shown").is_visible()
    assert page.locator("nav").is_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    heights = page.evaluate("[...document.querySelectorAll('.o li')].map((one) => one.offsetHeight)")
    assert heights
    folded = page.locator(".f:not([hidden]) .o li")
    assert folded.evaluate_all("(all) => all.every((one) => one.checkVisibility())")
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "</style><img src=x onerror='window.hacked = 1'>",
    "\" autofocus onfocus='window.hacked = 1' x=\"",
    "[x](javascript:window.hacked=1) ![x](http://example.org/x.png) <javascript:window.hacked=1>",
    "<a href='javascript:window.hacked=1'>x</a><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<svg onload=window.hacked=1><use href='data:image/svg+xml,x#x'></svg><base href=http://example.org>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spec_or_a_strange_rule_says_never_runs(browser: Browser, tmp_path: Path, text: str) -> None:
    finding = told(
        path=text,
        message=text,
        why=text,
        fix=text,
        on_purpose=text,
        place=place(text),
        excerpt=Excerpt(text, text, text, text, text),
    )._replace(code=text, name=text)
    note = RuleNote(text, text, text, text, "error", 5, text, "A", text, ((text, text),), f"# x\n\n{text}\n")
    path = tmp_path / "report.html"
    path.write_text(page_of(course(finding, finding, finding, title=text, rules=(note,))), "utf-8")
    page, logged, asked = visit(browser, path)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.locator("input[type=search]").fill(text)
    page.wait_for_timeout(300)
    for link in page.locator("a[href^='javascript:'], iframe, img, base").all():
        raise AssertionError(link.evaluate("one => one.outerHTML"))
    page.evaluate("location.hash = encodeURIComponent('<img src=x onerror=window.hacked=1>')")
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    assert page.title().startswith(text[:20].split("  ", maxsplit=1)[0])
    assert logged == []
    assert asked == [path.as_uri()]


def test_a_text_of_100_kb_breaks_nothing(browser: Browser, tmp_path: Path) -> None:
    for number, long in enumerate(("x" * 100_000, "שלום " * 20_000, '"`' * 50_000)):
        path = tmp_path / f"{number}.html"
        finding = told(path=f"{long[:200]}.yaml", message=long, why=long, fix=long)
        path.write_text(page_of(course(finding, title=long), CourseRecord()), "utf-8")
        page, logged, _ = visit(browser, path, viewport={"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator(".f").evaluate("one => one.offsetHeight") < 3_000
        assert logged == []
