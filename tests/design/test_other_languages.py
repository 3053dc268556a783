"""How the reading of outcomes fits other languages: small lexicons that a team could have written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.design.lexicons import Lexicons
from coursewright.design.outcome_acts import acts_of, topic_of
from coursewright.design.outcome_text import OutcomeReading, read_outcome
from coursewright.design.verb_levels import knows, levels_of

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

FILES = Path(__file__).parent / "lexicon_files"
LEXICONS = Lexicons(extra={"nl": FILES / "nl.yaml", "it": FILES / "it.yaml"})


def lexicon(language: str) -> Lexicon:
    found = LEXICONS.for_language(language)
    assert found is not None
    return found


def read(language: str, statement: str) -> OutcomeReading:
    return read_outcome(statement, lexicon(language))


def test_verbs_by_level_need_no_table() -> None:
    assert levels_of("uitleggen", lexicon("nl")) == {"understand"}
    assert levels_of("kiezen", lexicon("nl")) == {"evaluate"}
    assert levels_of("confrontare", lexicon("it")) == {"analyze"}
    assert not levels_of("fietsen", lexicon("nl"))
    assert knows("berekent", lexicon("nl"))


@pytest.mark.parametrize(
    ("statement", "head"),
    [
        ("Recursie aan een voorbeeld uitleggen", "uitleggen"),
        ("De student kan recursie uitleggen", "uitleggen"),
        ("De student kan recursie uitleggen.", "uitleggen"),
        ("Na deze module kan de student recursie toepassen", "toepassen"),
        ("De student kan uitleggen hoe recursie werkt", "uitleggen"),
        ("De student kan uitleggen, hoe functies elkaar schrijven", "uitleggen"),
        ("Lijsten, bomen en grafen ontwerpen", "ontwerpen"),
        ("Een tekst samenvatten en beoordelen", "samenvatten"),
        ("Een tekst te kunnen samenvatten; daarna schrijven", "samenvatten"),
        ("Een tekst schrijven kunnen", "schrijven"),
        ("De student berekent het gemiddelde", "berekenen"),
        ("De student legt recursie uit", "uitleggen"),
        ("Het fietsen leren", "het"),  # no verb of the lexicon: whatever stands first
        ("Recursie Uitleggen", "recursie"),  # a capital makes a noun
    ],
)
def test_the_verb_may_stand_at_the_end(statement: str, head: str) -> None:
    assert read("nl", statement).head == head


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("De student kan recursie begrijpen", "begrijpen"),
        ("Recursie begrijpen", "begrijpen"),
        ("Begrijpen hoe recursie werkt", "Begrijpen"),
        ("De student begrijpt recursie", "begrijpt"),
        ("Recursie begrijpen en toepassen", "begrijpen"),
        ("Begrijpen wat een ander weet, en dat opnoemen", "Begrijpen"),
        ("Uitleggen wat mensen weten", None),
        ("Recursie uitleggen en begrijpen", None),
    ],
)
def test_a_verb_of_knowing_at_the_end(statement: str, verb: str | None) -> None:
    reading = read("nl", statement)
    assert reading.unobservable == verb
    assert reading.alternatives or verb is None


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Een grondig inzicht in recursie verwerven", "Een grondig inzicht in"),
        ("Kennis van recursie hebben", "Kennis van"),
        ("Kennis van recursie toepassen", None),
        ("Kennis van recursie", None),
    ],
)
def test_a_vague_phrase_that_a_verb_of_holding_ends(statement: str, phrase: str | None) -> None:
    assert read("nl", statement).vague_phrase == phrase


def test_what_a_stem_leaves_is_kept_whole() -> None:
    reading = read("nl", "De student kan aan een voorbeeld recursie uitleggen")
    assert reading.stem == "De student kan"
    assert reading.rest == "aan een voorbeeld recursie uitleggen"


def test_no_second_act_is_looked_for_where_the_verb_is_last() -> None:
    reading = read("nl", "Recursie uitleggen en een parser ontwerpen")
    assert [act.verb for act in acts_of(reading, lexicon("nl"))] == [reading.head]


@pytest.mark.parametrize(
    ("statement", "topic"),
    [
        ("De structuur van een cel", "De structuur van"),
        ("De structuur van een cel uitleggen", None),
        ("De structuur van een cel fietsen", None),  # any infinitive may be the act
    ],
)
def test_a_topic_where_the_verb_is_last(statement: str, topic: str | None) -> None:
    assert topic_of(read("nl", statement), lexicon("nl")) == topic


@pytest.mark.parametrize(
    ("statement", "head", "stem"),
    [
        ("L'allievo sarà in grado di spiegare la ricorsione", "spiegare", "L'allievo sarà in grado di"),
        ("Ogni allievo spiega la ricorsione", "spiegare", None),
        ("Essere in grado d'elencare le parti", "elencare", "Essere in grado d'"),
        ("Saper definire un'ipotesi", "definire", "Saper"),
        ("Sapere elencare le parti", "elencare", "Sapere"),
        ("Sapere che cosa è una cellula", "sapere", None),
    ],
)
def test_elisions_and_stems_before_infinitives(statement: str, head: str, stem: str | None) -> None:
    reading = read("it", statement)
    assert (reading.head, reading.stem) == (head, stem)


def test_a_stem_that_is_no_stem_may_be_a_verb_of_knowing() -> None:
    assert read("it", "Sapere che cosa è una cellula").unobservable == "Sapere"
    assert read("it", "Sapere elencare le parti").unobservable is None
    assert read("it", "L'allievo può capire la ricorsione").unobservable == "capire"


def test_two_acts_and_topics_in_another_language() -> None:
    two = read("it", "Definire la ricorsione e scrivere un programma")
    assert [act.verb for act in acts_of(two, lexicon("it"))] == ["definire", "scrivere"]
    topic = read("it", "L'uso quotidiano della ricorsione")
    assert topic_of(topic, lexicon("it")) == "L'uso quotidiano"
