"""Outcomes in each language: what is read from them, what is left alone, and what rules say of them.

`outcomes/` holds a table for each language; a test here reads one section of all of them.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.exam_reasons import is_only_the_exam
from coursewright.design.lexicons import lexicon_for
from coursewright.design.link_texts import is_vague
from coursewright.design.outcome_acts import acts_of, topic_of
from coursewright.design.outcome_conditions import says_condition, says_degree
from coursewright.design.outcome_text import OutcomeReading, read_outcome
from coursewright.design.placeholder_text import placeholder_in
from coursewright.design.verb_levels import levels_of, usual_verbs
from coursewright.lint.api import Clock, Context
from coursewright.lint.select import find
from coursewright.spec import reader
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Module, Outcome
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon
    from coursewright.lint.api import Problem

FOLDER = Path(__file__).parent / "outcomes"
TABLES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))
}
LANGUAGES = pytest.mark.parametrize("language", TABLES)
SECTIONS = {"language", "learners", "good", "pieces"}
"""What some test reads; `each` adds to it."""


def each(section: str, names: str) -> pytest.MarkDecorator:
    """Ask about every line of a section, in the languages that have it: a text, and what is to come of it."""
    lines = [
        (language, *line) if isinstance(line, tuple) else (language, line)
        for language, table in TABLES.items()
        if section in table
        for line in (table[section].items() if isinstance(table[section], dict) else table[section])
    ]
    assert lines, section
    SECTIONS.add(section)
    return pytest.mark.parametrize(f"language, {names}", lines)


def lexicon(language: str) -> Lexicon:
    found = lexicon_for(TABLES[language]["language"])
    assert found is not None
    return found


def read(language: str, statement: str) -> OutcomeReading:
    return read_outcome(statement, lexicon(language))


def problems(language: str, code: str, outcomes: list[str]) -> list[Problem]:
    """Return what a rule says of a module in this language."""
    text = yaml.safe_dump({"module": "m", "language": language, "outcomes": outcomes}, allow_unicode=True)
    course = load_documents(read_document(Path("/courses/m.module.yaml"), text.encode()))
    rule = find(code)
    options = {option.name: option.default for option in rule.meta.options}
    context = Context(course, Clock(dt.date(2026, 1, 1)), options)
    elements = course.every(Module if "Module" in rule.elements else Outcome)
    return [problem for element in elements for problem in rule.check(element, context)]


def test_every_language_has_a_table() -> None:
    assert list(TABLES) == ["de", "en", "es", "fr", "pt"]


@LANGUAGES
def test_every_line_of_a_table_is_read(language: str) -> None:
    """No section is spelt in a way of its own, and no line stands twice, where the second would win."""
    assert TABLES[language].keys() <= SECTIONS
    path = FOLDER / f"{language}.yaml"
    _, faults = reader.read(Source(path, path.read_text("utf-8")))
    assert [fault.message for fault in faults] == []


# ---------------------------------------------------------------- the head and the stem


@each("heads", "statement, expected")
def test_the_head_and_the_stem(language: str, statement: str, expected: str | list[str] | None) -> None:
    """A head alone has no stem before it."""
    head, stem = expected if isinstance(expected, list) else (expected, None)
    reading = read(language, statement)
    assert (reading.head, reading.stem) == (head, stem)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


@each("stems", "statement, stem")
def test_the_stem_is_what_belongs_to_the_template(language: str, statement: str, stem: str | None) -> None:
    assert read(language, statement).stem == stem


@each("rests", "statement, rest")
def test_what_a_stem_leaves(language: str, statement: str, rest: str) -> None:
    assert read(language, statement).rest == rest


@pytest.mark.parametrize(
    ("language", "who"),
    [(language, who) for language in ("de", "pt") for who in TABLES[language]["learners"]["who"]],
)
def test_who_learns(language: str, who: str) -> None:
    said = TABLES[language]["learners"]
    assert read(language, f"{who} {said['know']}").unobservable == said["unobservable"]
    reading = read(language, f"{who} {said['can']}")
    assert (reading.head, reading.rest) == (said["head"], said["rest"])


# ---------------------------------------------------------------- what cannot be seen


@each("unobservable", "statement, expected")
def test_an_unobservable_verb(language: str, statement: str, expected: str | list[str]) -> None:
    """A verb alone is its own base form."""
    verb, head = expected if isinstance(expected, list) else (expected, expected.lower())
    reading = read(language, statement)
    assert (reading.unobservable, reading.head, reading.head_as_written) == (verb, head, verb)
    assert reading.alternatives
    assert reading.vague_phrase is None


@each("silent", "statement")
def test_silence(language: str, statement: str) -> None:
    reading = read(language, statement)
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)
    assert reading.alternatives == ()


@each("vague", "statement, phrase")
def test_a_vague_phrase(language: str, statement: str, phrase: str) -> None:
    reading = read(language, statement)
    assert (reading.vague_phrase, reading.unobservable) == (phrase, None)
    assert len(phrase) <= 40
    assert reading.alternatives


@each("not_vague", "statement")
def test_phrases_that_are_not_vague(language: str, statement: str) -> None:
    reading = read(language, statement)
    assert (reading.vague_phrase, reading.unobservable) == (None, None)


@each("questions", "statement, asks")
def test_questions(language: str, statement: str, asks: bool) -> None:
    reading = read(language, statement)
    assert reading.is_question is asks
    assert (reading.unobservable, reading.vague_phrase) == (None, None)


# ---------------------------------------------------------------- acts and topics


@each("topics", "statement, topic")
def test_a_topic_instead_of_an_act(language: str, statement: str, topic: str | None) -> None:
    assert topic_of(read(language, statement), lexicon(language)) == topic


@each("acts", "statement, verbs")
def test_acts(language: str, statement: str, verbs: list[str]) -> None:
    """Where the verb stands last, no second act is looked for."""
    assert [act.verb for act in acts_of(read(language, statement), lexicon(language))] == verbs


# ---------------------------------------------------------------- what the rules say


@each("found", "case")
def test_rules_speak(language: str, case: dict[str, Any]) -> None:
    """Exactly one finding; its fix is asked for where it is of the language."""
    (found,) = problems(language, case["rule"], case["in"])
    assert found.message == case["message"]
    assert "fix" not in case or found.fix == case["fix"]


@each("not_found", "case")
def test_rules_leave_a_statement_alone(language: str, case: dict[str, Any]) -> None:
    assert problems(language, case["rule"], case["in"]) == []


@pytest.mark.parametrize("code", ["OUT002", "OUT003", "OUT004", "OUT005", "OUT010", "OUT012", "OUT013"])
@pytest.mark.parametrize("language", [language for language in TABLES if language != "en"])
def test_good_outcomes_are_left_alone(language: str, code: str) -> None:
    """The English ones are among the cases of the rules."""
    assert problems(language, code, TABLES[language]["good"]) == []


# ---------------------------------------------------------------- the lexicon itself


@each("contested", "verb")
def test_contested_verbs_are_not_in_the_closed_list(language: str, verb: str) -> None:
    assert verb not in lexicon(language).unobservable


@LANGUAGES
def test_every_verb_and_every_phrase_offers_something_else(language: str) -> None:
    words = lexicon(language)
    offers = [verb.alternatives for verb in words.unobservable.values()]
    offers += [family.alternatives for group in words.vague.values() for family in group]
    assert all(1 <= len(offer) <= 3 for offer in offers)
    verbs = {text.split()[-1 if words.verb_last else 0] for offer in offers for text in offer}
    assert verbs
    assert not verbs & words.unobservable.keys()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_word_of_the_closed_list_is_folded(language: str) -> None:
    """In German and Portuguese some irregular forms are folded into their infinitives."""
    words = lexicon(language)
    listed = {*words.unobservable, *words.vague, *words.verbs}
    assert {word for word in listed if " " not in word and words.fold(word) != word} == set()


@pytest.mark.parametrize("language", ["de", "en", "es", "fr"])
def test_every_infinitive_of_the_table_is_its_own_base_form(language: str) -> None:
    """The Portuguese table also holds forms of `poder` and `dever`."""
    words = lexicon(language)
    assert [verb for verb in words.verbs if " " not in verb and words.lemma(verb) != verb] == []


@LANGUAGES
def test_every_table_of_verbs_has_levels(language: str) -> None:
    words = lexicon(language)
    assert len(list(words.verbs)) >= 60
    assert all(words.verbs.get(verb) is not None for verb in words.verbs)
    assert usual_verbs("remember", words)


@each("levels", "verb, levels")
def test_verbs_lend_their_levels_from_english(language: str, verb: str, levels: list[str]) -> None:
    """Verbs of holding, such as `haben`, are known but at no level in particular."""
    assert levels_of(verb, lexicon(language)) == set(levels)


def test_verbs_that_close_a_vague_phrase_are_known() -> None:
    words = lexicon("de")
    closings = {word for group in words.vague.values() for family in group for word in family.closings}
    assert closings
    assert [word for word in closings if word not in words.verbs and word not in words.unobservable] == []


# ---------------------------------------------------------------- other word lists


@each("reasons", "why, only")
def test_reasons(language: str, why: str, only: bool) -> None:
    assert is_only_the_exam(why, lexicon(language), 15) is only


@each("conditions", "statement, says")
def test_conditions(language: str, statement: str, says: bool) -> None:
    assert says_condition(statement, lexicon(language)) is says


@each("degrees", "statement, says")
def test_degrees(language: str, statement: str, says: bool) -> None:
    assert says_degree(statement, lexicon(language)) is says


@each("placeholders", "text, found")
def test_placeholders(language: str, text: str, found: str | None) -> None:  # noqa: ARG001 - it needs none
    assert placeholder_in(text) == found


@each("links", "text, expected")
def test_link_texts(language: str, text: str, expected: tuple[str, bool]) -> None:
    tag, vague = expected
    assert tag.startswith(language)
    assert is_vague(text, tag) is vague


# ---------------------------------------------------------------- any text at all


@LANGUAGES
@given(st.data())
def test_any_text_can_be_read(language: str, data: st.DataObject) -> None:
    pieces = st.lists(st.sampled_from(TABLES[language]["pieces"]), max_size=30).map(" ".join)
    statement = data.draw(st.text(max_size=300) | pieces)
    reading = read(language, statement)
    set_of = [reading.unobservable is not None, reading.vague_phrase is not None, reading.is_question]
    assert sum(set_of) <= 1
    assert bool(reading.alternatives) == (set_of[0] or set_of[1])
    assert reading.vague_phrase is None or 0 < len(reading.vague_phrase) <= 40
    assert (reading.head is None) == (reading.head_as_written is None)
