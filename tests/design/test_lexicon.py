from __future__ import annotations

import subprocess
import sys

import pytest

from coursewright.design.lexicon import Lexicon, phrase_at
from coursewright.design.lexicons import lexicon_for

CLOSED_LIST = {
    "understand", "know", "learn", "comprehend", "grasp", "realise", "believe", "think", "feel",
    "familiarise", "acquaint", "gain", "enjoy", "master", "internalise",
}  # fmt: skip


@pytest.fixture(scope="module")
def english() -> Lexicon:
    lexicon = lexicon_for("en")
    assert lexicon is not None
    return lexicon


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN_us", " en ", "en-Latn-GB", None, ""])
def test_every_english_tag_and_none_at_all_share_one_lexicon(tag: str | None, english: Lexicon) -> None:
    assert lexicon_for(tag) is english


@pytest.mark.parametrize(
    "tag", ["cy", "mul", "x-klingon", "../en", "en.yaml", "english", "日本", "e/n", "lexicon"]
)
def test_a_language_without_a_file_has_no_lexicon(tag: str) -> None:
    assert lexicon_for(tag) is None


def test_the_closed_list_is_the_one_of_the_rule(english: Lexicon) -> None:
    assert {verb.lemma for verb in english.unobservable.values()} == CLOSED_LIST


def test_every_word_is_already_folded(english: Lexicon) -> None:
    words = {
        *english.unobservable,
        *english.after_helper,
        *english.vague,
        *english.degrees,
        *(word for family in english.vague.values() for entry in family for word in entry.nouns),
        *(word for group in english.stems.values() for phrase in group for word in phrase),
        *(word for group in english.multi_word_verbs.values() for phrase in group for word in phrase),
    }
    assert {word for word in words if english.fold(word) != word} == set()


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Familiarize", "familiarise"),
        ("familiarise", "familiarise"),
        ("REALIZE", "realise"),
        ("internalizing", "internalising"),
        ("Analyze", "analyse"),
        ("practice", "practise"),
        ("fulfill", "fulfil"),
        ("size", "size"),
        ("seize", "seize"),
        ("understand", "understand"),
    ],
)
def test_spelling_folds_to_the_british_form(english: Lexicon, word: str, folded: str) -> None:
    assert english.fold(word) == folded


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Explains", "explain"),
        ("analyzes", "analyse"),
        ("applies", "apply"),
        ("assesses", "assess"),
        ("assess", "assess"),
        ("discuss", "discuss"),
        ("focus", "focus"),
        ("sketches", "sketch"),
        ("uses", "use"),
        ("modelling", "modelling"),
        ("master's", "master's"),
        ("is", "is"),
    ],
)
def test_the_base_form_of_a_finite_verb(english: Lexicon, word: str, lemma: str) -> None:
    assert english.lemma(word) == lemma


def test_the_longest_phrase_wins(english: Lexicon) -> None:
    words = ["be", "able", "to", "trace"]
    assert phrase_at(english.stems, words, 0) == 3
    assert phrase_at(english.stems, words, 3) == 0
    assert phrase_at(english.stems, words, 4) == 0


def test_importing_reads_no_yaml() -> None:
    code = "import sys, coursewright.design.outcome_text; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
