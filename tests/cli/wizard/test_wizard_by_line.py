"""The dialogue line by line, on terminals that cannot be drawn on."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from coursewright.cli.new import wizard
from coursewright.cli.new.wizard import by_line
from coursewright.cli.new.wizard.menus import TemplateMenu
from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.sheet import Leaving, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.cli.new.wizard.dialogue import Dialogue
    from coursewright.cli.new.wizard.review import Draft
    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template

WHOLE = ("A title", "", "decide", "make", "", "", "no")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def type_(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


def test_from_the_first_question_to_the_file(
    dialogue: Dialogue,
    answers: Answers,
    typed: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed(*WHOLE, "show", "", "")
    by_line.run(dialogue)
    found = answers.finished()
    assert (found["title"], found["aims"], found["meets"]) == ("A title", ["decide", "make"], False)
    out = capsys.readouterr().out
    assert "title: A title\n" in out
    assert "(Enter goes back)\n" in out
    assert out.startswith(
        "\n"
        "A small module, question 1 of 5\n"
        "A module of one task. Answer what you can: what you leave open is marked TODO, and you\n"
        "fill it in later. Nothing is written before the end.\n"
        "\n"
        "What is it called?\n"
        "Learners see it first.\n"
        "(Enter leaves a TODO; Ctrl-C quits)\n"
        "> \n"
        "A small module, question 2 of 5\n"
        "How old are they?\n"
        "It changes the lengths.\n"
        "1. adults\n"
        "2. children, about 8 to 12\n"
        "(Enter takes 1; < goes back; > takes the rest as it is; Ctrl-C quits)\n"
        "> \n"
    )


def test_the_rest_as_it_is(
    dialogue: Dialogue, answers: Answers, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("A title", ">", "4")
    with pytest.raises(Leaving):
        by_line.run(dialogue)
    assert answers.finished()["title"] == "A title"
    assert "nothing is written yet" in capsys.readouterr().out


def test_with_slips_and_second_thoughts(
    dialogue: Dialogue,
    answers: Answers,
    typed: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed(
        "-", "3", "child", "<", "", "-", "9", "4", "y", "<", "<", "5", "1", "", "", "madrid", "Europe/Madrid"
    )
    with pytest.raises(Leaving):
        by_line.run(dialogue)
    found = answers.finished()
    assert (found["title"], found["age"], found["aims"], found["cases"]) == (None, "children", None, 5)
    assert (found["meets"], found["zone"]) == (True, "Europe/Madrid")
    out = capsys.readouterr().out
    assert "> ! That is none of the list. Type a number from 1 to 2.\n" in out
    assert "> ! `9` does not fit here. Type a number from 1 to 6, such as 3.\n" in out
    assert "Shall I write it?\n1. Write it\n" in out


def test_going_back_from_the_first_question(
    dialogue: Dialogue, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    typed("<")
    with pytest.raises(Leaving):
        by_line.run(dialogue)
    assert "! This is the first question. Ctrl-C quits; nothing is written then.\n" in capsys.readouterr().out


def test_several_are_named_with_commas(typed: Callable[..., None]) -> None:
    class Page:
        taken = ""

        def sheet(self) -> Sheet | None:
            options = (Option("a", "Apples"), Option("b", "Bread"), Option("c", "Cheese"))
            return None if self.taken else Sheet("A page", Pick(options, several=True), ask="What?")

        def take(self, reply: str) -> None:
            self.taken = reply

        def skip(self) -> None:
            raise AssertionError

        def rest(self) -> None:
            self.skip()

        def back(self) -> None:
            raise AssertionError

    typed("cheese, 1,")
    page = Page()
    by_line.run(page)
    assert page.taken == "a, c"


def test_bytes_that_are_no_letters(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8"))
    with pytest.raises(Leaving):
        by_line.run(dialogue)
    assert "! That could not be read. Type it again.\n" in capsys.readouterr().out


def test_a_dumb_terminal_is_asked_line_by_line(
    template: Template,
    answers: Answers,
    drafted: Callable[[Answers], Draft],
    tmp_path: Path,
    typed: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    typed(*WHOLE, "write")
    assert wizard.ask(template, answers, drafted, tmp_path) is answers
    typed("2")
    assert (
        wizard.choose_kind([("course", "a term", "Modules."), ("module", "a week", "One file.")]) == "module"
    )
    typed("1")
    assert wizard.choose_template([template, template]) is template
    places = [("0", "The first unit", "It is empty."), ("1", "The second unit", "")]
    typed("<", "-", "the s")
    assert wizard.choose_place("A new task", "Where does it go?", places) == "1"
    typed("")
    assert wizard.choose_template([template]) is template
    assert capsys.readouterr().err == ""


def test_who_leaves_is_told_that_nothing_was_written(
    template: Template,
    answers: Answers,
    drafted: Callable[[Answers], Draft],
    tmp_path: Path,
    typed: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    typed("A title")
    assert wizard.ask(template, answers, drafted, tmp_path) is None
    assert capsys.readouterr().err == "Nothing was written.\n"
    typed()
    assert wizard.choose_kind([("course", "a term", "Modules.")]) is None
    assert wizard.choose_template([template, template]) is None
    assert capsys.readouterr().err == "Nothing was written.\n" * 2


def test_leaving_is_asked_about_once_after_three_answers(
    dialogue: Dialogue,
    answers: Answers,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keys = iter(["A title", "", "decide", "", None, "", "4", "no", None, None])

    def typed_or_broken_off(_: str) -> str:
        key = next(keys)
        if key is None:
            raise KeyboardInterrupt
        return key

    monkeypatch.setattr("builtins.input", typed_or_broken_off)
    with pytest.raises(Leaving):
        by_line.run(dialogue)
    assert answers.finished()["cases"] == 4
    assert next(keys, "none left") == "none left"
    assert capsys.readouterr().out.count("Leave? Nothing would be written.") == 2


def test_more_is_said_of_options(
    template: Template, typed: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    menu = TemplateMenu([template])
    typed("?", "1")
    by_line.run(menu)
    assert menu.chosen is template
    out = capsys.readouterr().out
    assert "? says more" in out
    assert "1. A small module\nFor those who test.\nA module of one task.\n" in out
