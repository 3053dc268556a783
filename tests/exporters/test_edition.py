"""Editions: what goes along, in which order, under which names, and how entries know each other."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

UNIT = """\
module: m
title: A module
language: en
calendar: {starts: 2026-09-21, time_zone: Europe/London}
week: 1
outcomes:
  - {id: rule, statement: Decide which consent process fits}
tasks:
  - {id: read, kind: reading, due: mon 17:00, materials: [text]}
  - {id: rule-on, kind: case-study, due: tue 17:00, outcomes: [rule], follow_up: board, requires: [read],
     feedback: {at: seminar}}
  - {id: after, kind: quiz, release: thu 12:00, due: fri 17:00}
materials:
  - {id: text, title: A text, kind: page, path: t.md}
  - {id: extra, title: Beside it, kind: website, url: "https://example.org"}
sessions:
  - {id: seminar, title: Seminar, starts: thu 10:00, duration: 50 min, requires: [rule-on],
     agenda: [{feedback: rule-on}, {activity: board}]}
follow_up_activities:
  - {id: board, title: Sit on the board, kind: role-play, session: seminar}
assessments:
  - {id: essay, title: An essay, kind: essay, outcomes: [rule], due: week 2 fri 17:00}
reflection: {prompts: [one, two, three], read_by: instructor}
announcements:
  - {at: mon 09:00, text: Welcome, kind: reminder}
  - {at: fri 18:00, text: Thank you, kind: summary}
"""


def keys(edition: Edition) -> list[str]:
    return [entry.key for entry in edition.entries]


def test_the_order_is_that_of_learners(tmp_path: Path) -> None:
    edition = written(tmp_path, {"m.module.yaml": UNIT, "t.md": "text"})
    assert keys(edition) == [
        "m/announcement-ca4f9d",
        "m/extra",
        "m/text",
        "m/read",
        "m/rule-on",
        "m/seminar",
        "m/board",
        "m/after",
        "m/essay",
        "m/reflection",
        "m/announcement-6b50e3",
    ]


def test_a_late_follow_up_waits_for_what_is_due_before_it(tmp_path: Path) -> None:
    text = """\
module: m
pacing: self-paced
tasks:
  - {id: ring, title: Ring, due: day 4, follow_up: ask}
  - {id: lose, title: Lose, due: day 5}
  - {id: tell, title: Tell}
