"""Pages laid out: nothing is wider or longer than the terminal, and what matters most stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.cli.new.wizard.page import Page, State, explained, laid_out
from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.reading import Reading
from coursewright.cli.new.wizard.sheet import Answered, Complaint, Field, Sheet, Writing
from coursewright.reporters.views.terminal.ink import Span, line_width, plain, split

OPTIONS = tuple(Option(str(number), f"Option {number}", f"About {number}.") for number in range(1, 13))
LONG = tuple(
    one._replace(label=one.label * 9, about=one.about * number) for number, one in enumerate(OPTIONS)
)
TRAIL = tuple(Answered(f"Key {number}", f"answer {number}" if number % 3 else None) for number in range(20))


def sheet(field: Field, **more: object) -> Sheet:
    usual = {
        "title": "A template",
        "ask": "What is it?",
        "help": "Say it.",
        "stage": "Start",
        "progress": "question 3 of 9",
    }
    return Sheet(field=field, **{**usual, **more})  # type: ignore[arg-type]


def shown(page: Page) -> str:
    field = "\n" * page.rows
    return plain(page.above) + field + plain(page.below)


def test_a_page_to_write_on() -> None:
    field = Writing(default="thu 10:00")
    page = laid_out(sheet(field, trail=TRAIL[:2], can_go_back=True), State(field), 60, 20)
    assert shown(page) == (
        " A template                                 question 3 of 9\n"
        "\n"
        " Key 0  TODO\n"
        " Key 1  answer 1\n"
        "\n"
        " Start\n"
        " What is it?\n"
        " Say it.\n"
        "\n"
        "\n"  # the field
        "\n"
        "\n"
        "\n"
        " Enter takes thu 10:00   Esc goes back   Ctrl-C quits\n"
    )


def test_a_page_with_a_list() -> None:
    field = Pick(OPTIONS[:3], lit=1)
    page = laid_out(sheet(field), State(field), 60, 20)
    assert shown(page) == (
        " A template                                 question 3 of 9\n"
        "\n"
        " Start\n"
        " What is it?\n"
        " Say it.\n"
        "\n"
        "   1 Option 1\n"
        " > 2 Option 2\n"
        "   3 Option 3\n"
        "\n"
        " About 2.\n"
        "\n"
        " Up Down or a number moves   Enter takes it   Ctrl-C quits\n"
    )


def test_a_long_list_shows_what_is_around_the_one_that_is_lit() -> None:
    def listed(lit: int) -> list[str]:
        field = Pick(OPTIONS, lit=lit)
        lines = shown(laid_out(sheet(field), State(field), 60, 16)).splitlines()
        return [" ".join(one.split()) for one in lines if "Option" in one or "…" in one]

    assert listed(0) == ["> 1 Option 1", *(f"{n} Option {n}" for n in range(2, 6)), "… 7 below"]
    assert listed(5) == ["… 3 above", "4 Option 4", "5 Option 5", "> 6 Option 6", "7 Option 7", "… 5 below"]
    assert listed(11) == ["… 7 above", *(f"{n} Option {n}" for n in range(8, 12)), "> 12 Option 12"]


def test_what_is_said_of_an_option_gives_way_to_the_list() -> None:
    field = Pick((Option("a", "A", "some words " * 40), *OPTIONS))
    text = shown(laid_out(sheet(field), State(field), 60, 20))
    about = [one for one in text.splitlines() if "some words" in one]
    assert len(about) == 4
    assert about[-1].endswith("…")
    assert "Option 5" in text


def test_marks_of_several() -> None:
    field = Pick(OPTIONS[:2], several=True, marked=frozenset("2"))
    text = shown(laid_out(sheet(field), State(field), 60, 20))
    assert " > 1 [ ] Option 1\n   2 [x] Option 2\n" in text
    assert "Enter takes the marked ones" in text


def test_enter_without_a_mark_says_what_it_takes() -> None:
    field = Pick(OPTIONS[:2], several=True)
    assert "Enter takes it" in shown(laid_out(sheet(field), State(field), 60, 20))
    field = field._replace(optional=True)
    assert "Enter takes none" in shown(laid_out(sheet(field), State(field), 60, 20))


def test_who_leaves_is_asked_on_the_page() -> None:
    for field in (Writing(), Pick(OPTIONS)):
        text = shown(laid_out(sheet(field), State(field, leaves=True), 60, 20))
        assert " Leave? Nothing would be written.\n Ctrl-C again leaves, Enter goes on.\n" in text
        assert len(text.splitlines()) <= 20


def test_a_description_that_is_cut_can_be_read_on() -> None:
    option = Option("a", "A", "some words " * 40)
    field = Pick((option, *OPTIONS))
    text = shown(laid_out(sheet(field), State(field), 60, 20))
    assert "? more" in text
    whole = Reading(explained(option))
    page = laid_out(Sheet("A new module", whole, ""), State(whole), 60, 20)
    assert shown(page).count("some words") == 40
    assert explained(Option("b", "B")) == ()


def test_long_trails_are_cut_above_and_long_bodies_below() -> None:
    field = Writing()
    text = shown(laid_out(sheet(field, trail=TRAIL), State(field), 60, 20))
    assert " … 13 above\n" in text
    assert " Key 19  answer 19\n" in text
    pick = Pick(OPTIONS[:4])
    text = shown(laid_out(sheet(pick, body=lambda room: split("word " * 200, room)), State(pick), 60, 20))
    assert " more lines\n" in text
    assert all(f" {number} Option {number}\n" in text for number in range(1, 5))


def test_a_wrong_answer_is_named_once_enter_was_pressed() -> None:
    field = Writing()
    complaint = Complaint("7 does not fit here.", "Type a number from 1 to 6.")
    quiet = shown(laid_out(sheet(field), State(field, "7", complaint=complaint), 60, 20))
    loud = shown(laid_out(sheet(field), State(field, "7", complaint=complaint, insisted=True), 60, 20))
    assert " 7 does not fit here.\n\n" in quiet
    assert "Type a number" not in quiet
    assert " ! 7 does not fit here.\n Type a number from 1 to 6.\n" in loud
    assert quiet.count("\n") == loud.count("\n")  # nothing jumps


def test_words_are_offered_below() -> None:
    field = Writing(words=("Europe/Berlin", "Europe/Bergen"))
    text = shown(laid_out(sheet(field), State(field, "ber", lit=1), 60, 20))
    assert "   Europe/Berlin\n > Europe/Bergen\n" in text
    assert " Enter takes Europe/Bergen   Ctrl-C quits\n" in text


@pytest.mark.parametrize(
    ("field", "typed", "skips", "hint"),
    [
        (Writing(), "", True, "Enter leaves a TODO   Ctrl-C quits"),
        (Writing(), "", False, "Ctrl-C quits"),
        (Writing(), "x", True, "Enter goes on   Ctrl-S leaves a TODO   Ctrl-C quits"),
        (Writing(lines=True), "x", False, "Enter starts a line; on an empty one, goes on   Ctrl-C quits"),
        (Writing(lines=True), "x\n", False, "Enter goes on   Ctrl-C quits"),
        (
            Pick(OPTIONS[:1], several=True),
            "",
            False,
            "Up Down move   Space marks   Enter takes it   Ctrl-C quits",
        ),
        (Reading((Span("text"),)), "", False, "Up Down scroll   Esc goes back   Ctrl-C quits"),
    ],
)
def test_keys_are_told(field: Field, typed: str, skips: bool, hint: str) -> None:
    text = shown(laid_out(sheet(field, can_skip=skips), State(field, typed), 80, 20))
    assert f" {hint}\n" in text


def test_a_default_that_steers_the_terminal_is_shown_as_text() -> None:
    field = Pick((Option("a", "\x1b[31mred\x07 \u202eback", "about\x9b"),))
    text = shown(laid_out(sheet(field, title="\x1b]0;t\x07"), State(field), 80, 20))
    assert "\x1b" not in text
    assert "\\u001b[31mred\\u0007 \\u202eback" in text


def test_a_long_text_is_read_in_pieces() -> None:
    text = Reading(tuple(Span(f"line {number}") for number in range(100)))
    page = laid_out(sheet(text, ask="", help="", stage=""), State(text, top=10), 60, 20)
    assert (page.top, page.shown, page.lines) == (10, 16, 100)
    assert " line 10\n" in shown(page)
    end = laid_out(sheet(text), State(text, top=1000), 60, 20)
    assert end.top + end.shown == 100
    assert " line 99\n" in shown(end)


def test_long_lines_of_a_text_are_broken_below_their_beginning() -> None:
    text = Reading((Span('    title: "TODO: what learners see first, in a few words"'), Span("short: 1")))
    assert plain(text.drawn(30)) == (
        '    title: "TODO: what\n      learners see first, in a\n      few words"\nshort: 1\n'
    )
    assert [span.style for span in text.drawn(30)[0]] == ["", "open"]


fields = st.one_of(
    st.builds(Writing, default=st.text(max_size=200), lines=st.booleans()),
    st.integers(1, 12).map(lambda number: Pick(OPTIONS[:number], lit=number - 1)),
    st.integers(0, 11).map(lambda number: Pick(LONG, lit=number, several=bool(number % 2))),
    st.just(Reading(tuple(Span("some words " * 9) for _ in range(50)))),
)


@given(
    fields,
    st.text(max_size=300),
    st.text(max_size=100),
    st.integers(20, 220),
    st.integers(6, 60),
    st.integers(0, 20),
)
def test_no_page_is_wider_or_longer_than_the_terminal(
    field: Field, typed: str, said: str, columns: int, rows: int, answered: int
) -> None:
    one = sheet(field, help=said, title=said, trail=TRAIL[:answered], can_go_back=True, can_skip=True)
    page = laid_out(one, State(field, typed), columns, rows)
    assert len(page.above) + page.rows + len(page.below) <= rows
    assert all(line_width(line) <= columns for line in [*page.above, *page.below])
    assert bool(page.rows) == isinstance(field, Writing)
