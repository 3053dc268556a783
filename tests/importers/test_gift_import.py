"""GIFT read into questions: every type, what people write by hand, and what is broken, with its line."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.desk import Desk
from coursewright.importers.gift.detecting import recognises
from coursewright.importers.gift.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft


def _read(folder: Path, text: str, name: str = "quiz.gift") -> tuple[CourseDraft, Desk]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    source, desk = open_source(path), Desk()
    assert recognises(source)
    return read(source, desk), desk


def _questions(draft: CourseDraft) -> list[dict[str, Any]]:
    found: list[Any] = [item.data.get("questions", ()) for item in draft.modules[0].items]
    return [one for every in found for one in every]


_TYPES: dict[str, dict[str, Any]] = {
    "Where is it? {=here#Yes. ~there#No. ~%50%near ####Look at the map.}": {
        "prompt": "Where is it?",
        "type": "single",
        "options": [
            {"text": "here", "correct": True, "feedback": "Yes."},
            {"text": "there", "feedback": "No."},
            "near",
        ],
        "feedback": "Look at the map.",
    },
    "Which two? {~%50%a ~%50%b ~%-100%c}": {
        "prompt": "Which two?",
        "type": "multiple",
        "options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}, "c"],
    },
    "The sky is blue. {T#It is.#Right.}": {
        "prompt": "The sky is blue.",
        "type": "true-false",
        "options": [
            {"text": "True", "correct": True, "feedback": "Right."},
            {"text": "False", "feedback": "It is."},
        ],
    },
    "Grass is red. {FALSE}": {"prompt": "Grass is red.", "type": "true-false", "answer": False},
    "Who? {=Ada =Ada Lovelace}": {"prompt": "Who?", "type": "short", "answer": ["Ada", "Ada Lovelace"]},
    "Who? {=%100%Ada#Yes. =%0%Bob#No.}": {
        "prompt": "Who?",
        "type": "short",
        "options": [
            {"text": "Ada", "correct": True, "feedback": "Yes."},
            {"text": "Bob", "feedback": "No."},
        ],
    },
    "When? {#1822:5}": {"prompt": "When?", "type": "numeric", "answer": 1822, "tolerance": 5},
    "How much? {#1.5..2.5}": {"prompt": "How much?", "type": "numeric", "answer": 2, "tolerance": 0.5},
    "Which? {#=3:0#Good. =%0%4:0#Count again.}": {
        "prompt": "Which?",
        "type": "numeric",
        "options": [
            {"text": "3", "correct": True, "feedback": "Good."},
            {"text": "4", "feedback": "Count again."},
        ],
    },
    "Match. {=France -> Paris =Italy -> Rome = -> Bern}": {
        "prompt": "Match.",
        "type": "matching",
        "pairs": [{"left": "France", "right": "Paris"}, {"left": "Italy", "right": "Rome"}],
        "x-gift": {"distractors": ["Bern"]},
    },
    "Moodle costs {~lots =nothing ~little} to download.": {
        "prompt": "Moodle costs … to download.",
        "type": "single",
        "options": ["lots", {"text": "nothing", "correct": True}, "little"],
    },
    "Why? {}": {"prompt": "Why?", "type": "essay"},
    r"Is 1 \= 1\: \{yes\}? {=a \~ b ~\\n}": {
        "prompt": "Is 1 = 1: {yes}?",
        "type": "single",
        "options": [{"text": "a ~ b", "correct": True}, r"\n"],
    },
    "[html]<p>A <b>bold</b> one?</p>{=[html]<i>x</i> &amp; y ~[plain]<i>}": {
        "prompt": "A **bold** one?",
        "type": "single",
        "options": [{"text": "x & y", "correct": True}, "<i>"],
    },
    r"[markdown]Two\n\n- lists{T}": {"prompt": "Two\n\n- lists", "type": "true-false", "answer": True},
    "::Name::Two lines\nof <em>text</em>{\n  =right\n\n  ~wrong\n}": {
        "prompt": "Two lines\\\nof *text*",
        "type": "single",
        "options": [{"text": "right", "correct": True}, "wrong"],
        "x-gift": {"name": "Name"},
    },
}


@pytest.mark.parametrize("written", _TYPES)
def test_a_type(written: str, tmp_path: Path) -> None:
    draft, _ = _read(tmp_path, f"// a comment\n{written}\n")
    assert _questions(draft) == [_TYPES[written]]


def test_categories_ids_and_tags(tmp_path: Path) -> None:
    draft, desk = _read(
        tmp_path,
        "$CATEGORY: $course$/top/Seeing/Week 1/Look\n\n// [id:q-1] [tag:optics]\nOne? {T}\n\n"
        "$CATEGORY: $course$/top/Seeing/A//B\n\nTwo? {F}\n\nA text alone.\n",
    )
    (module,) = draft.modules
    assert module.data == {"title": "Seeing"}
    assert [(item.source, item.data["title"]) for item in module.items] == [
        ("category:Seeing/Week 1/Look", "Look"),
        ("category:Seeing/A/B", "A/B"),
    ]
    assert module.items[0].data["x-gift"] == {"category": "Week 1"}
    assert _questions(draft)[0]["x-gift"] == {"tags": ["optics"]}
    assert [(note.what, note.source) for note in desk.account if note.fate == "left out"] == [
        ("text between questions", "category:Seeing/A/B#question 3")
    ]
    assert desk.account.kept[0].markdown == "A text alone."


def test_what_is_broken_is_left_out_with_its_line(tmp_path: Path) -> None:
    draft, desk = _read(
        tmp_path,
        "One? {T}\n\nTwo? {=a ~b\n\nThree? {#many}\n\nFour? =a}\n\n::Five::Five? {=x -> }\n\nSix? {F}\n",
    )
    assert [one["prompt"] for one in _questions(draft)] == ["One?", "Six?"]
    left_out = [note.how for note in desk.account if note.fate == "left out"]
    assert left_out == [
        "line 3: its braces do not match",
        'line 5: its answer "many" is no number',
        "line 7: its braces do not match",
        "line 9: one of its pairs lacks a half",
    ]
    assert "Two? {=a ~b" in desk.account.kept[0].markdown


def test_what_a_plan_cannot_say_is_told(tmp_path: Path) -> None:
    _, desk = _read(
        tmp_path,
        "B? {=one =two ~three}\n\nD? {~%100%a ~%-50%b}\n\nE? {=x =%50%y =*#No.}\n",
    )
    told = {(note.title, note.how) for note in desk.account if note.fate == "partly"}
    assert ("B?", "each of its right options is enough") in told
    assert ("", "wrong options of 1 question take marks off, which a plan cannot say") in told
    assert ("E?", "answers that earn a part of its marks are there as wrong ones") in told


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.gift", "anything", True),
        ("a.gift.txt", "anything", True),
        ("notes.txt", "::Q1:: Where? {=here ~there}\n", True),
        ("notes.txt", "$CATEGORY: x\n\nTrue? {T}\n", True),
        ("notes.txt", "Dear all,\n\nsee {you} at 10:00 = noon.\n", False),
        ("notes.txt", "body {\n  color: red;\n}\n", False),
        ("notes.md", "::Q1:: Where? {=here ~there}\n", False),
    ],
)
def test_a_source_is_recognised_by_name_or_by_what_it_holds(
    name: str, text: str, found: bool, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert recognises(open_source(tmp_path / name)) is found


def test_a_file_without_a_question_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.gift").write_text("Nothing here.", encoding="utf-8")
    with pytest.raises(UsageError, match="no question in GIFT"):
        read(open_source(tmp_path / "a.gift"), Desk())


def test_a_file_comes_in_as_one_module_of_quizzes(tmp_path: Path) -> None:
    path = tmp_path / "optics.gift.txt"
    path.write_text("\n\n".join(_TYPES), encoding="utf-16")
    come = imported(path, tmp_path)
    (module,) = come.course.modules
    assert module.id == "optics"
    assert [task.kind for task in module.tasks] == ["quiz"]
    assert len(module.tasks[0].questions) == len(_TYPES)


_PIECES = (
    *("::a::", "{", "}", "=", "~", "#", "->", "%50%", "####", "T", "x y", "\n", "\n\n", "\\", "//", "1..2"),
    *("$CATEGORY: a/b", "[html]", "<b>", "[id:k]", "é", " "),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_is_read_and_each_question_is_told_once(text: str) -> None:
    desk = Desk()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gift")
        path.write_text(text, encoding="utf-8")
        try:
            draft = read(open_source(path), desk)
        except UsageError:
            return
    told = [note for note in desk.account if note.fate != "partly" and note.what != "category"]
    sources = [note.source for note in told]
    assert len(sources) == len(set(sources))
    assert len(_questions(draft)) == sum(note.fate == "imported" for note in told)
    assert not any(re.search("[\U000f0000-\U000f0010]", str(one)) for one in _questions(draft))
