"""The storyboard: everything hangs there once, on one sheet, and it says what had no room."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from portraits import portrait_of_course
from random_specs import random_course
from spec_helpers import module_of

from coursewright.reporters.views.storyboard import storyboard
from coursewright.reporters.views.storyboard.board import board_of
from coursewright.reporters.views.storyboard.page import HIGH, WIDE, _fitting
from coursewright.reporters.views.storyboard.shapes import Area, Placed
from coursewright.spec.load import load
from coursewright.spec.model import Assessment, Course, FollowUpActivity, Session, Task
from coursewright.views.plan import Focus, Plan
from coursewright.views.signs import Sign

AREA = Area(238, 84, WIDE - 238, HIGH - 108)
REAL = Path(__file__).parents[3] / "shared" / "real"

LOOP = """\
title: Consent
calendar: {starts: 2026-09-21, time_zone: Europe/London}
outcomes: [{id: rule, statement: Rule on consent}]
units:
  - id: first
    title: What counts
    week: 1
    tasks:
      - id: cases
        title: Rule on three cases
        kind: case-study
        duration: 45 min
        due: 2026-09-23T18:00
        outcomes: [rule]
        monitoring: {by: tutor, looks_for: the wrong test}
        feedback: {addresses: the wrong test, at: meeting}
        follow_up: [defend]
        decision_points: [{prompt: Which test?, options: [A, B]}]
      - {id: read, title: Post a summary, kind: discussion, due: 2026-09-24T18:00, outcomes: [rule]}
    sessions: [{id: meeting, title: The board sits, starts: 2026-09-25T11:00, duration: 1 h}]
    follow_up_activities: [{id: defend, title: Defend a ruling, session: meeting}]
