"""Lists to choose from, and words that are offered: which option a key leads to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.cli.new.wizard.offers import folded, meant
from coursewright.cli.new.wizard.pick import Option, Pick
from coursewright.cli.new.wizard.sheet import Writing, cleaned

CITIES = ("Oslo", "Órgiva", "Bergen", "Berlin", "Los Angeles")
ZONES = ("America/New_York", "Asia/Tokyo", "Europe/Berlin", "Europe/Busingen", "Europe/London")


def pick(*, several: bool = False, number: int = len(CITIES)) -> Pick:
    options = [Option(city.lower(), city) for city in CITIES]
    options += [Option(str(one), f"Place {one}") for one in range(len(CITIES) + 1, number + 1)]
    return Pick(tuple(options), several=several)


def pressed(one: Pick, keys: str) -> Pick:
    for key in keys:
        one = one.typed(key)
    return one


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        ("3", "Bergen"),
        ("b", "Bergen"),
        ("bb", "Berlin"),
        ("bbb", "Bergen"),
        ("o", "Órgiva"),
        ("oo", "Oslo"),
        ("x", "Oslo"),
        ("0", "Oslo"),
        ("39", "Bergen"),
        ("漢", "Oslo"),
        (" ", "Oslo"),
        ("²", "Oslo"),
    ],
)
def test_letters_and_numbers_light_an_option(keys: str, label: str) -> None:
    assert pressed(pick(), keys).option.label == label


def test_two_digits_lead_to_the_twelfth() -> None:
    many = pick(number=12)
    assert pressed(many, "12").lit == 11
    assert pressed(many, "13").lit == 2  # there is no thirteenth
    assert pressed(many, "1").moved("down").typed("2").lit == 1


def test_arrows_go_round() -> None:
    one = pick()
    assert one.moved("up").option.label == "Los Angeles"
    assert one.moved("up").moved("down").option.label == "Oslo"
    assert one.moved("down").option.label == "Órgiva"
    assert one.moved("page-down").option.label == "Los Angeles"
    assert one.moved("end").moved("page-up").option.label == "Oslo"
    assert one.moved("end").moved("home").option.label == "Oslo"


def test_several_are_marked_and_taken_in_their_order() -> None:
    marked = pressed(pick(several=True), "4 1 3 ").typed(" ")
    assert marked.reply == "oslo, berlin"
    assert pick(several=True).typed("3").reply == "bergen"


def test_enter_takes_none_where_that_may_be() -> None:
    optional = pick(several=True)._replace(optional=True)
    assert optional.reply == ""
    assert optional.typed(" ").reply == "oslo"
    assert optional.typed(" ").typed(" ").reply == ""


KEYS = ("up", "down", "page-up", "page-down", "home", "end", *"1b 9漢")


@given(st.lists(st.sampled_from(KEYS), max_size=30))
def test_some_option_is_always_lit(keys: list[str]) -> None:
    one = pick(several=True)
    for key in keys:
        one = one.typed(key) if len(key) == 1 else one.moved(key)  # type: ignore[arg-type]
    assert one.option in one.options


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("berl", ["Europe/Berlin"]),
        ("EUROPE/B", ["Europe/Berlin", "Europe/Busingen"]),
        ("new y", ["America/New_York"]),
        ("york", ["America/New_York"]),
        ("o", ["America/New_York", "Asia/Tokyo", "Europe/Berlin", "Europe/Busingen", "Europe/London"]),
        ("Europe/Berlin", []),
        ("", []),
        ("  ", []),
        ("mars", []),
    ],
)
def test_words_are_found_by_their_beginning(typed: str, words: list[str]) -> None:
    assert meant(typed, ZONES) == words


def test_letters_are_compared_without_accents() -> None:
    assert folded("Órgiva_Súr") == "orgiva sur"


def test_words_in_a_list_are_offered_one_by_one() -> None:
    field = Writing(listed=True, words=("explain", "decide"))
    assert field.offered("explain, de") == ["explain, decide"]
    assert Writing(words=("explain", "decide")).offered("explain, de") == []


@given(st.text())
def test_what_is_typed_is_cleaned(text: str) -> None:
    clean = cleaned(text)
    assert all(character.isprintable() or character == "\n" or character >= "\xa0" for character in clean)
    assert cleaned(clean) == clean


def test_letters_of_every_script_stay() -> None:
    assert cleaned("ñ 漢字 😀 שלום\tx\x1b[31m\x00\u2028") == "ñ 漢字 😀 שלום x[31m"
