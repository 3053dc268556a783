"""The site as a student uses it: decide, write, check oneself, mark, search; by keyboard, from a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html_browser
import pytest
from editions import written
from html_browser import Visit, until, violations
from playable import PLAYABLE, playable, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.slow

KEPT = "Kept in this browser, and nowhere else: nobody reads it until you pass it on."
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    return write_site(playable(folder / "source"), folder / "site")


def visit(browser: Browser, path: Path, **more: Any) -> Visit:
    return html_browser.visit(browser, path, reduced_motion="reduce", **more)


def again(page: Page, path: Path) -> None:
    page.goto(path.as_uri())


def question(page: Page, number: int) -> Locator:
    return page.locator("[data-cw-question]").nth(number)


def verdict(page: Page, number: int) -> str:
    return question(page, number).get_by_role("status").inner_text()


def test_a_decision_is_played_by_keyboard(browser: Browser, site: Path) -> None:
    page, logged, asked = visit(browser, site / "pages/consent-rule.html", timezone_id="Europe/London")
    assert "where you are" not in page.inner_text("main")
    decision = page.locator("[data-cw-decision]").first
    assert "complaint" not in page.inner_text("main")
    assert "Both cost something" not in page.inner_text("main")
    decision.get_by_role("button", name="approve").focus()
    page.keyboard.press("Enter")
    told = decision.get_by_role("status").first
    assert "You chose: approve" in told.inner_text()
    assert "Read the complaint" in told.inner_text()
    assert "Both cost something" in told.inner_text()
    assert decision.get_by_role("button", pressed=True).inner_text() == "approve"
    decision.get_by_role("button", name="Choose again").focus()
    page.keyboard.press("Enter")
    assert told.inner_text() == ""
    assert page.evaluate("document.activeElement.textContent") == "approve"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "Name the finding" in told.inner_text()
    assert "complaint" not in told.inner_text()
    page.reload()
    assert "Name the finding" in told.inner_text()
    assert [one.inner_text() for one in told.locator("li").all()] == ["approve", "reject"]
    assert logged == []
    assert {address.split(":")[0] for address in asked} == {"file"}


def test_without_script_consequences_unfold(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "pages/consent-rule.html", java_script_enabled=False)
    first = page.locator("[data-cw-decision] details").first
    assert first.locator("p").first.is_hidden()
    first.locator("summary").click()
    assert "Read the complaint" in first.inner_text()
    assert page.locator("textarea").count() == 0


def test_what_is_written_is_kept_printed_taken_along_and_deleted(browser: Browser, site: Path) -> None:
    path = site / "pages/consent-reflection.html"
    page, logged, _ = visit(browser, path, accept_downloads=True)
    page.get_by_role("textbox", name="What have you learned?").fill(
        "That no is an answer.\n\u05e9\u05dc\u05d5\u05dd <b>"
    )
    until(page, "document.querySelector('.cw-kept').textContent.includes('Kept in this browser')")
    again(page, site / "reflections.html")
    again(page, path)
    field = page.get_by_role("textbox", name="What have you learned?")
    assert field.input_value().startswith("That no is an answer.\n\u05e9")
    field.press("End")
    field.type(" More.")
    again(page, site / "reflections.html")  # at once, before a pause in writing
    assert " More." in page.get_by_role("textbox", name="What have you learned?").input_value()
    page.emulate_media(media="print")
    assert " More." in page.inner_text("main")
    assert page.get_by_role("button", name="Download").count() == 0
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename == "consent.txt"
    text = Path(waiting.value.path()).read_text("utf-8")
    assert (
        "What have you learned?\n\nThat no is an answer.\n\u05e9\u05dc\u05d5\u05dd <b> More.\n"
        in text.replace("\r", "")
    )
    page.get_by_role("button", name="Delete what I have written").click()
    assert page.evaluate("document.activeElement.textContent") == "No, keep it"
    page.get_by_role("button", name="Delete for good").click()
    assert "not written anything" in page.locator("[data-cw-notes]").inner_text()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('/p'))") == []
    assert logged == []


def answer(page: Page, number: int, given: object) -> None:
    place = question(page, number)
    match given:
        case str() if place.get_by_role("textbox").count():
            place.get_by_role("textbox").fill(given)
        case str():
            place.get_by_label(given, exact=True).check()
        case set():
            for box in place.get_by_role("checkbox").all():
                box.set_checked(box.evaluate("(one) => one.parentElement.textContent.trim()") in given)
        case dict():
            for left, right in given.items():
                place.get_by_label(left).select_option(label=right)
    place.get_by_role("button", name="Check").or_(place.get_by_role("button", name="Compare")).click()


def test_every_type_of_question_is_checked(browser: Browser, site: Path) -> None:
    page, logged, _ = visit(browser, site / "pages/consent-check.html")
    tries: list[tuple[int, object, str]] = [
        (0, "Afterwards", "Not yet.\n\nBy then nobody can say no.\n\nTiming is half of consent."),
        (0, "Before it starts", "Right.\n\nThere is still time to say no.\n\nTiming is half of consent."),
        (1, {"Adults", "Nobody", "Minors"}, "Not yet."),
        (1, {"Adults", "Minors"}, "Right."),
        (2, "True", "Not yet.\n\nNone at all."),
        (2, "False", "Right.\n\nNone at all."),
        (3, "assent", "Not yet."),
        (3, "  Agreement. ", "Right."),
        (4, "1236", "Not yet."),
        (4, "1,234.2", "Right."),
        (4, "1.234,2", "Right."),
        (4, "1\u202f235 people", "Right."),
        (5, {"Belmont": "1979", "Helsinki": "1964"}, "Not yet.\n\n2 of 3 pairs are right."),
        (
            5,
            {"Belmont": "1979", "Helsinki": "1964", "Nuremberg": "1947"},
            "Right.\n\n3 of 3 pairs are right.",
        ),
        (
            6,
            "Because.",
            f"{KEPT}\n\nCompare with: Because people are not means.\n\nCompare.",
        ),
    ]
    for number, given, told in tries:
        answer(page, number, given)
        assert verdict(page, number) == told, (number, given)
    page.reload()
    assert verdict(page, 0).startswith("Right.")
    assert question(page, 0).get_by_label("Before it starts").is_checked()
    assert (
        question(page, 5).get_by_label("Helsinki").evaluate("(one) => one.selectedOptions[0].text") == "1964"
    )
    # All is answered, so the page is done.
    assert page.get_by_role("checkbox", name="I have done this").is_checked()
    question(page, 0).get_by_role("button", name="Try again").click()
    assert verdict(page, 0) == ""
    assert page.evaluate("document.activeElement.type") == "radio"
    question(page, 0).get_by_role("button", name="Check").click()
    assert verdict(page, 0) == "Answer first."
    assert logged == []
    assert violations(page) == []
    again(page, site / "pages/consent-marked.html")  # what counts stays as it is
    assert "Which word opens the vault?" in page.inner_text("main")
    assert page.locator("form.cw-check, main button").count() == 0


def test_marks_and_progress(browser: Browser, site: Path) -> None:
    page, *_ = visit(browser, site / "index.html")
    assert page.locator("[data-cw-progress]").first.inner_text().strip() == "0 of 4 steps done"
    assert page.locator("[data-cw-start]").is_hidden()
    again(page, site / "pages/consent-rule.html")
    page.get_by_role("checkbox", name="I have done this").focus()
    page.keyboard.press("Space")
    again(page, site / "pages/consent-extra.html")  # optional: marked, but not counted
    page.get_by_role("checkbox", name="I have done this").check()
    again(page, site / "index.html")
    assert page.locator("[data-cw-progress]").first.inner_text().strip() == "1 of 4 steps done"
    page.locator("[data-cw-start] a").click()
    assert page.url.endswith("consent-check.html")
    again(page, site / "modules/consent.html")
    assert page.locator("[data-cw-state]:visible").count() == 2
    again(page, site / "planner.html")
    ticks = page.locator("[data-cw-tick]")
    assert ticks.evaluate_all("(some) => some.filter((one) => one.checked).length") == 2
    page.locator("[data-cw-tick='consent/rule']").uncheck()
    again(page, site / "index.html")
    assert page.locator("[data-cw-progress]").first.inner_text().strip() == "0 of 4 steps done"
    again(page, site / "reflections.html")
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("button", name="Delete for good").click()
    assert page.evaluate("localStorage.length") == 0


def test_search_folds_accents_and_puts_titles_first(browser: Browser, site: Path) -> None:
    page, logged, _ = visit(browser, site / "search.html")
    field = page.locator("[data-cw-search] input")
    field.fill("NAIVE zurich")
    until(page, "document.querySelector('.cw-found').textContent === 'One page found'")
    assert page.locator(".cw-hits a").get_attribute("href") == "pages/consent-rule.html"
    assert page.locator(".cw-hits mark").inner_text() in {"na\u00efve", "Z\u00fcrich"}
    field.fill("check")
    until(page, "document.querySelector('.cw-hits a')?.textContent === 'Check yourself'")
    field.fill("xyzzy")
    until(page, "document.querySelector('.cw-found').textContent.startsWith('No page')")
    field.fill("complaint")  # what follows from a decision is not given away
    until(page, "document.querySelector('.cw-found').textContent.startsWith('No page')")
    again(page, site / "index.html")
    page.get_by_role("searchbox").fill("vault")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=vault")
    until(page, "document.querySelector('.cw-hits a')?.textContent === 'What counts'")
    assert logged == []


def test_times_where_the_reader_is(browser: Browser, site: Path) -> None:
    far, *_ = visit(browser, site / "pages/consent-rule.html", timezone_id="Asia/Seoul", locale="en-GB")
    assert re.search(r"\(Wed,? 16 Sept?, 01:00 where you are\)", far.inner_text("main"))


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    context.add_init_script(REFUSED)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((site / "pages/consent-rule.html").as_uri())
    page.get_by_role("button", name="approve").click()
    assert "Read the complaint" in page.inner_text("main")
    page.locator("[data-cw-prompt] textarea").fill("A thought")
    until(page, "document.body.textContent.includes('Nothing is kept here')")
    assert errors == []


def test_a_course_that_changes_shows_no_old_answer(browser: Browser, site: Path, tmp_path: Path) -> None:
    page, *_ = visit(browser, site / "pages/consent-rule.html")
    page.get_by_role("button", name="approve").click()
    page.locator("[data-cw-prompt] textarea").fill("Nothing did.")
    page.locator("[data-cw-prompt] textarea").blur()
    text = PLAYABLE.replace("Would you approve case B?", "And case C?").replace(
        "What changed your mind?", "And now?"
    )
    later = write_site(written(tmp_path / "source", {"consent.module.yaml": text}), tmp_path / "site")
    again(page, later / "pages/consent-rule.html")
    assert "You chose" not in page.inner_text("main")
    assert page.locator("[data-cw-prompt] textarea").input_value() == ""
    again(page, later / "reflections.html")  # what somebody wrote is not lost
    notes = page.locator("[data-cw-notes]").inner_text()
    assert "From an earlier version of this course" in notes
    assert "Nothing did." in notes


def test_dates_that_are_over_give_way(browser: Browser, site: Path) -> None:
    page, logged, _ = visit(browser, site / "index.html")
    dates = page.get_by_role("heading", name="Dates to keep in mind")
    page.clock.set_fixed_time("2026-09-01T08:00:00Z")
    page.reload()
    assert dates.is_visible()
    page.clock.set_fixed_time("2026-12-01T08:00:00Z")
    page.reload()
    assert dates.is_hidden()
    assert logged == []
    page, *_ = visit(browser, site / "index.html", java_script_enabled=False)
    assert page.get_by_role("heading", name="Dates to keep in mind").is_visible()