"""


def of_weeks(weeks: int, tasks: int) -> Course:
    """Return a course of so many weeks, each with so many tasks."""
    units = "".join(
        f"  - {{id: u{week}, title: Week of theme {week}, week: {week}, tasks: ["
        + ", ".join(
            f"{{id: t{week}-{n}, title: Task {n} of theme {week}, kind: reading}}" for n in range(tasks)
        )
        + "]}\n"
        for week in range(1, weeks + 1)
    )
    return module_of(f"units:\n{units}")


def placed_of(course: Course) -> Placed:
    return _fitting(board_of(Plan(course)), AREA)


def page_of(course: Course, focus: Focus | None = None) -> str:
    return storyboard(portrait_of_course(course, ["on-purpose"]), Plan(course, focus=focus))


def words(page: str) -> str:
    return " ".join(" ".join(map(str, lxml_html.fromstring(page).itertext())).split())


def test_a_column_holds_what_goes_out_and_what_comes_back() -> None:
    (column,) = board_of(Plan(module_of(LOOP))).columns
    assert column.label.text == "Week 1: What counts"
    assert [card.label.text for card in column.out] == ["Rule on three cases", "Post a summary"]
    assert [card.label.text for card in column.back] == ["The board sits", "Defend a ruling"]
    cases, read = column.out
    assert cases.facts == ("case-study", "45 min", "due Wed 23 Sep 18:00")
    assert cases.offers == ((Sign.DECISION, 1),)
    assert [item.id for item in cases.leads_to] == ["meeting"]
    # From Wednesday 18:00 to Friday 11:00 are 41 h.
    assert cases.loop == "feedback 41 h later"
    assert read.facts == ("discussion", "time not known", "due Thu 24 Sep 18:00")
    assert "nothing takes" in read.loop


def test_closed_loops_are_lines_and_broken_ones_end_in_a_sign() -> None:
    placed = placed_of(module_of(LOOP))
    (closed,) = [route for route in placed.routes if not route.broken]
    (broken,) = [route for route in placed.routes if route.broken]
    assert closed.tone == "good", "from the first task to the session, on which the follow-up hangs"
    assert (broken.tone, broken.tip) == ("gap", "")
    page = page_of(module_of(LOOP))
    assert "1 closed and 1 broken" in words(page)
    assert "#dr-broken" in page


def test_each_item_hangs_there_once() -> None:
    course = module_of(LOOP)
    cards = board_of(Plan(course)).cards
    kinds = (Task, Assessment, Session, FollowUpActivity)
    assert [card.item for card in cards] == list(dict.fromkeys(card.item for card in cards))
    assert {card.item for card in cards} == {item for kind in kinds for item in course.every(kind)}


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_any_course_fits_and_loses_no_card(seed: int) -> None:
    course = random_course(seed)
    board = board_of(Plan(course))
    kinds = (Task, Assessment, Session, FollowUpActivity)
    assert sorted(id(card.item) for card in board.cards) == sorted(
        id(item) for kind in kinds for item in course.every(kind)
    )
    check_on_sheet(_fitting(board, AREA))


def check_on_sheet(placed: Placed) -> None:
    boxes = [box for box in placed.boxes if box.kind != "rule"]
    for box in boxes:
        assert AREA.x <= box.x <= WIDE - box.wide
        assert AREA.y <= box.y <= HIGH - box.high
    for one, other in combinations(boxes, 2):
        apart = one.x + one.wide <= other.x or other.x + other.wide <= one.x
        assert apart or one.y + one.high <= other.y or other.y + other.high <= one.y
    for text in placed.texts:
        assert AREA.x <= text.x <= WIDE
        assert AREA.y <= text.y <= HIGH


@pytest.mark.parametrize(
    ("weeks", "tasks"), [(1, 1), (4, 5), (12, 4), (15, 5), (30, 3), (47, 6), (60, 12), (300, 3)]
)
def test_every_size_fits_on_the_sheet(weeks: int, tasks: int) -> None:
    course = of_weeks(weeks, tasks)
    placed = placed_of(course)
    check_on_sheet(placed)
    shown = {text.whole or text.words for text in placed.texts}
    missing = [
        card for card in board_of(Plan(course)).cards if not any(card.label.text in one for one in shown)
    ]
    cut = [one for one in placed.left_out if "card" in one]
    assert bool(missing) == bool(cut), "what is left out is said, and nothing else"


def test_up_to_twelve_weeks_are_a_wall_of_cards() -> None:
    assert {box.kind for box in placed_of(of_weeks(12, 4)).boxes} == {"card"}


def test_what_is_left_out_is_counted() -> None:
    placed = placed_of(of_weeks(60, 12))
    (said,) = [one for one in placed.left_out if one.endswith("cards")]
    left = int(said.split(" of ")[0])
    hidden = [re.fullmatch(r"and (\d+) more", text.words) for text in placed.texts]
    assert left == sum(int(one[1]) for one in hidden if one) > 0
    assert f"Left out for room: {placed.left_out[0]}" in words(page_of(of_weeks(60, 12)))


def test_a_course_without_anything_says_so() -> None:
    page = words(page_of(module_of("title: Consent")))
    assert "None is written down." in page


def test_only_the_part_that_is_looked_at_is_shown() -> None:
    course = of_weeks(4, 2)
    page = words(page_of(course, Focus(weeks=(2, 2))))
    assert "Task 1 of theme 2" in page
    assert "theme 3" not in page


def test_hostile_text_stays_text() -> None:
    text = "</title><script>alert(1)</script> \\e[31m \\u202e \\0"
    task = f'{{id: t, title: "{text}"}}'
    course = module_of(f'title: "{text}"\nunits: [{{id: a, week: 1, title: "{text}", tasks: [{task}]}}]')
    page = page_of(course)
    root = lxml_html.fromstring(page)
    assert not list(root.iter("script"))
    assert not [one for one in "\x1b\u202e\x00" if one in page]


def test_text_from_the_right_begins_at_the_right_of_its_card() -> None:
    course = module_of("units: [{id: a, week: 1, tasks: [{id: t, title: לקרוא את הפרק}]}]")
    placed = placed_of(course)
    (title,) = [text for text in placed.texts if text.words == "לקרוא את הפרק"]
    (card,) = placed.boxes
    assert card.x < title.x < title.x + title.room <= card.x + card.wide
    root = lxml_html.fromstring(page_of(course))
    (drawn,) = [one for one in root.iter("text") if one.get("direction") == "rtl"]
    assert float(drawn.get("x") or 0) == pytest.approx(title.x + title.room, abs=0.1)


def test_it_is_one_a3_page_that_needs_nothing_else() -> None:
    page = page_of(module_of(LOOP))
    assert "size: A3 landscape" in page
    assert " style=" not in page
    assert "Content-Security-Policy" in page
    assert not re.search(r"(?:src|href)=\"(?!#)", page)


def test_a_real_course_of_many_units_fits() -> None:
    path = REAL / "learn-to-cloud" / "course.yaml"
    if not path.exists():
        pytest.skip("the real courses are not here")
    course = load(path)
    placed = placed_of(course)
    check_on_sheet(placed)
    assert not [one for one in placed.left_out if "card" in one], "all 292 tasks have room"
