"""The dialogue on a full screen: keys typed, answers taken. The terminal is played by a pipe."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from coursewright.cli.new.wizard.dialogue import Dialogue
from coursewright.cli.new.wizard.manner import Manner
from coursewright.cli.new.wizard.menus import TemplateMenu
from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.screen import run
from coursewright.cli.new.wizard.sheet import Complaint, Leaving, Refusal, Returning, Sheet, Writing
from coursewright.scaffold.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.cli.new.wizard.review import Draft
    from coursewright.cli.new.wizard.sheet import Field, Flow
    from coursewright.scaffold.model import Template

ENTER, BACK, SKIP, QUIT = "\r", "\x1b[Z", "\x13", "\x03"
UP, DOWN, HOME, END, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F", "\x1b[6~"
CLEAR, TAB = "\x15", "\t"
WHOLE = ["A title", ENTER, ENTER, "decide", ENTER, ENTER, ENTER, "n", ENTER]
"""Keys that lead from the first question to the review."""


def pressed(flow: Flow, *keys: str) -> None:
    """Press keys; what is not over by then is left with Ctrl-C, twice."""
    with create_pipe_input() as pipe:
        pipe.send_text("".join(keys) + QUIT + QUIT)
        run(flow, pipe, DummyOutput())


class One:
    """A single page, which keeps the reply and what else was asked of it."""

    def __init__(self, field: Field, *, can_skip: bool = False) -> None:
        self._sheet = Sheet("A page", field, ask="What?", can_skip=can_skip)
        self.said: list[str] = []

    def sheet(self) -> Sheet | None:
        return None if self.said and self.said[-1] != "back" else self._sheet

    def take(self, reply: str) -> None:
        if reply == "wrong":
            raise Refusal(Complaint("That is wrong."))
        self.said.append(reply)

    def skip(self) -> None:
        self.said.append("skip")

    def rest(self) -> None:
        self.skip()

    def back(self) -> None:
        self.said.append("back")


def reply(field: Field, *keys: str, can_skip: bool = False) -> list[str]:
    one = One(field, can_skip=can_skip)
    pressed(one, *keys)
    return one.said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("ñ 漢字 😀 שלום", ENTER), "ñ 漢字 😀 שלום"),
        (("wrong", ENTER, CLEAR, "right", ENTER), "right"),
        (("one\x1b[D\x1b[Dx", ENTER), "oxne"),
        (("\x11\x1b[31m", ENTER), "[31m"),  # Ctrl-Q lets a control character in
        (("\x1b[200~two\r\nlines\t\x07\x1b[201~", ENTER), "two lines"),
        (("\n",), "usual"),
        (("  ", ENTER), "usual"),
        ((TAB, "!", ENTER), "usual!"),
    ],
)
def test_a_line_is_written(keys: tuple[str, ...], said: str) -> None:
    assert reply(Writing(default="usual"), *keys) == [said]


def test_what_was_answered_before_stands_in_the_field() -> None:
    assert reply(Writing(text="before"), "!", ENTER) == ["before!"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("one", ENTER, "two", ENTER, ENTER), "one\ntwo"),
        (("one", ENTER, ENTER), "one"),
        (("one", ENTER, "three", UP, END, ENTER, "two", DOWN, END, ENTER, ENTER), "one\ntwo\nthree"),
        (("\x1b[200~a\r\nb\rc\x1b[201~", ENTER, ENTER), "a\nb\nc"),
        ((ENTER,), "usual"),
    ],
)
def test_lines_are_written_one_below_the_other(keys: tuple[str, ...], said: str) -> None:
    field = Writing(default="usual", lines=True)
    assert [one.strip() for one in reply(field, *keys)] == [said]


def test_an_empty_field_is_skipped_where_it_may_be() -> None:
    assert reply(Writing(), ENTER, can_skip=True) == ["skip"]
    assert reply(Writing(), ENTER) == [""]
    assert reply(Writing(default="usual"), ENTER, can_skip=True) == ["usual"]


def test_ctrl_s_skips_where_that_may_be() -> None:
    assert reply(Writing(), "some", SKIP, can_skip=True) == ["skip"]
    assert reply(Writing(), SKIP, "some", ENTER) == ["some"]


def test_words_that_are_offered_are_taken() -> None:
    field = Writing(words=("Europe/Berlin", "Europe/Bergen", "Asia/Tokyo"))
    assert reply(field, "ber", DOWN, DOWN, ENTER) == ["Europe/Bergen"]
    assert reply(field, "ber", DOWN, DOWN, DOWN, UP, ENTER) == ["Europe/Berlin"]
    assert reply(field, "ber", DOWN, UP, ENTER) == ["ber"]
    assert reply(field, "tok", TAB, ENTER) == ["Asia/Tokyo"]


OPTIONS = tuple(Option(name.lower(), name) for name in ("Oslo", "Bergen", "Berlin"))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((ENTER,), "oslo"),
        ((DOWN, ENTER), "bergen"),
        ((UP, ENTER), "berlin"),
        (("3", ENTER), "berlin"),
        (("bb", ENTER), "berlin"),
        ((END, HOME, PAGE_DOWN, ENTER), "berlin"),
        (("xyz ?", ENTER), "oslo"),
        (("\x1b[200~bb\x1b[201~", ENTER), "oslo"),
    ],
)
def test_an_option_is_picked(keys: tuple[str, ...], said: str) -> None:
    assert reply(Pick(OPTIONS), *keys) == [said]


def test_several_options_are_marked() -> None:
    assert reply(Pick(OPTIONS, several=True), " ", DOWN, " b ", ENTER) == ["oslo, bergen, berlin"]


@pytest.mark.parametrize("keys", [QUIT, "\x04", "half a title\x03", f"A title{ENTER}\x04", f"{SKIP}{QUIT}"])
def test_leaving(dialogue: Dialogue, keys: str) -> None:
    with pytest.raises(Leaving):
        pressed(dialogue, keys)


def test_leaving_is_asked_about_once_after_three_answers(dialogue: Dialogue, answers: Answers) -> None:
    three = ("A title", ENTER, ENTER, "decide", ENTER, ENTER)
    pressed(dialogue, *three, QUIT, ENTER, ENTER, "n", ENTER, "\x04", "\x1b[Z", ENTER)
    assert answers.finished()["cases"] == 3


def test_leaving_from_the_review(dialogue: Dialogue) -> None:
    with pytest.raises(Leaving):
        pressed(dialogue, *WHOLE, QUIT)
    with pytest.raises(Leaving):
        pressed(dialogue, "4", ENTER, ENTER)


def test_a_terminal_that_goes_away_is_left(dialogue: Dialogue) -> None:
    with create_pipe_input() as pipe:
        pipe.send_text("A title")
        pipe.close()
        with pytest.raises(Leaving):
            run(dialogue, pipe, DummyOutput())


def test_from_the_first_question_to_the_file(dialogue: Dialogue, answers: Answers) -> None:
    pressed(dialogue, *WHOLE, ENTER)
    assert dialogue.sheet() is None
    found = answers.finished()
    assert (found["title"], found["id"], found["age"]) == ("A title", "a-title", "adults")
    assert (found["aims"], found["cases"], found["meets"]) == (["decide"], 3, False)


def test_with_slips_and_second_thoughts(dialogue: Dialogue, answers: Answers) -> None:
    keys = [SKIP, "c", ENTER, ENTER]  # no title, children, no aims
    keys += ["7", ENTER, CLEAR, "x", ENTER, CLEAR, "4", ENTER]  # too many cases, no number, four
    keys += [BACK, BACK, BACK, BACK, "A title", ENTER, ENTER, ENTER, ENTER]  # back to the title
    keys += ["y", ENTER, "soon", ENTER, CLEAR, "thu 9", BACK]  # a time that is none, and back
    keys += ["y", ENTER, ENTER, ENTER, "madr", TAB, ENTER]  # a zone is required
    keys += ["2", ENTER, "1", ENTER, CLEAR, "Another", ENTER]  # change the title
    keys += ["3", ENTER, DOWN, PAGE_DOWN, END, HOME, BACK, ENTER]  # read it, and write it
    pressed(dialogue, *keys)
    found = answers.finished()
    assert (found["title"], found["age"], found["aims"], found["cases"]) == ("Another", "children", None, 4)
    assert (found["meets"], found["meeting"], found["zone"]) == (True, "thu 10:00", "Europe/Madrid")


def test_a_fault_of_our_own_leaves_the_terminal_in_order(dialogue: Dialogue) -> None:
    class Broken(One):
        def take(self, reply: str) -> None:
            raise ZeroDivisionError(reply)

    with pytest.raises(ZeroDivisionError):
        pressed(Broken(Writing()), "x", ENTER)
    assert dialogue.sheet() is not None


def test_an_option_is_explained_on_a_page_of_its_own() -> None:
    told = (Option("a", "A", "For one.\nIt builds this."), Option("b", "B", "For another."))
    for key in ("?", "\x1b[C"):
        assert reply(Pick(told), DOWN, key, DOWN, ENTER, ENTER) == ["b"]
        assert reply(Pick(told), key, BACK, ENTER) == ["a"]


def test_escape_on_the_first_page_returns(
    template: Template, answers: Answers, drafted: Callable[[Answers], Draft], tmp_path: Path
) -> None:
    typed: dict[str, str] = {}
    dialogue = Dialogue(template, answers, drafted, tmp_path, Manner(returns=True, typed=typed))
    with pytest.raises(Returning):
        pressed(dialogue, "A title", ENTER, BACK, BACK)
    other = Dialogue(template, Answers(template), drafted, tmp_path, Manner(typed=typed))
    pressed(other, ENTER, *WHOLE[2:], ENTER)  # what was typed stands there again
    assert other.sheet() is None
    with pytest.raises(Returning):
        pressed(TemplateMenu([template], returns=True), BACK)


def test_a_template_that_was_chosen_before_is_lit(template: Template) -> None:
    menu = TemplateMenu([template, replace(template, name="other")], replace(template, name="other"))
    pressed(menu, ENTER)
    assert menu.chosen is not None
    assert menu.chosen.name == "other"


def test_templates_are_chosen(template: Template) -> None:
    menu = TemplateMenu([template, replace(template, name="other")])
    pressed(menu, BACK, SKIP, "2", ENTER)
    assert menu.chosen is not None
    assert menu.chosen.name == "other"


KEYS = [
    "?",
    QUIT,
    ENTER,
    BACK,
    SKIP,
    UP,
    DOWN,
    HOME,
    END,
    PAGE_DOWN,
    CLEAR,
    TAB,
    "\x1b",
    "\x1b[99~",
    "\x11\x00",
    "\x0b",
]
KEYS += [
    "a",
    "1",
    "4",
    "y",
    " ",
    "漢",
    "ñ",
    "\x7f",
    "thu 9:00",
    "Europe/Madrid",
    "\x1b[200~a\nb\x1b[201~",
    "\x12",
]


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(st.sampled_from(KEYS), max_size=60))
def test_no_keys_break_it(
    template: Template, drafted: Callable[[Answers], Draft], tmp_path: Path, keys: list[str]
) -> None:
    dialogue = Dialogue(template, Answers(template), drafted, tmp_path)
    try:
        pressed(dialogue, *keys)
    except Leaving:
        assert not list(tmp_path.glob("*.yaml"))
    else:
        assert dialogue.sheet() is None
