"""Question after question: which page comes next, what is kept when going back, what the review offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.cli.new.wizard.dialogue import Dialogue
from coursewright.cli.new.wizard.manner import Manner
from coursewright.cli.new.wizard.pick import Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.review import Draft
from coursewright.cli.new.wizard.sheet import Leaving, Refusal, Sheet, Writing
from coursewright.reporters.views.terminal.ink import plain
from coursewright.scaffold.answers import Answers, Known
from coursewright.scaffold.gallery import part
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.scaffold.model import Template

QUICK = ("What holds?", "adults", "decide", "3", "no")
"""Answers that lead to the review."""


def page(dialogue: Dialogue) -> Sheet:
    sheet = dialogue.sheet()
    assert sheet is not None
    return sheet


def led(dialogue: Dialogue, *replies: str) -> Sheet:
    for reply in replies:
        dialogue.take(reply)
    return page(dialogue)


def trail(sheet: Sheet) -> list[tuple[str, str | None]]:
    return [(one.label, one.said) for one in sheet.trail]


def body(sheet: Sheet, room: int = 78) -> str:
    return plain(sheet.body(room))


def test_the_first_page(dialogue: Dialogue) -> None:
    sheet = page(dialogue)
    assert (sheet.title, sheet.progress, sheet.stage) == (
        "A small module",
        "question 1 of 5",
        "To begin with",
    )
    assert (sheet.ask, sheet.help) == ("What is it called?", "Learners see it first.")
    assert isinstance(sheet.field, Writing)
    assert sheet.can_skip
    assert not sheet.can_go_back


def test_the_rest_can_be_taken_as_it_is_offered(dialogue: Dialogue) -> None:
    assert not page(dialogue).can_rest
    assert led(dialogue, "What holds?").can_rest
    dialogue.rest()
    assert page(dialogue).progress == "nothing is written yet"
    dialogue.back()
    assert trail(page(dialogue))[0] == ("Title", "What holds?")
    assert len(trail(page(dialogue))) == 4


def test_what_was_answered_stands_above(dialogue: Dialogue) -> None:
    sheet = led(dialogue, "What holds?", "children", "decide\nmake a list")
    assert trail(sheet) == [
        ("Title", "What holds?"),
        ("Age", "children, about 8 to 12"),
        ("Aims", "decide; make a list"),
    ]
    assert sheet.help == "Three will do. From 1 to 6."


def test_an_answer_can_lead_to_more_questions(dialogue: Dialogue) -> None:
    assert led(dialogue, *QUICK[:4]).progress == "question 5 of 5"
    assert led(dialogue, "yes").progress == "question 6 of 7"
    assert page(dialogue).ask == "When?"


def test_a_wrong_answer_stays_on_its_page(dialogue: Dialogue) -> None:
    led(dialogue, *QUICK[:3])
    with pytest.raises(Refusal) as refused:
        dialogue.take("7")
    assert refused.value.complaint == ("`7` does not fit here.", "Type a number from 1 to 6, such as 3.")
    assert page(dialogue).ask == "How many cases?"


def test_a_field_judges_while_it_is_written_in(dialogue: Dialogue) -> None:
    field = led(dialogue, *QUICK[:3]).field
    assert isinstance(field, Writing)
    assert field.check("four") is None
    complaint = field.check("for")
    assert complaint is not None
    assert complaint.hint == "Type a number from 1 to 6, such as 3."


def test_skipping_leaves_a_todo(dialogue: Dialogue) -> None:
    dialogue.skip()
    assert trail(page(dialogue)) == [("Title", None)]
    led(dialogue, *QUICK[1:])
    assert "1 TODO in it for you to write. It says what belongs there." in body(page(dialogue))


def test_what_has_a_default_or_must_be_said_is_not_skipped(dialogue: Dialogue) -> None:
    assert not led(dialogue, "A title").can_skip
    sheet = led(dialogue, "adults", "decide", "3", "yes", "thu 10:00")
    assert not sheet.can_skip
    with pytest.raises(Refusal):
        dialogue.skip()


def test_going_back_keeps_what_was_answered(dialogue: Dialogue) -> None:
    led(dialogue, "What holds?", "children", "decide")
    dialogue.back()
    sheet = page(dialogue)
    assert (sheet.ask, sheet.progress) == ("What will they do?", "question 3 of 5")
    assert isinstance(sheet.field, Writing)
    assert sheet.field.text == "decide"
    dialogue.back()
    sheet = page(dialogue)
    assert isinstance(sheet.field, Pick)
    assert sheet.field.reply == "children"
    dialogue.back()
    assert trail(page(dialogue)) == []
    with pytest.raises(Refusal) as refused:
        dialogue.back()
    assert refused.value.complaint.message == "This is the first question."


def test_going_on_again_goes_through_the_same_questions(dialogue: Dialogue) -> None:
    led(dialogue, *QUICK[:4])
    for _ in range(4):
        dialogue.back()
    for text in QUICK[:3]:
        field = page(dialogue).field
        assert (field.reply if isinstance(field, Pick) else getattr(field, "text", "")) == text
        dialogue.take(text)
    field = page(dialogue).field
    assert isinstance(field, Writing)
    assert (field.text, field.default) == ("", "3")  # a default that was taken is offered as one again


def test_back_leaves_out_questions_that_no_longer_apply(dialogue: Dialogue) -> None:
    led(dialogue, *QUICK[:4], "yes", "fri 09:00", "Europe/Madrid", "change", "meets", "no")
    dialogue.back()
    assert page(dialogue).ask == "Does the class meet?"
    dialogue.back()
    assert page(dialogue).ask == "How many cases?"


def test_the_review_shows_what_would_be_written(dialogue: Dialogue) -> None:
    sheet = led(dialogue, *QUICK)
    assert sheet.ask == "Shall I write it?"
    assert body(sheet) == (
        "what-holds.module.yaml  new, 11 lines\n"
        "Nothing in it is left open.\n"
        "\n"
        "What holds?  1 outcome\n"
        "└─ Rule on 3 cases  case-study, 45 min\n"
    )
    assert isinstance(sheet.field, Pick)
    assert [option.value for option in sheet.field.options] == ["write", "change", "show", "leave"]


def test_writing_ends_it(dialogue: Dialogue, answers: Answers) -> None:
    led(dialogue, *QUICK)
    dialogue.take("write")
    assert dialogue.sheet() is None
    assert answers.finished()["aims"] == ["decide"]


def test_leaving_ends_it(dialogue: Dialogue) -> None:
    led(dialogue, *QUICK)
    with pytest.raises(Leaving):
        dialogue.take("leave")


def test_an_answer_is_changed(dialogue: Dialogue, answers: Answers) -> None:
    sheet = led(dialogue, *QUICK, "change")
    assert isinstance(sheet.field, Pick)
    assert [option.label for option in sheet.field.options] == [
        "Title: What holds?",
        "Age: adults",
        "Aims: decide",
        "Cases: 3",
        "Meets: No",
    ]
    sheet = led(dialogue, "title")
    assert isinstance(sheet.field, Writing)
    assert (sheet.field.text, sheet.progress) == ("What holds?", "change an answer")
    assert "what-gives.module.yaml" in body(led(dialogue, "What gives?"))
    assert answers.finished()["title"] == "What gives?"


def test_a_change_can_lead_to_more_questions(dialogue: Dialogue) -> None:
    assert led(dialogue, *QUICK, "change", "meets", "yes").ask == "When?"
    assert led(dialogue, "fri 09:00", "Europe/Madrid").ask == "Shall I write it?"


def test_back_from_a_change_changes_nothing(dialogue: Dialogue, answers: Answers) -> None:
    led(dialogue, *QUICK, "change", "cases")
    dialogue.back()
    assert page(dialogue).ask == "Shall I write it?"
    assert answers.finished()["cases"] == 3


def test_the_whole_text_is_shown(dialogue: Dialogue) -> None:
    sheet = led(dialogue, *QUICK, "show")
    assert isinstance(sheet.field, Reading)
    assert "title: What holds?" in [line.text for line in sheet.field.lines]
    dialogue.back()
    assert page(dialogue).ask == "Shall I write it?"


def test_back_from_the_review_asks_the_last_question(dialogue: Dialogue) -> None:
    led(dialogue, *QUICK)
    dialogue.back()
    assert page(dialogue).ask == "Does the class meet?"


def test_what_cannot_be_written_is_said_in_the_review(
    template: Template, answers: Answers, tmp_path: Path
) -> None:
    def refuse(given: Answers) -> Draft:
        raise UsageError(f"`{given.finished()['id']}.module.yaml` is there already.", "Choose another title.")

    dialogue = Dialogue(template, answers, refuse, tmp_path)
    sheet = led(dialogue, *QUICK)
    assert body(sheet) == "! `what-holds.module.yaml` is there already.\nChoose another title.\n"
    assert isinstance(sheet.field, Pick)
    assert [option.value for option in sheet.field.options] == ["change", "leave"]
    assert led(dialogue, "change", "title").progress == "change an answer"


def test_what_is_given_is_not_asked(
    template: Template, dialogue: Dialogue, tmp_path: Path, drafted: object
) -> None:
    given = Answers(template, Known(), {"title": "Given", "age": "children"})
    dialogue = Dialogue(template, given, drafted, tmp_path)  # type: ignore[arg-type]
    assert (page(dialogue).ask, page(dialogue).progress) == ("What will they do?", "question 1 of 3")


def test_nothing_is_asked_where_all_is_given(template: Template, tmp_path: Path, drafted: object) -> None:
    keys = ("title", "age", "aims", "cases", "meets")
    given = Answers(template, Known(), {"id": "an-id", **dict(zip(keys, QUICK, strict=True))})
    dialogue = Dialogue(template, given, drafted, tmp_path)  # type: ignore[arg-type]
    sheet = page(dialogue)
    assert (sheet.ask, sheet.can_go_back) == ("Shall I write it?", False)
    sheet = led(dialogue, "change")
    assert isinstance(sheet.field, Pick)
    assert [option.label for option in sheet.field.options][3:] == ["Cases: 3", "Meets: No", "Id: an-id"]


def test_what_is_given_can_be_changed(template: Template, tmp_path: Path, drafted: object) -> None:
    given = Answers(template, Known(), {"id": "an-id", "title": "Given"})
    dialogue = Dialogue(template, given, drafted, tmp_path)  # type: ignore[arg-type]
    sheet = led(dialogue, *QUICK[1:], "change", "title")
    assert isinstance(sheet.field, Writing)
    assert sheet.field.text == "Given"
    assert "an-id.module.yaml" in body(led(dialogue, "Taken"))
    assert "another.module.yaml" in body(led(dialogue, "change", "id", "another"))
    assert (given.finished()["title"], given.finished()["id"]) == ("Taken", "another")


def test_what_the_file_settles_is_not_changed(template: Template, tmp_path: Path, drafted: object) -> None:
    keys = ("title", "age", "aims", "cases", "meets")
    given = Answers(template, Known(settled=dict(zip(keys, QUICK, strict=True))))
    dialogue = Dialogue(template, given, drafted, tmp_path)  # type: ignore[arg-type]
    sheet = page(dialogue)
    assert isinstance(sheet.field, Pick)
    assert [option.value for option in sheet.field.options] == ["write", "show", "leave"]


def test_from_three_answers_on_there_is_something_to_lose(dialogue: Dialogue) -> None:
    assert not led(dialogue, *QUICK[:2]).to_lose
    assert led(dialogue, QUICK[2]).to_lose
    for reply in (*QUICK[3:], "change", "title"):
        assert led(dialogue, reply).to_lose


def test_a_dry_run_says_that_it_shows(
    template: Template, answers: Answers, tmp_path: Path, drafted: object
) -> None:
    dialogue = Dialogue(template, answers, drafted, tmp_path, Manner(shows=True))  # type: ignore[arg-type]
    sheet = led(dialogue, *QUICK)
    assert sheet.ask == "Shall I show it?"
    assert isinstance(sheet.field, Pick)
    assert sheet.field.options[0].label == "Show it, and write nothing"


def test_a_number_in_words_is_told_in_digits(dialogue: Dialogue) -> None:
    assert trail(led(dialogue, *QUICK[:3], "about four"))[-1] == ("Cases", "4")


def test_an_optional_list_that_is_left_empty_says_none(tmp_path: Path) -> None:
    session = part("session")
    given = Answers(session, Known({"tasks": {"rule": "Rule on it"}}), {"title": "The hearing"})
    dialogue = Dialogue(session, given, lambda _: Draft((), ()), tmp_path)
    while page(dialogue).ask != "Which tasks does it need?":
        dialogue.skip()
    field = page(dialogue).field
    assert isinstance(field, Pick)
    dialogue.take(field.reply)
    assert trail(page(dialogue))[-1] == ("Requires", "none")
    dialogue.back()
    assert trail(led(dialogue, "rule"))[-1] == ("Requires", "Rule on it")
