"""What the fidelity report says of a Moodle backup is what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example
from mbz_course import everything
from mbz_reading import NULL, Backup, Module, backup_of

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Note


def _is_so(note: Note, module: Module, backup: Backup) -> bool:
    """Whether a backup bears out what a note says; True for what no number can tell."""
    how, aspect = note.how, note.aspect
    if how.startswith("as the due date"):
        return module.says("duedate") not in {"", "0"}
    if how.startswith("as the time from which"):
        return (module.says("timeopen") or module.says("allowsubmissionsfromdate")) not in {"", "0"}
    if how.startswith("as the time at which it closes"):
        return module.says("timeclose") not in {"", "0"}
    if how.startswith("as the date by which Moodle expects"):
        return module.set_to("completionexpected") not in {"", "0"}
    if "restricted access until then" in how:
        return bool(module.conditions("date"))
    if "restricted access until" in how and aspect in {"requires", "takes up"}:
        return bool(module.conditions("completion"))
    if "marking guide" in how or "rubric" in how:
        method = module.files["grading"].findtext("area/activemethod")
        return method == ("guide" if "marking guide" in how else "rubric")
    if how.startswith("as its weight in the gradebook"):
        book = backup.xml("gradebook.xml")
        items = [*module.files["grades"].iter("grade_item"), *book.iter("grade_item")]
        mine = [one for one in items if one.findtext("itemname") == module.says("name")]
        return any(float(one.findtext("aggregationcoef") or 0) > 0 for one in mine)
    if how.startswith("as the grade to pass, which"):
        item = module.files["grades"].find("grade_items/grade_item")
        return item is not None and float(item.findtext("gradepass") or 0) > 0
    if how.startswith("as one submission for a group"):
        return module.says("teamsubmission") == "1"
    if how.startswith("as separate groups"):
        return module.set_to("groupmode") == "1"
    if how.startswith("in the question bank"):
        return bool(module.of_kind.findall("question_instances/question_instance"))
    if how.startswith("as the attempts allowed"):
        return module.says("attempts_number") != ""
    if "online text" in how or "as files" in how:
        return module.kind == "assign"
    if aspect == "" and " as a" in f" {how}":
        named = {"Q and A forum": "forum", "assignment": "assign", "link": "url", "file": "resource"}
        kind = next(
            (kind for word, kind in named.items() if f"as a {word}" in how or f"as an {word}" in how), ""
        )
        return not kind or module.kind == kind
    return True


def _checked(edition: Edition) -> int:
    ledger = Ledger()
    backup = backup_of(edition, ledger)
    assert unaccounted(edition, ledger) == ()
    checked = 0
    for note in ledger:
        module = backup.modules.get(note.key)
        if module is not None and note.fate != "dropped":
            assert _is_so(note, module, backup), note
            checked += 1
    return checked


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_report_on_an_example_is_true(name: str) -> None:
    assert _checked(example(name, drafts=True, reader="staff")) > 10


def test_the_report_on_everything_is_true(tmp_path: Path) -> None:
    assert _checked(everything(tmp_path)) > 80


def test_the_check_of_the_report_can_fail(tmp_path: Path) -> None:
    edition, ledger = everything(tmp_path), Ledger()
    backup = backup_of(edition, ledger)
    note = ledger.about("edge/after", "due")
    assert note is not None
    assert _is_so(note, backup.modules["edge/after"], backup)
    assert not _is_so(note, backup.modules["edge/fup"], backup)


def test_losses_are_named(tmp_path: Path) -> None:
    ledger = Ledger()
    backup_of(everything(tmp_path), ledger)

    def told(key: str, aspect: str) -> tuple[str, str]:
        note = ledger.about(f"edge/{key}" if key else "", aspect)
        assert note is not None
        return note.fate, note.how

    fate, how = told("quiz1", "questions")
    assert fate == "changed"
    assert how.startswith("7 of 8 in the question bank")
    assert how.endswith('left out: "No key" (no option is marked as right)')
    assert told("disc", "replies")[0] == "changed"
    assert "one due date of a forum" in told("disc", "replies")[1]
    assert told("disc", "") == ("kept", "as a Q and A forum, which a teacher opens with the question")
    assert told("s1", "requires") == ("changed", "in the text: Moodle keeps nobody out of a session")
    assert "left out" in told("after", "monitoring")[1]
    assert "left out" in told("after", "feedback")[1]
    assert told("announcement-807312", "")[0] == "changed"
    assert told("", "team")[0] == "changed"
    assert told("js", "") == ("changed", "as a page: there is no file and no address to open")


def test_what_has_no_date_stays_a_text_and_the_report_says_so() -> None:
    edition, ledger = example("workplace-refresher"), Ledger()
    backup = backup_of(edition, ledger)
    note = ledger.about("personal-data/wrong-kim", "due")
    assert note is not None
    assert note.fate == "changed"
    assert "no date" in note.how
    assert backup.modules["personal-data/wrong-kim"].says("duedate") == "0"
    assert backup.modules["personal-data/wrong-kim"].set_to("availability") == NULL
