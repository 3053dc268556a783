"""What each type of question takes, and what it says to what it does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.scaffold.kinds import AnswerError, is_open, read_answer, typed
from coursewright.scaffold.model import Question
from coursewright.spec.nodes import Mapping, Scalar, Todo
from coursewright.spec.placeholders import settle
from coursewright.spec.schema_files import none_keys
from coursewright.spec.slugs import LONGEST, is_id, slug, unused


def asked(type_: Any, **more: Any) -> Question:
    return Question("key", "Which?", "Any.", type_, **more)


MODES = {"blended": "in a room too", "asynchronous": "nowhere"}
NUMBER = asked("number", low=1, high=6)
THURSDAY = asked("time", forms=("weekday",))
MEETING = asked("time", forms=("weekday", "date"))
OUTCOMES = {"decide": "Decide which", "make-it": "Make it"}


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (asked("text"), "  A title: with # signs ", "A title: with # signs"),
        (asked("texts"), "one\n\n  two \r\nthree", ["one", "two", "three"]),
        (asked("choice", options=MODES), "blended", "blended"),
        (asked("choice", options=MODES), " Nowhere ", "asynchronous"),
        (asked("yes-no"), "Yes", True),
        (asked("yes-no"), "off", False),
        (NUMBER, "3", 3),
        (NUMBER, "2,5", 2.5),
        (NUMBER, "6.0", 6),
        (NUMBER, "three", 3),
        (NUMBER, "About five", 5),
        (asked("number"), "unos veinte", 20),
        (asked("number"), "dieciséis", 16),
        (asked("number"), "~ 20", 20),
        (asked("number")._replace(ask="Which week is it?"), "week 3", 3),
        (asked("number")._replace(ask="Which week is it?"), "semana tres", 3),
        (asked("number")._replace(ask="How much, in per cent?"), "40%", 40),
        (THURSDAY, "Thursday 14:00", "Thursday 14:00"),
        (MEETING, "2026-09-24T14:00", "2026-09-24T14:00"),
        (asked("duration"), "1  h 30 min", "1 h 30 min"),
        (asked("time"), "week 3 Thu  10:00", "week 3 Thu 10:00"),
        (asked("date"), "2026-09-21", "2026-09-21"),
        (asked("time-zone"), "America/Bogota", "America/Bogota"),
        (asked("language"), "pt-BR", "pt-BR"),
        (asked("language"), "Español", "es"),
        (asked("id"), "rule-on-cases", "rule-on-cases"),
        (asked("id"), "año-1", "año-1"),
        (asked("reference", of="outcomes"), "decide", "decide"),
        (asked("reference", of="outcomes"), "make it", "make-it"),
        (asked("references", of="outcomes"), "decide, make-it", ["decide", "make-it"]),
    ],
)
def test_what_is_taken(question: Question, text: str, value: Any) -> None:
    taken = read_answer(question, text, OUTCOMES)
    assert taken == value
    assert type(taken) is type(value)
    assert read_answer(question, typed(taken), OUTCOMES) == value


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (asked("choice", options=MODES), "blend", "`blend` is none of the choices. Did you mean `blended`?"),
        (asked("choice", options=MODES), "x", "Choose blended or asynchronous."),
        (asked("yes-no"), "perhaps", "`perhaps` is neither yes nor no. Type yes or no."),
        (NUMBER, "many", "`many` is not a single number. Type a number from 1 to 6, such as 3."),
        (NUMBER, "7", "`7` does not fit here. Type a number from 1 to 6, such as 3."),
        (asked("number", low=1), "0", "Type a number from 1 up, such as 3."),
        (asked("number", high=1), "2", "Type a number up to 1, such as 1."),
        (asked("duration"), "45", "45"),
        (asked("duration"), "soon", "such as `45 min`"),
        (asked("time"), "10 o'clock", "`10 o'clock`"),
        (asked("date"), "21.9.2026", "2026-09-21"),
        (asked("date"), "2026-02-30", "2026-02-30"),
        (NUMBER, "15-18", "`15-18` is not a single number. Type a number from 1 to 6, such as 3."),
        (NUMBER, "fifteen", "`fifteen` does not fit here. Type a number from 1 to 6, such as 3."),
        (NUMBER._replace(ask="How many are they?"), "week 3", "`week 3` is not a single number."),
        (NUMBER._replace(default="5"), "12.10.", "Type a number from 1 to 6, such as 5."),
        (THURSDAY, "12.10.", "Write a weekday and a time, such as `thu 14:00`."),
        (THURSDAY, "thu 2pm", "Write `thu 14:00`."),
        (THURSDAY, "12 October 2026 10:00", "Write a weekday and a time, such as `thu 14:00`."),
        *((THURSDAY, one, f"`{one}` does not fit here.") for one in ("week 3", "day 4", "thu", "2026-09-24")),
        (THURSDAY, "2 days before seminar-3", "`2 days before seminar-3` does not fit here."),
        (MEETING, "week 3", "Write a weekday and a time, or a date and a time, such as `thu"),
        (asked("time-zone"), "Europe/Londen", "Did you mean `Europe/London`?"),
        (asked("time-zone"), "bogota", "Did you mean `America/Bogota`?"),
        (asked("time-zone"), "MEZ", "Name it by continent and city"),
        (asked("time-zone"), "../../etc/passwd", "is no time zone"),
        (asked("language"), "some language", "Type a language tag"),
        (asked("id"), "two words", "such as `two-words`"),
        (asked("id"), "../up", "cannot be an id"),
        (asked("id"), "-x", "cannot be an id"),
        (asked("id"), "tbd", "cannot be an id"),
        (asked("id"), "taken", "`taken` is the id of something else in the file."),
        (asked("reference", of="outcomes"), "decidee", "Did you mean `decide`?"),
        (asked("reference", of="outcomes"), "zzz", "There are decide and make-it."),
        (asked("text"), "a\x1b[31mb", "There is a control character in it (U+001B)."),
        (asked("text"), "a" * 10_001, "That is longer than 10,000 letters."),
    ],
)
def test_what_is_not_taken_says_what_is(question: Question, text: str, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_answer(question, text, OUTCOMES, frozenset({"taken"}))
    assert said in str(caught.value)
    assert caught.value.question == "key"
    assert "\x1b" not in str(caught.value)


def test_nothing_can_be_named_in_a_file_without_items() -> None:
    with pytest.raises(AnswerError, match="The file has no outcomes with an id"):
        read_answer(asked("reference", of="outcomes"), "decide", {})
    assert read_answer(asked("reference", of="outcomes"), "decide", None) == "decide"


@pytest.mark.parametrize("text", ["", "  ", "TODO", "TODO: ask Ines", "todo", "TBC", "tbd"])
def test_what_is_no_answer_yet(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize("text", ["none", "~", "Todos los días", "TBDs are listed", "-", "#"])
def test_what_is_an_answer_though_it_looks_empty(text: str) -> None:
    assert not is_open(text)


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Two accounts of one strike", "two-accounts-of-one-strike"),
        ("Ohm's law: what holds?", "ohms-law-what-holds"),
        ("¿De quién es la plaza?", "de-quien-es-la-plaza"),
        ("Straße & Łódź", "strasse-lodz"),
        ("  ", ""),
        ("???", ""),
        ("TBD", "tbd-1"),
        ("no", "no-1"),
        ("2026", "2026"),
        ("同意とは何か", "同意とは何か"),
        ("Что такое согласие", "что-такое-согласие"),
        ("a" * 80, "a" * LONGEST),
        ("word " * 30, "-".join(["word"] * 8)),
    ],
)
def test_ids_from_titles(title: str, made: str) -> None:
    assert slug(title) == made


@given(st.text(max_size=80))
def test_an_id_from_any_title_is_one(title: str) -> None:
    made = slug(title)
    assert made == "" or is_id(made)
    assert len(made) <= LONGEST + 2


@given(st.text(max_size=30))
def test_what_can_be_an_id_means_itself_in_a_file(text: str) -> None:
    """The schema takes it, and nothing reads it as a placeholder."""
    import jsonschema_rs

    from coursewright.spec.schema_files import bundled

    if not is_id(text):
        return
    judge = jsonschema_rs.Draft202012Validator(bundled("module")["$defs"]["slug"])
    assert judge.is_valid(text)
    source: Any = type("S", (), {"text": text, "root": None})()
    node = Scalar(source, 0, len(text), text, plain=True)
    root = Mapping(source, 0, len(text), {"value": (node, node)})
    settle(root, none_keys())
    assert not isinstance(root.pairs["value"][1], Todo)


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert unused("cases", {"cases", "cases-2"}) == "cases-3"
    assert unused("cases", ()) == "cases"
