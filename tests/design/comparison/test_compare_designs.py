"""What a comparison of two designs tells: each kind of change, by hand, and nothing for what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_in, module_of

from coursewright.design.comparison.compare import compare

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.comparison.changes import Change, Side

MODULE = """
title: Consent
outcomes:
  - {id: judge, statement: Judge whether somebody agreed freely, level: evaluate}
  - {id: write, statement: Write a sheet that people understand}
tasks:
  - id: cases
    title: Rule on three cases
    purpose: Meet the arguments early
    outcomes: [judge]
    duration: 45 min
    due: week 1 fri 12:00
    monitoring: {by: tutor, looks_for: The reason left out}
    feedback: {within: 48 h}
    choices: {of: format, options: [post, audio]}
    decision_points:
      - prompt: Would you approve case B?
        options:
          - {option: Approve, consequence: Two people leave}
          - {option: Reject, consequence: Nobody is helped}
    own_context: A study you took part in
    follow_up: board
follow_up_activities:
  - {id: board, title: Sit on the board, duration: 40 min}
"""

_JUDGE = "Judge whether somebody agreed freely"
_ALIKE = "Judge whether a person agreed freely"


def changed(*pairs: tuple[str, str], whole: str = MODULE) -> list[Change]:
    """Compare a module with itself after some replacements, each of which must find its text."""
    text = whole
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return list(compare(module_of(whole), module_of(text)).changes)


def told(changes: list[Change]) -> list[str]:
    """Return changes in short: `topic kind noun name key: old -> new`, the state where nothing is said."""
    return [
        f"{one.topic} {one.kind} {one.subject.noun} {one.subject.id or one.subject.name} "
        f"{one.key or one.label}: {_side(one.old)} -> {_side(one.new)}"
        for one in changes
    ]


def _side(side: Side) -> str:
    state, text = side
    return text if state == "said" else f"({state}{' ' + text if text else ''})"


def test_what_only_moved_its_lines_is_no_change() -> None:
    """Comments, empty lines, wrapping, quotes and another way to write the same value change nothing."""
    assert not changed(
        ("title: Consent", "# a comment\n\ntitle: 'Consent'"),
        ("duration: 45 min", "duration: 0.75 h"),
        ("purpose: Meet the arguments early", "purpose: >-\n      Meet the\n      arguments early"),
        ("choices: {of: format", "choices:\n      {of: format"),
    )


def test_keys_and_items_in_another_order_are_no_change() -> None:
    """Nobody plans by the order of keys, nor of outcomes."""
    swapped = MODULE.replace("  - {id: write, statement: Write a sheet that people understand}\n", "")
    swapped = swapped.replace(
        "outcomes:\n", "outcomes:\n  - {statement: Write a sheet that people understand, id: write}\n", 1
    )
    assert not compare(module_of(MODULE), module_of(swapped)).changes


def test_a_default_value_that_is_written_out_is_no_change() -> None:
    """`graded: false` says what holds anyway."""
    assert not changed(("duration: 45 min", "duration: 45 min\n    graded: false"))


def test_an_outcome_with_the_same_id_is_reworded() -> None:
    """Verb and level are said beside both wordings: `judge` asks for more than `list`."""
    (reworded, level) = changed(
        ("Judge whether somebody agreed freely, level: evaluate", "List the signs of free consent")
    )
    assert told([reworded]) == [
        f"outcomes reworded outcome judge statement: {_JUDGE} -> List the signs of free consent"
    ]
    assert ("leading verb", "judge", "list") in reworded.details
    assert told([level]) == ["outcomes changed outcome judge level: evaluate -> (absent)"]


def test_an_outcome_without_an_id_is_known_by_its_likeness() -> None:
    """The second outcome is another one altogether."""
    old = module_of("outcomes: [Judge whether somebody agreed freely, Draw a map]")
    new = module_of("outcomes: [Judge whether a person agreed freely, Bake bread]")
    assert told(list(compare(old, new).changes)) == [
        "outcomes dropped outcome Draw a map : Draw a map -> (absent)",
        "outcomes added outcome Bake bread : (absent) -> Bake bread",
        f"outcomes reworded outcome {_ALIKE} statement: {_JUDGE} -> {_ALIKE}",
    ]


def test_a_translation_is_part_of_a_text() -> None:
    """Only the Spanish wording is another one."""
    old = module_of("languages: [es]\noutcomes: [{id: a, statement: {en: Decide it, es: Decidirlo}}]")
    new = module_of("languages: [es]\noutcomes: [{id: a, statement: {en: Decide it, es: Elegirlo}}]")
    (reworded,) = compare(old, new).changes
    assert (reworded.subject.id, reworded.kind) == ("a", "reworded")
    assert reworded.old.text == "en: Decide it; es: Decidirlo"
    assert reworded.new.text == "en: Decide it; es: Elegirlo"


def test_a_task_loses_its_follow_up() -> None:
    """The activity is still there; nothing names it."""
    assert told(changed(("    follow_up: board\n", ""))) == [
        "loop dropped task cases follow_up: Sit on the board -> (absent)"
    ]


def test_a_follow_up_that_is_gone_is_told_with_its_task() -> None:
    """The activity itself is marked as told elsewhere; its 40 of 85 minutes are gone."""
    found = changed(
        ("    follow_up: board\n", ""),
        ("follow_up_activities:\n  - {id: board, title: Sit on the board, duration: 40 min}\n", ""),
    )
    assert told(found) == [
        "loop dropped task cases follow_up: Sit on the board -> (absent)",
        "loop dropped follow-up activity board : Sit on the board -> (absent)",
        "workload changed module consent time in total: 1 h 25 min -> 45 min",
    ]
    assert [one.inside for one in found[:2]] == [False, True]


def test_a_follow_up_written_from_the_other_end_is_the_same() -> None:
    """`builds_on` says what `follow_up` said."""
    assert not changed(
        ("    follow_up: board\n", ""),
        ("title: Sit on the board,", "title: Sit on the board, builds_on: [cases],"),
    )


@pytest.mark.parametrize(
    ("key", "line", "label"),
    [
        ("monitoring", "    monitoring: {by: tutor, looks_for: The reason left out}\n", "monitoring"),
        ("feedback", "    feedback: {within: 48 h}\n", "feedback"),
        ("purpose", "    purpose: Meet the arguments early\n", "purpose"),
        ("own_context", "    own_context: A study you took part in\n", "own context"),
        ("choices", "    choices: {of: format, options: [post, audio]}\n", "choice"),
    ],
)
def test_a_task_loses_a_part(key: str, line: str, label: str) -> None:
    """Lost, left out on purpose and left open are three different things."""
    (lost,) = changed((line, ""))
    assert (lost.kind, lost.key, lost.label, lost.new.state) == ("dropped", key, label, "absent")
    (meant,) = changed((line, f"    {key}: {{none: the board says it}}\n"))
    assert (meant.kind, tuple(meant.new)) == ("dropped", ("purpose", "the board says it"))
    (open_again,) = changed((line, f"    {key}: TODO ask Maren\n"))
    assert (open_again.kind, tuple(open_again.new)) == ("dropped", ("open", "ask Maren"))


def test_a_decision_point_and_its_consequence() -> None:
    """What changed inside is told with the way there."""
    (change,) = changed(("Two people leave", "Nobody notices"))
    assert (change.topic, change.kind, change.subject.id) == ("decisions", "reworded", "cases")
    assert change.key == "decision_points.options.consequence"
    assert (change.old.text, change.new.text) == ("Two people leave", "Nobody notices")
    assert [one.name for one in change.within] == ["Would you approve case B?", "Approve"]
    (gone,) = changed(("          - {option: Reject, consequence: Nobody is helped}\n", ""))
    assert told([gone]) == ["decisions dropped task cases decision_points.options: Reject -> (absent)"]


def test_another_id_is_told_once() -> None:
    """Whatever refers to the item under its new id refers to the same."""
    assert told(changed(("id: board", "id: hearing"), ("follow_up: board", "follow_up: hearing"))) == [
        "loop renamed follow-up activity hearing id: board -> hearing"
    ]


def test_time_that_is_no_longer_said_is_unknown() -> None:
    """45 and 40 minutes made 1 h 25 min; now one of the two items is not timed."""
    found = changed(("    duration: 45 min\n", ""))
    assert "workload changed task cases duration: 45 min -> (absent)" in told(found)
    total = next(one for one in found if one.label == "time in total")
    assert (total.old.text, total.new.text) == ("1 h 25 min", "40 min, and 1 of 2 items not timed")


def test_dates_and_weeks() -> None:
    """A due date in another week says so."""
    found = changed(("due: week 1 fri 12:00", "due: week 2 fri 12:00"))
    due = next(one for one in found if one.key == "due")
    assert told([due]) == ["dates changed task cases due: week 1 fri 12:00 -> week 2 fri 12:00"]
    assert due.details == (("week", "1", "2"),)


def test_entries_of_a_list_of_words() -> None:
    """Only what went and what came is told."""
    old = module_of("assessments: [{id: essay, options: [film, text, talk], weight: 40%}]")
    new = module_of("assessments: [{id: essay, options: [talk, film, song], weight: 30%}]")
    assert told(list(compare(old, new).changes)) == [
        "decisions changed assessment essay options: text -> song",
        "assessment changed assessment essay weight: 40% -> 30%",
    ]


def test_criteria_and_their_points() -> None:
    old = module_of("assessments: [{id: essay, criteria: [clear, {name: true, points: 3}]}]")
    new = module_of("assessments: [{id: essay, criteria: [{name: true, points: 5}, kind]}]")
    assert told(list(compare(old, new).changes)) == [
        "assessment dropped assessment essay criteria: clear -> (absent)",
        "assessment added assessment essay criteria: (absent) -> kind",
        "assessment changed assessment essay criteria.points: 3 -> 5",
    ]


COURSE = {
    "course.yaml": """
