"""SCORM packages in a platform: launch, decide, answer, write, suspend, resume, complete; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playable import playable
from scorm_lms import LOADED, Platform, close, launch, package, platform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FrameLocator, Page

pytestmark = pytest.mark.slow
OLD = pytest.mark.parametrize("running", ["1.2"], indirect=True)
NEW = pytest.mark.parametrize("running", ["2004"], indirect=True)


@pytest.fixture(scope="module", params=["1.2", "2004"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("scorm")
    package(playable(folder / "source", version=request.param), folder / "package")
    yield from platform(folder, request.param)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Yield a page of a browser that nobody used before; fail where a script does."""
    context = browser.new_context(reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def learner(running: Platform, saved: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a platform says of somebody, with what it kept."""
    if running.version == "1.2":
        core = {"student_id": "s-1", **(saved or {}).get("core", {})}
        return {"core": core, "suspend_data": (saved or {}).get("suspend_data", "")}
    names = ("suspend_data", "location", "completion_status", "success_status", "score")
    return {"learner_id": "s-1", **{name: value for name in names if (value := (saved or {}).get(name))}}


def status(running: Platform, cmi: dict[str, Any]) -> tuple[str, ...]:
    if running.version == "1.2":
        return (cmi["core"]["lesson_status"],)
    return cmi["completion_status"], cmi["success_status"]


def score(running: Platform, cmi: dict[str, Any]) -> str:
    return str((cmi["core"] if running.version == "1.2" else cmi)["score"]["raw"])


def go(course: FrameLocator, title: str) -> None:
    """Go to an entry by its link, in the outline beside a page or on a page that lists all there is."""
    course.locator("main, .cw-outline").get_by_role("link", name=title, exact=True).first.click()
    course.get_by_role("heading", name=title, level=1).evaluate(LOADED)


def answer_all(course: FrameLocator) -> None:
    asked = course.locator("[data-cw-question]")
    asked.nth(0).get_by_label("Before it starts").check()
    asked.nth(1).get_by_label("Adults").check()
    asked.nth(1).get_by_label("Minors").check()
    asked.nth(2).get_by_label("False").check()
    asked.nth(3).get_by_role("textbox").fill("consent")
    asked.nth(4).get_by_role("textbox").fill("7")
    asked.nth(5).get_by_label("Belmont").select_option(label="1979")
    asked.nth(6).get_by_role("textbox").fill("Because.")
    for button in course.get_by_role("button", name="Check").all():
        button.click()
    course.get_by_role("button", name="Compare").click()


def test_a_whole_course(page: Page, running: Platform) -> None:
    course = launch(page, running, learner(running))
    assert "0 of 4 steps done" in course.locator("main").inner_text()
    assert "you pass with 60 per cent" in course.locator("main").inner_text()
    go(course, "Rule on case B")
    course.get_by_role("button", name="approve").click()
    course.get_by_role("button", name="reject").click()
    course.locator("[data-cw-decision] textarea").fill("All | of ~ it^ %41")
    course.get_by_role("checkbox", name="I have done this").check()
    course.locator("[data-cw-prompt] textarea").fill(
        "L\u00e4nger nachgedacht.\n\u5b8c"
    )  # and not left in peace
    first = close(page)
    assert first.errors() == []
    assert status(running, first.cmi) in {("incomplete",), ("incomplete", "unknown")}
    assert (first.cmi["core"] if running.version == "1.2" else first.cmi)["exit"] == "suspend"

    # On another computer: all of it comes from the platform, and so does the place.
    page.context.clear_cookies()
    page.evaluate("localStorage.clear()")
    course = launch(page, running, learner(running, first.cmi))
    assert course.locator("h1").inner_text() == "Rule on case B"
    assert "You chose: reject" in course.locator("main").inner_text()
    assert course.locator("[data-cw-decision] textarea").input_value() == "All | of ~ it^ %41"
    assert course.locator("[data-cw-prompt] textarea").input_value() == "L\u00e4nger nachgedacht.\n\u5b8c"
    assert "Kept in your learning platform" in course.locator("main").inner_text()
    go(course, "Check yourself")
    answer_all(course)
    go(course, "Looking back")
    for field in course.locator("[data-cw-prompt] textarea").all():
        field.fill("Much.")
        field.blur()
    go(course, "What counts")
    course.get_by_role("checkbox", name="I have done this").check()
    last = close(page)
    assert last.errors() == []
    assert status(running, last.cmi) in {("passed",), ("completed", "passed")}
    assert score(running, last.cmi) == "66.67"  # four of six
    assert (last.cmi["core"] if running.version == "1.2" else last.cmi)["exit"] == "suspend"

    # Looking in again takes nothing back, whatever one does.
    course = launch(page, running, learner(running, last.cmi))
    assert (
        "4 of 4 steps done" in course.locator("main").inner_text()
        or course.locator("h1").inner_text() == "What counts"
    )
    course.get_by_role("checkbox", name="I have done this").uncheck()
    course.get_by_role("link", name="My notes").click()
    course.get_by_role("button", name="Delete everything").click()
    course.get_by_role("button", name="Delete for good").click()
    course.get_by_role("link", name="Planner").click()
    go(course, "Check yourself")
    asked = course.locator("[data-cw-question]").first
    asked.get_by_label("Afterwards").check()
    asked.get_by_role("button", name="Check").click()
    once_more = close(page)
    assert status(running, once_more.cmi) == status(running, last.cmi)
    assert once_more.cmi["suspend_data"].endswith(":00")
    assert score(running, once_more.cmi) == "66.67"
    assert (once_more.cmi["core"] if running.version == "1.2" else once_more.cmi)["exit"] in {"", "normal"}
    assert once_more.errors() == []


@OLD
def test_a_long_text_is_told_where_it_is(page: Page, running: Platform) -> None:
    course = launch(page, running, learner(running))
    go(course, "Looking back")
    long = "\u00e9crire " * 900
    fields = course.locator("[data-cw-prompt] textarea")
    fields.nth(0).fill("Short.")
    fields.nth(1).fill(long)
    fields.nth(1).blur()
    box = course.get_by_role("checkbox", name="I have done this")
    for _ in range(3):
        box.uncheck()
        box.check()
    kept = [one.inner_text() for one in course.locator("[data-cw-prompt] .cw-kept").all()]
    assert kept[0].startswith("Kept in your learning platform")
    assert kept[1].startswith("Too long for your learning platform, so it is kept in this browser only.")
    first = close(page)
    assert first.errors() == []
    assert len(first.cmi["suspend_data"].encode()) <= 4096
    assert [call[0] for call in first.calls].count("LMSCommit") <= 3  # not one for each thing done
    course = launch(page, running, learner(running, first.cmi))
    assert course.locator("[data-cw-prompt] textarea").nth(1).input_value() == long
    second = close(page)
    page.evaluate("localStorage.clear()")
    course = launch(page, running, learner(running, second.cmi))
    assert course.locator("[data-cw-prompt] textarea").nth(1).input_value() == ""
    assert (
        "You wrote here in another browser" in course.locator("[data-cw-prompt] .cw-kept").nth(1).inner_text()
    )
    assert course.locator("[data-cw-prompt] textarea").nth(0).input_value() == "Short."


@NEW
def test_two_students_of_one_computer(page: Page, running: Platform) -> None:
    course = launch(page, running, learner(running))
    go(course, "Looking back")
    course.locator("[data-cw-prompt] textarea").first.fill("Mine alone.")
    close(page)
    other = learner(running)
    if running.version == "1.2":
        other["core"]["student_id"] = "s-2"
    else:
        other["learner_id"] = "s-2"
    course = launch(page, running, other)
    go(course, "Looking back")
    assert course.locator("[data-cw-prompt] textarea").first.input_value() == ""
    # Where the platform does not say who it is, nobody's copy is opened.
    course = launch(page, running, {})
    go(course, "Looking back")
    assert course.locator("[data-cw-prompt] textarea").first.input_value() == ""


@NEW
def test_a_review_changes_nothing(page: Page, running: Platform) -> None:
    saved = learner(running)
    if running.version == "1.2":
        saved["core"]["lesson_mode"] = "review"
    else:
        saved["mode"] = "review"
    course = launch(page, running, saved)
    go(course, "Rule on case B")
    course.get_by_role("button", name="approve").click()
    assert "Read the complaint" in course.locator("main").inner_text()
    ended = close(page)
    assert [call for call in ended.calls if call[0].endswith("SetValue")] == []
    assert ended.errors() == []


@OLD
def test_without_a_platform_the_browser_keeps_it(page: Page, running: Platform) -> None:
    page.goto(f"{running.address}package/index.html")
    assert page.get_by_role("status").first.inner_text().startswith("No learning platform answered.")
    course = page.frame_locator("#course")
    go(course, "Rule on case B")
    course.get_by_role("button", name="approve").click()
    page.reload()
    go(course, "Rule on case B")
    assert "You chose: approve" in course.locator("main").inner_text()


@NEW
def test_a_platform_that_takes_nothing_is_told_of(page: Page, running: Platform) -> None:
    course = launch(page, running, learner(running))
    page.evaluate("api.LMSCommit = api.Commit = () => 'false'")
    go(course, "Rule on case B")
    course.get_by_role("button", name="approve").click()
    page.evaluate("document.getElementById('sco').contentWindow.dispatchEvent(new Event('pagehide'))")
    assert "did not take what you did" in page.frame_locator("#sco").get_by_role("status").inner_text()
    # The next time, with a platform that has an older state, it is there all the same.
    course = launch(page, running, learner(running, {"suspend_data": "1", "core": {}}))
    go(course, "Rule on case B")
    assert "You chose: approve" in course.locator("main").inner_text()