follow_up_activities: [{id: ask, title: Ask, builds_on: [ring], due: day 11}]
"""
    assert keys(written(tmp_path / "a", {"m.module.yaml": text})) == ["m/ring", "m/lose", "m/ask", "m/tell"]
    soon = text.replace("day 11", "day 5")
    assert keys(written(tmp_path / "b", {"m.module.yaml": soon})) == ["m/ring", "m/ask", "m/lose", "m/tell"]


def test_entries_know_each_other(tmp_path: Path) -> None:
    entries = written(tmp_path, {"m.module.yaml": UNIT, "t.md": "text"}).by_key
    ruling, board, seminar = entries["m/rule-on"], entries["m/board"], entries["m/seminar"]
    assert (ruling.needs, ruling.leads_to, ruling.answered_in) == (("m/read",), ("m/board",), ("m/seminar",))
    assert (board.takes_up, board.needs, board.in_session) == (("m/rule-on",), ("m/rule-on",), "m/seminar")
    assert (seminar.needs, ruling.needed_by) == (("m/rule-on",), ("m/seminar", "m/board"))
    assert entries["m/read"].materials == ("m/text",)
    assert ruling.outcomes == entries["m/essay"].outcomes == ("m/rule",)
    assert str(seminar.opens) == "Thu 24 Sep 2026 10:00"
    assert str(seminar.ends) == "Thu 24 Sep 2026 10:50"
    assert ruling.answered_at == seminar.opens


def test_cards_know_where_they_are_met(tmp_path: Path) -> None:
    (card,) = written(tmp_path, {"m.module.yaml": UNIT, "t.md": "text"}).outcomes
    assert (card.key, card.level) == ("m/rule", "evaluate")
    assert (card.practised_in, card.assessed_in) == (("m/rule-on",), ("m/essay",))


@pytest.mark.parametrize("name", EXAMPLES)
def test_names_are_fit_for_files_and_xml(name: str) -> None:
    edition = example(name, drafts=True)
    slugs = [entry.slug for entry in edition.entries] + [card.slug for card in edition.outcomes]
    for module in edition.modules:
        slugs += [module.slug, *(unit.slug for unit in module.units)]
    assert len(set(slugs)) == len(slugs)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{0,79}", slug) for slug in slugs)
    assert len(set(keys(edition))) == len(keys(edition))
    known = set(edition.by_key)
    for entry in edition.entries:
        linked = {*entry.needs, *entry.takes_up, *entry.leads_to, *entry.materials, *entry.answered_in}
        assert linked <= known
        assert entry.key not in linked
        assert set(entry.outcomes) <= set(edition.cards)
        assert entry.title


def test_names_stay_when_others_come(tmp_path: Path) -> None:
    first = written(tmp_path / "a", {"m.module.yaml": UNIT, "t.md": "text"})
    more = UNIT.replace("tasks:\n", "tasks:\n  - {title: A new one, kind: quiz}\n  - {kind: quiz}\n")
    second = written(tmp_path / "b", {"m.module.yaml": more, "t.md": "text"})
    slugs = {entry.key: entry.slug for entry in first.entries}
    assert {key: second.by_key[key].slug for key in slugs} == slugs
    assert {"m/a-new-one", "m/task"} <= set(second.by_key)


def test_titles_in_any_script_become_names(tmp_path: Path) -> None:
    titles = ["Größe messen", "قياس", "מדידה", "測定", "計測", "🎈", "Ünlü \"x\" & 'y'", "1 two", "a" * 200]
    tasks = "".join(
        f"  - {{kind: quiz, title: {json.dumps(title, ensure_ascii=False)}}}\n" for title in titles
    )
    edition = written(tmp_path, {"m.module.yaml": f"module: m\ntasks:\n{tasks}"})
    slugs = [entry.slug for entry in edition.entries]
    assert len(set(slugs)) == len(titles)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{0,79}", slug) for slug in slugs)


def test_a_part_is_asked_for(tmp_path: Path) -> None:
    whole = example("research-ethics")
    part = example("research-ethics", module="data")
    assert [module.key for module in part.modules] == ["data"]
    assert keys(part) == [key for key in keys(whole) if key.startswith("data/")]
    assert {why for _, why in part.left_out} >= {"module"}
    week = example("research-ethics", weeks=(2, 2))
    assert keys(week)
    assert {entry.week for entry in week.entries} == {2}
    with pytest.raises(UsageError, match="no module `none`"):
        example("research-ethics", module="none")
    with pytest.raises(UsageError, match="nothing to export in week 40"):
        example("research-ethics", weeks=(40, 40))
    del tmp_path


def test_drafts_and_staff_matters_stay_behind(tmp_path: Path) -> None:
    text = UNIT.replace("{id: after, kind: quiz,", "{id: after, kind: quiz, status: draft,")
    text = text.replace("read_by: instructor", "for: instructors")
    files = {"m.module.yaml": text, "t.md": "text"}
    learners = written(tmp_path / "a", files)
    assert not {"m/after", "m/reflection"} & set(learners.by_key)
    assert {why for _, why in learners.left_out} == {"draft", "staff"}
    staff = written(tmp_path / "b", files, reader="staff", drafts=True)
    assert staff.by_key["m/reflection"].staff_only
    assert "m/after" in staff.by_key
    with pytest.raises(UsageError, match="still a draft"):
        written(tmp_path / "c", {"m.module.yaml": UNIT + "status: draft\n", "t.md": ""})


def test_what_belongs_to_the_course_stands_around_its_modules(tmp_path: Path) -> None:
    course = """\
course: c
title: C
modules: [m.module.yaml]
tasks:
  - {id: hello, kind: onboarding}
assessments:
  - {id: exam, title: Exam, kind: exam}
"""
    edition = written(tmp_path, {"course.yaml": course, "m.module.yaml": UNIT, "t.md": ""})
    assert [module.key for module in edition.modules] == ["course-start", "m", "course"]
    assert [module.title for module in edition.modules] == [
        "Before you start",
        "A module",
        "Across the course",
    ]
    assert keys(edition)[0] == "course/hello"
    assert keys(edition)[-1] == "course/exam"


def test_right_to_left_and_other_languages(tmp_path: Path) -> None:
    for tag, direction in (
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("es", "ltr"),
    ):
        text = UNIT.replace("language: en", f"language: {tag}")
        edition = written(tmp_path / tag, {"m.module.yaml": text, "t.md": ""})
        assert (edition.language, edition.direction) == (tag, direction)


def test_another_start_makes_other_dates(tmp_path: Path) -> None:
    text = UNIT.replace("calendar: {starts: 2026-09-21, time_zone: Europe/London}\n", "")
    files = {"m.module.yaml": text, "t.md": ""}
    open_ended = written(tmp_path / "a", files)
    assert str(open_ended.by_key["m/read"].due) == "week 1, Mon 17:00"
    placed = written(tmp_path / "b", files, starts=dt.date(2027, 2, 1))
    assert str(placed.by_key["m/read"].due) == "Mon 1 Feb 2027 17:00"