course: ethics
title: Ethics
mode: blended
calendar: {starts: 2026-10-05, weeks: 4}
team: [{id: lead, role: instructor}, {id: tutor, role: tutor}]
ai: {use: planning}
policies: {late_work: Read and answered}
defaults: {tasks: {monitoring: {by: tutor}}}
modules: [a.module.yaml, b.module.yaml]
""",
    "a.module.yaml": """
module: a
title: First
units:
  - {id: u, title: Start, week: 1, tasks: [{id: one, title: Read the paper}, {id: two, title: Draw it}]}
""",
    "b.module.yaml": """
module: b
title: Second
units:
  - {id: v, title: Go on, week: 2, tasks: [{id: three, title: Write a page}]}
""",
}


def course_changes(folder: Path, **files: str) -> list[Change]:
    """Compare the course with itself where some of its files read otherwise; `course` is the main one."""
    new = COURSE | {
        f"{name}.module.yaml" if name != "course" else "course.yaml": t for name, t in files.items()
    }
    return list(compare(course_in(folder / "old", COURSE), course_in(folder / "new", new)).changes)


def test_a_default_that_changed_is_told_once(tmp_path: Path) -> None:
    """It holds for three tasks and is one text."""
    (change,) = course_changes(tmp_path, course=COURSE["course.yaml"].replace("by: tutor", "by: lead"))
    assert told([change]) == ["loop changed task one monitoring.by: tutor -> lead"]
    assert [one.id for one in change.others] == ["two", "three"]


def test_a_task_moves_to_another_unit_and_week(tmp_path: Path) -> None:
    """It keeps its id, and says in which week it is now."""
    found = course_changes(
        tmp_path,
        a=COURSE["a.module.yaml"].replace(", {id: two, title: Draw it}", ""),
        b=COURSE["b.module.yaml"].replace("tasks: [", "tasks: [{id: two, title: Draw it}, "),
    )
    moved = next(one for one in found if one.kind == "moved")
    assert told([moved]) == ['tasks moved task two place: unit "Start" -> unit "Go on"']
    assert ("week", "1", "2") in moved.details
    assert not any(one.kind in {"added", "dropped"} for one in found)


def test_a_unit_goes_with_what_it_holds(tmp_path: Path) -> None:
    """Its task is told with it."""
    found = course_changes(tmp_path, b="module: b\ntitle: Second\nunits: []\n")
    assert [(one.subject.noun, one.kind, one.inside) for one in found if one.style == "told"] == [
        ("unit", "dropped", False),
        ("task", "dropped", True),
    ]


def test_what_was_written_inside_a_task_goes_with_it() -> None:
    """Its own follow-up activity is told with the task."""
    old = module_of("tasks: [{id: a, title: Read}, {id: b, title: Draw, follow_up: {title: Show it}}]")
    new = module_of("tasks: [{id: a, title: Read}]")
    found = [one for one in compare(old, new).changes if one.style == "told"]
    assert {(one.subject.name, one.inside) for one in found} == {("Draw", False), ("Show it", True)}


def test_circumstances_are_told_where_they_are_said(tmp_path: Path) -> None:
    """The modules inherit all of it, and nothing is said of them."""
    text = COURSE["course.yaml"]
    for old, new in (
        ("mode: blended", "mode: online"),
        ("starts: 2026-10-05", "starts: 2026-10-12"),
        ("use: planning", "use: full"),
        ("Read and answered", "Read"),
    ):
        text = text.replace(old, new)
    found = course_changes(tmp_path, course=text)
    assert {one.subject.id for one in found} == {"ethics"}
    assert {one.key for one in found} == {"mode", "calendar.starts", "ai.use", "policies.late_work"}


def test_modules_in_another_order(tmp_path: Path) -> None:
    """One of two that changed places is said to have moved."""
    text = COURSE["course.yaml"].replace("a.module.yaml, b.module.yaml", "b.module.yaml, a.module.yaml")
    (moved,) = course_changes(tmp_path, course=text)
    assert (moved.kind, moved.label) == ("moved", "place in the order")


def test_what_is_not_compared_is_left_and_not_gone(tmp_path: Path) -> None:
    """Of a file that only one side could read, nothing is new and nothing is gone."""
    old = course_in(tmp_path / "old", COURSE)
    new = course_in(tmp_path / "new", COURSE | {"b.module.yaml": "module: [\n"})
    comparison = compare(old, new, lambda element: element.node.source.path.name == "b.module.yaml")
    assert not comparison.changes
    assert {item.id for item in comparison.left} == {"b", "v", "three"}


def test_a_follow_up_in_a_file_that_is_not_compared_is_unknown(tmp_path: Path) -> None:
    """Nobody knows whether it is still there, so the task has not lost it."""
    linked = COURSE | {
        "a.module.yaml": "module: a\ntasks: [{id: one, title: Read, follow_up: b/three}]\n",
    }
    old = course_in(tmp_path / "old", linked)
    new = course_in(tmp_path / "new", linked | {"b.module.yaml": "module: [\n"})
    assert not compare(old, new, lambda element: element.node.source.path.name == "b.module.yaml").changes
