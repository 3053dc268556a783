"""What the course says about itself, and what those who teach read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions import example, written
from platform_links import PlatformLinks, read
from secret_course import exported

from coursewright.exporters.formats import format_named
from coursewright.exporters.pages import course_bodies
from coursewright.exporters.pages.design_brief import design_brief_body
from coursewright.exporters.pages.presence import presence_survey_body
from coursewright.exporters.pages.staff_bodies import announcements_body, instructor_log_body, staff_body

if TYPE_CHECKING:
    from pathlib import Path


def test_staff_read_what_is_for_them() -> None:
    edition = example("research-ethics", reader="staff")
    html = staff_body(edition.by_key["consent/rule-on-cases"], edition, PlatformLinks()).html
    assert "The reason that most rulings leave out" in html
    assert "Freedom to refuse was read off the sheet" in html
    assert "60 minutes" in html
    session = staff_body(edition.by_key["consent/seminar-1"], edition, PlatformLinks()).html
    assert "The reason that most rulings left out" in session
    assert "Which of our own decisions" in instructor_log_body(edition, PlatformLinks()).html
    assert "Welcome to the committee" in announcements_body(edition, PlatformLinks()).html


def test_a_course_says_whether_it_is_for_you() -> None:
    edition = example("research-ethics")
    html = course_bodies.fit_body(edition, PlatformLinks()).html
    for said in ("second-year psychology students", "about 6 hours a week", "Undergraduate, second year"):
        assert said in html
    found = course_bodies.sample_task(edition)
    assert found is not None
    assert found[0].title in html
    assert f'data-cw-decision="{found[1]}-sample"' in html


def test_a_prepared_course_promises_nobody() -> None:
    html = course_bodies.how_it_runs_body(example("workplace-refresher"), PlatformLinks()).html
    assert "runs by itself" in html
    assert "They read what you do" not in html


def test_a_course_that_does_not_say_who_answers_promises_nobody(tmp_path: Path) -> None:
    text = "module: a\ntitle: A\ntasks: [{id: t, title: T, feedback: {within: 2 days}}]\n"
    silent = written(tmp_path, {"a.module.yaml": text})
    html = course_bodies.how_it_runs_body(silent, PlatformLinks()).html
    for promise in (
        "They read what you do",
        "in your own time",
        "at fixed times",
        "You set the pace",
        "calendar",
    ):
        assert promise not in html
    index = exported(format_named("site"), silent)["index.html"].decode()
    for promise in (
        "They read what you do",
        "Each task says what it is for",
        "You hear back",
        "Everybody goes by",
    ):
        assert promise not in index
    led = written(tmp_path, {"a.module.yaml": text + "support_model: led\n"})
    assert "They read what you do" in course_bodies.how_it_runs_body(led, PlatformLinks()).html
    index = exported(format_named("site"), led)["index.html"].decode()
    assert "They read what you do" in index
    assert "You hear back" in index


def test_nothing_stays_that_goes_away(tmp_path: Path) -> None:
    text = "module: a\ntitle: A\nmaterials: [{id: m, title: M, available_until: 2026-12-01}]\n"
    leaving, staying = (
        course_bodies.how_it_runs_body(edition, PlatformLinks()).html
        for edition in (written(tmp_path, {"a.module.yaml": text}), example("homework-fixed"))
    )
    assert "What goes away says until when" in leaving
    assert "everything that is behind you" in staying


def test_the_survey_asks_about_three_kinds_of_presence() -> None:
    root = read(presence_survey_body(example("homework-fixed"), PlatformLinks()))
    tables = root.findall(".//table")
    assert [len(table.findall("./tbody/tr")) for table in tables] == [4, 4, 4]
    assert {len(row.findall("td")) for table in tables for row in table.findall("./tbody/tr")} == {5}


def test_the_brief_goes_from_learners_to_the_next_round() -> None:
    root = read(design_brief_body(example("research-ethics"), PlatformLinks()))
    assert [section.get("class") for section in root.findall("./section")] == [
        "cw-brief-needs",
        "cw-brief-value",
        "cw-brief-decisions",
        "cw-brief-evaluation",
        "cw-brief-next",
    ]
    said = " ".join("".join(root.itertext()).split())
    for part in ("a university in Pune", "Would you approve case B", "Choosing the cases for next year"):
        assert part in said
