"""The fixed words of packages: each language has the same keys, and every key that the code asks for."""

from __future__ import annotations

import re
import string
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

import coursewright.exporters
from coursewright.exporters.words.words import words_in

FOLDER = Path(str(files("coursewright.exporters.words")))
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
CATEGORIES = {
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "he": {"one", "two", "other"},
    "zh": {"other"},
}


def _table(language: str) -> dict[str, str | dict[str, str]]:
    table: dict[str, str | dict[str, str]] = yaml.load(
        (FOLDER / f"{language}.yaml").read_text(encoding="utf-8"),
        yaml.BaseLoader,  # noqa: S506 - texts alone
    )
    return table


ENGLISH = _table("en")


def _forms(value: str | dict[str, str]) -> dict[str, str]:
    return {"other": value} if isinstance(value, str) else value


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_languages() -> None:
    assert set(LANGUAGES) == {"ar", "de", "en", "es", "fr", "he", "pt", "zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_every_key(language: str) -> None:
    table = _table(language)
    assert [key for key in ENGLISH if key not in table] == []
    assert [key for key in table if key not in ENGLISH] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    table = _table(language)
    for key, value in table.items():
        if key not in ENGLISH:
            continue
        expected = _names(_forms(ENGLISH[key])["other"])
        for category, text in _forms(value).items():
            # "one hour" may do without its number; nothing may name what nobody gives.
            given = _names(text)
            assert given <= expected, (key, category, text)
            if category == "other":
                assert given == expected, (key, text)
            assert text.strip() or key == "list.comma"


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_the_categories_of_the_language(language: str) -> None:
    for key, value in _table(language).items():
        assert isinstance(value, dict) is isinstance(ENGLISH.get(key, value), dict), key
        if isinstance(value, dict):
            assert set(value) == CATEGORIES.get(language, {"one", "other"}), key


def test_every_key_in_the_code_exists() -> None:
    """Keys that are written out are there; of those made of parts, something begins and ends so."""
    folder = Path(str(files(coursewright.exporters)))
    calls = re.compile(r"\b(?:words\(|section\(\s*\"[^\"]+\",)\s*(f?)\"([^\"\n]+)\"")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    asked = [(name, *found) for name, text in texts.items() for found in calls.findall(text)]
    assert len(asked) > 200
    for name, made, key in asked:
        pattern = re.sub(r"\\\{.*?\\\}", ".+", re.escape(key)) if made else re.escape(key)
        assert any(re.fullmatch(pattern, known) for known in ENGLISH), (name, key)


@pytest.mark.parametrize(
    ("tag", "n", "expected"),
    [
        ("en", 1, "1 day"),
        ("en-GB", 2, "2 days"),
        ("de-AT", 2, "2 Tage"),
        ("pt-BR", 0, "0 dia"),
        ("fr", 1.5, "1.5 jour"),
        ("ar", 2, "يومان"),
        ("ar", 5, "5 أيام"),
        ("ar-EG", 11, "11 يومًا"),
        ("he", 2, "יומיים"),
        ("zh-Hant", 3, "3 天"),
        ("nl", 3, "3 days"),
    ],
)
def test_numbers_take_their_plural(tag: str, n: float, expected: str) -> None:
    assert words_in(tag)("time.days", n) == expected


def test_an_unknown_key_and_a_hostile_tag() -> None:
    with pytest.raises(KeyError):
        words_in("en")("nobody.says.this")
    assert words_in("../../../etc/passwd")("course") == "Course"
    assert "course" in words_in("de")
    assert words_in("de").spoken()
    assert not words_in("nl").spoken()


def test_what_reads_the_other_way_is_set_off() -> None:
    said = words_in("he")("loop.used.session", session="Board, first")
    assert "\u2068Board, first\u2069" in said
    assert "\u2068" not in words_in("he")("loop.used.session", session="מפגש")
    assert "\u2068" not in words_in("en")("loop.used.session", session="Board, first")


def test_values_are_never_read_as_placeholders() -> None:
    assert words_in("en")("loop.signal", signal="{who} {0.__class__}").endswith("{who} {0.__class__}.")
