"""Questions of Moodle's bank, in the form before Moodle 4 and in the one since, and how quizzes ask them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from backups import Act, Read, html, packed_members, read_back, rows, written_backup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def answer(number: int, text: str, fraction: float, feedback: str = "") -> str:
    columns = {"answertext": html(text), "fraction": f"{fraction:.7f}", "feedback": html(feedback)}
    return rows("answer", columns, number)


def question(number: int, kind: str, text: str, plugin: str, parent: int = 0, more: str = "") -> str:
    columns = {
        "parent": parent,
        "name": f"Q{number}",
        "questiontext": html(text),
        "questiontextformat": 1,
        "defaultmark": "1.0000000",
        "qtype": kind,
        f"plugin_qtype_{kind}_question": plugin,
    }
    row = rows("question", columns, number)
    return row.replace("</question>", f"{more}</question>")


def answers(*some: str) -> str:
    return f"<answers>{''.join(some)}</answers>"


def tags(*names: str) -> str:
    return f"<tags>{''.join(rows('tag', {'rawname': name}) for name in names)}</tags>"


def old_bank(*questions: str) -> str:
    category = {"name": "All", "contextid": 9, "parent": 0, "questions": "".join(questions)}
    return f"<question_categories>{rows('question_category', category, 5)}</question_categories>"


def new_bank(*questions: tuple[int, int, str], category: int = 5) -> str:
    """Return a bank of entries: the number of each, a version, and the question of that version."""
    entries: dict[int, str] = {}
    for entry, version, text in questions:
        one = {"version": version, "status": "ready", "questions": text}
        entries[entry] = entries.get(entry, "") + rows("question_versions", one, version)
    inner = "".join(
        rows("question_bank_entry", {"question_version": versions}, entry)
        for entry, versions in entries.items()
    )
    columns = {"name": "New", "contextid": 9, "parent": 0, "question_bank_entries": inner}
    return f"<question_categories>{rows('question_category', columns, category)}</question_categories>"


def quiz(slots: str, **more: object) -> Act:
    return Act("quiz", 1, {"name": "Quiz", "intro": "", "question_instances": slots, **more})


def old_slots(*numbers: int, points: float = 1) -> str:
    return "".join(
        rows("question_instance", {"slot": slot, "questionid": number, "maxmark": f"{points:.7f}"}, slot)
        for slot, number in enumerate(numbers, 1)
    )


def new_slot(slot: int, inner: str, points: float = 1) -> str:
    return rows("question_instance", {"slot": slot, "maxmark": f"{points:.7f}"}, slot).replace(
        "</question_instance>", f"{inner}</question_instance>"
    )


def reference(entry: int, version: object = "$@NULL@$") -> str:
    return rows("question_reference", {"questionbankentryid": entry, "version": version})


def read_of(tmp_path: Path, act: Act, bank: str) -> Read:
    return read_back(
        written_backup(tmp_path / "quiz.zip", packed_members([act], files={"questions.xml": bank}))
    )


def asked(tmp_path: Path, text: str) -> dict[str, Any]:
    """Return what becomes of one question, number 1."""
    found = read_of(tmp_path, quiz(old_slots(1)), old_bank(text)).data("quiz:1")["questions"]
    one: dict[str, Any] = found[0]
    return one


TF = "<truefalse id='1'><trueanswer>1</trueanswer><falseanswer>2</falseanswer></truefalse>"


@pytest.mark.parametrize(
    ("kind", "plugin", "expected"),
    [
        (
            "multichoice",
            answers(answer(1, "<p>a</p>", 1, "<p>Yes</p>"), answer(2, "b &amp; c", 0))
            + rows("multichoice", {"single": 1}),
            {"type": "single", "options": [{"text": "a", "correct": True, "feedback": "Yes"}, "b & c"]},
        ),
        (
            "multichoice",
            answers(answer(1, "a", 0.5), answer(2, "b", -1), answer(3, "c", 0.5))
            + rows("multichoice", {"single": 0}),
            {
                "type": "multiple",
                "options": [{"text": "a", "correct": True}, "b", {"text": "c", "correct": True}],
            },
        ),
        (
            "truefalse",
            answers(answer(1, "True", 0), answer(2, "False", 1)) + TF,
            {"type": "true-false", "answer": False},
        ),
        (
            "truefalse",
            answers(answer(1, "True", 0, "No."), answer(2, "False", 1)) + TF,
            {
                "type": "true-false",
                "options": [{"text": "True", "feedback": "No."}, {"text": "False", "correct": True}],
            },
        ),
        (
            "shortanswer",
            answers(answer(1, "delta", 1), answer(2, r"5 \* 5", 1), answer(3, "*", 0)),
            {"type": "short", "answer": ["delta", "5 * 5"]},
        ),
        (
            "shortanswer",
            answers(answer(1, "delta", 1), answer(2, "fan", 0.5, "Nearly.")),
            {
                "type": "short",
                "options": [{"text": "delta", "correct": True}, {"text": "fan", "feedback": "Nearly."}],
            },
        ),
        (
            "numerical",
            answers(answer(7, "3.5", 1))
            + "<numerical_records>"
            + rows("numerical_record", {"answer": 7, "tolerance": "0.25"})
            + "</numerical_records>",
            {"type": "numeric", "answer": 3.5, "tolerance": 0.25},
        ),
        (
            "match",
            "<matches>"
            + rows("match", {"questiontext": html("<p>1979</p>"), "answertext": "Belmont"})
            + rows("match", {"questiontext": "1964", "answertext": "Helsinki"})
            + "</matches>",
            {
                "type": "matching",
                "pairs": [{"left": "1979", "right": "Belmont"}, {"left": "1964", "right": "Helsinki"}],
            },
        ),
        ("essay", rows("essay", {"responseformat": "editor"}), {"type": "essay"}),
    ],
)
def test_types_that_a_plan_has(
    kind: str, plugin: str, expected: Mapping[str, object], tmp_path: Path
) -> None:
    found = asked(tmp_path, question(1, kind, "<p>What is <em>it</em>?</p>", plugin))
    assert found == {"prompt": "What is *it*?", "points": 1, **expected}


def test_what_a_plan_cannot_say_is_told(tmp_path: Path) -> None:
    single = answers(answer(1, "a", 1), answer(2, "b", 0.5)) + rows("multichoice", {"single": 1})
    short = answers(answer(1, "del*", 1), answer(2, "*", 0, "Look again")) + rows(
        "shortanswer", {"usecase": 1}
    )
    units = "<numerical_units>" + rows("numerical_unit", {"unit": "m"}) + "</numerical_units>"
    spare = "<matches>" + rows("match", {"questiontext": "", "answertext": "nothing"}) + "</matches>"
    bank = old_bank(
        question(1, "multichoice", "one", single),
        question(2, "shortanswer", "two", short),
        question(3, "numerical", "three", answers(answer(1, "5", 1)) + units),
        question(4, "match", "four", spare),
    )
    read = read_of(tmp_path, quiz(old_slots(1, 2, 3, 4)), bank)
    told = " | ".join(note.how for note in read.account if note.what == "question" and note.fate == "partly")
    for part in (
        "some answers earn a part of the points",
        "`del*` has an asterisk",
        "any other answer is answered: Look again",
        "small and capital letters",
        "its units are not there: m",
        "answers that belong to nothing are not there: nothing",
    ):
        assert part in told


@pytest.mark.parametrize(
    "kind", ["gapselect", "ddwtos", "multianswer", "calculated", "ddmarker", "ordering", "description", "odd"]
)
def test_other_types_are_left_out_with_their_text(kind: str, tmp_path: Path) -> None:
    bank = old_bank(question(1, kind, "<p>Fill [[1]].</p>", answers(answer(1, "this", 1))))
    read = read_of(tmp_path, quiz(old_slots(1)), bank)
    assert "questions" not in read.data("quiz:1")
    assert [note.fate for note in read.account if note.what == "question"] == ["left out"]
    (kept,) = read.account.kept
    assert "Fill \\[\\[1\\]\\]." in kept.markdown or "Fill [[1]]." in kept.markdown
    assert ("- this (right)" in kept.markdown) is (kind != "description")


def test_hints_and_notes_for_markers_are_kept_apart(tmp_path: Path) -> None:
    hints = "<question_hints>" + rows("question_hint", {"hint": "Think."}) + "</question_hints>"
    essay = rows("essay", {"graderinfo": html("<p>Give two points.</p>"), "responsetemplate": "Dear ..."})
    read = read_of(tmp_path, quiz(old_slots(1)), old_bank(question(1, "essay", "Write.", essay, more=hints)))
    assert {kept.markdown: kept.why for kept in read.account.kept} == {
        "Think.": "it is a hint for another try",
        "Give two points.": "it is for those who mark the essay",
        "Dear ...": "it is what learners find in the field for their answer",
    }
    assert "two points" not in repr(read.items)


def test_the_oldest_shape_keeps_its_order_in_a_column(tmp_path: Path) -> None:
    bank = old_bank(*(question(number, "essay", f"Q {number}", "") for number in (1, 2, 3)))
    slots = "".join(rows("question_instance", {"question": n, "grade": n}, n) for n in (1, 2, 3))
    act = quiz(slots, questions="3,0,1,2,0", attempts_number=0, timeclose=1_800_000_000)
    found = read_of(tmp_path, act, bank).data("quiz:1")
    assert [one["prompt"] for one in found["questions"]] == ["Q 3", "Q 1", "Q 2"]
    assert [one["points"] for one in found["questions"]] == [3, 1, 2]
    assert found["due"] == "2027-01-15T08:00:00Z"
    assert "attempts" not in found


def test_versions_of_a_question(tmp_path: Path) -> None:
    bank = new_bank(
        (1, 2, question(12, "essay", "new", "")),
        (1, 1, question(11, "essay", "old", "")),
        (2, 1, question(21, "essay", "first", "")),
        (2, 2, question(22, "essay", "second", "")),
    )
    act = quiz(new_slot(2, reference(1)) + new_slot(1, reference(2, 1)), attempts_number=3)
    found = read_of(tmp_path, act, bank).data("quiz:1")
    assert [one["prompt"] for one in found["questions"]] == ["first", "new"]
    assert found["attempts"] == 3


def drawn(**condition: object) -> str:
    filtered = html(json.dumps(condition))
    return rows("question_set_reference", {"filtercondition": filtered})


@pytest.mark.parametrize(
    "condition",
    [
        {"questioncategoryid": "5", "includingsubcategories": "0", "tags": ["7,hard"]},
        {
            "filter": {"category": {"values": [5], "filteroptions": {"includesubcategories": False}}},
            "tags": ["7,hard"],
        },
    ],
)
def test_questions_drawn_by_chance_stay_in_the_bank(condition: dict[str, object], tmp_path: Path) -> None:
    bank = new_bank(
        (1, 1, question(1, "essay", "one", "", more=tags("hard"))),
        (2, 1, question(2, "essay", "two", "", more=tags("hard"))),
        (3, 1, question(3, "essay", "three", "")),
    )
    read = read_of(tmp_path, quiz(new_slot(1, drawn(**condition), points=2)), bank)
    found = read.data("quiz:1")
    assert "questions" not in found
    assert found["x-moodle"] == {
        "drawn": [{"pick": 1, "of": 2, "category": "New", "tags": ["hard"], "points": 2}]
    }
    assert read.how("quiz:1", "partly") == [
        "1 question drawn by chance from 2 of the category New: the pool is in the notes, not in the quiz"
    ]
    assert read.how("question-category:5") == ["3 questions that no quiz asks by itself"]


def test_a_draw_that_takes_the_whole_pool_asks_it(tmp_path: Path) -> None:
    random = question(9, "random", "0", "")
    bank = old_bank(question(1, "essay", "one", ""), random)
    read = read_of(tmp_path, quiz(old_slots(9)), bank)
    assert [one["prompt"] for one in read.data("quiz:1")["questions"]] == ["one"]


def test_parts_of_cloze_questions_are_no_questions_of_their_own(tmp_path: Path) -> None:
    bank = old_bank(
        question(1, "multianswer", "The {#1} flows.", ""),
        question(2, "shortanswer", "{1:SHORTANSWER:=river}", "", parent=1),
    )
    read = read_of(tmp_path, quiz(""), bank)
    assert read.how("question-category:5") == ["1 question that no quiz asks by itself"]
    (kept,) = read.account.kept
    assert "1: {1:SHORTANSWER:=river}" in kept.markdown
