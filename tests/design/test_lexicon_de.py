"""German outcomes: the verb may stand last, and where it stands cannot always be told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.design.exam_reasons import is_only_the_exam
from coursewright.design.lexicons import lexicon_for
from coursewright.design.link_texts import is_vague
from coursewright.design.outcome_acts import acts_of, topic_of
from coursewright.design.outcome_conditions import says_condition, says_degree
from coursewright.design.outcome_text import OutcomeReading, read_outcome
from coursewright.design.placeholder_text import placeholder_in
from coursewright.design.verb_levels import levels_of
from coursewright.lint.api import Clock, Context
from coursewright.lint.select import find
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Course, Module, Outcome

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

CONTESTED = (
    "erkennen",
    "schätzen",
    "reflektieren",
    "wahrnehmen",
    "nachvollziehen",
    "erfassen",
    "fühlen",
    "denken",
)


def german() -> Lexicon:
    lexicon = lexicon_for("de-AT")
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, german())


def problems(code: str, *outcomes: str) -> list[tuple[str, str]]:
    """Return the messages and fixes of one rule about a German module."""
    lines = "".join(f"  - {outcome}\n" for outcome in outcomes)
    text = f"module: m\nlanguage: de\noutcomes:\n{lines}"
    course: Course = load_documents(read_document(Path("/courses/m.module.yaml"), text.encode()))
    rule = find(code)
    options = {option.name: option.default for option in rule.meta.options}
    context = Context(course, Clock(dt.date(2026, 1, 1)), options=options)
    kind = Module if "Module" in rule.elements else Outcome
    return [(one.message, one.fix) for element in course.every(kind) for one in rule.check(element, context)]


# ---------------------------------------------------------------- the head


@pytest.mark.parametrize(
    ("statement", "head"),
    [
        ("Rekursion an Beispielen erklären", "erklären"),
        ("Erklären, wie eine Rekursion endet", "erklären"),
        ("Erklären Sie den Unterschied zweier Verfahren", "erklären"),
        ("Die Studierenden erklären die Rekursion", "erklären"),
        ("Am Ende des Moduls können die Studierenden Rekursion an Beispielen erklären.", "erklären"),
        ("Am Ende des Moduls sind die Studierenden in der Lage, Texte zu analysieren.", "analysieren"),
        ("Die Studierenden sind in der Lage, wissenschaftliche Texte zu analysieren", "analysieren"),
        ("Sie sind fähig, eine Wunde zu versorgen", "versorgen"),
        ("Nach erfolgreichem Abschluss des Moduls können die Studierenden einen Versuch planen", "planen"),
        ("Die Studierenden können Verfahren der Statistik auf neue Daten anwenden", "anwenden"),
        ("In der Lage sein, Verfahren der Statistik auf neue Daten anzuwenden", "anwenden"),
        ("Die Studierenden wenden Verfahren der Statistik auf neue Daten an", "anwenden"),
        ("In der Lage sein, zwei Quellen gegenüberzustellen", "gegenüberstellen"),
        ("Zusammenfassen, was eine Quelle behauptet", "zusammenfassen"),
        ("Der Auszubildende bewertet ein Angebot", "bewerten"),
        ("Die Lernenden analysieren eine Bilanz", "analysieren"),
        ("Ich kann eine quadratische Gleichung lösen", "lösen"),
        ("Ich erkläre eine Gleichung", "erklären"),
        ("Am Ende der Woche kannst du eine Gleichung lösen", "lösen"),
        ("Die Fähigkeit besitzen, komplexe Probleme zu lösen", "lösen"),
        ("Begriffe definieren und erläutern können", "definieren"),
        ("Lernziel 2: zwei Quellen vergleichen", "vergleichen"),
        ("Kenntnisse der Statistik anwenden", "anwenden"),
        ("Modelle nutzen, um Märkte zu verstehen", "nutzen"),
        ("Zellen mikroskopieren", "zellen"),  # a verb in no list is nobody's business
    ],
)
def test_the_head(statement: str, head: str) -> None:
    reading = read(statement)
    assert reading.head == head
    assert (reading.unobservable, reading.vague_phrase, reading.is_question) == (None, None, False)


@pytest.mark.parametrize(
    "who",
    [
        "Die Studierenden", "Studierende", "Die Student*innen", "Student:innen", "Student_innen",
        "Die Student/innen", "Die Student/-innen", "Die StudentInnen", "Studentinnen und Studenten",
        "Der/die Studierende", "Die Lernenden", "Die Teilnehmer*innen", "Schülerinnen und Schüler", "Die SuS",
        "Absolvent:innen", "Die Auszubildenden",
    ],
)  # fmt: skip
def test_who_learns(who: str) -> None:
    assert read(f"{who} verstehen einen Vertrag").unobservable == "verstehen"
    reading = read(f"{who} können einen Vertrag prüfen")
    assert (reading.head, reading.rest) == ("prüfen", "einen Vertrag prüfen")


@pytest.mark.parametrize(
    ("statement", "stem"),
    [
        ("Am Ende der Woche kann ich Verträge prüfen", "Am Ende der Woche kann ich"),
        ("Die Studierenden sind in der Lage, Verträge zu prüfen", "Die Studierenden sind in der Lage"),
        ("Ich kann einen Vertrag prüfen", "Ich kann"),
        ("Die Studierenden prüfen einen Vertrag", None),
        ("Nach einer Anamnese, die vollständig ist, einen Befund schreiben", None),
        ("Einen Vertrag prüfen", None),
    ],
)  # fmt: skip
def test_the_stem(statement: str, stem: str | None) -> None:
    assert read(statement).stem == stem


# ---------------------------------------------------------------- what cannot be seen


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("Rekursion verstehen", "verstehen"),
        ("Verstehen, wie eine Rekursion endet", "Verstehen"),
        ("Verstehen der Grundlagen der Statistik", "Verstehen"),
        ("Die Studierenden verstehen die Grundlagen der Statistik", "verstehen"),
        ("Die Studierenden können die Grundlagen der Statistik verstehen", "verstehen"),
        ("Die Studentin versteht, wie Märkte entstehen", "versteht"),
        ("Die Studierenden sind in der Lage, Märkte zu verstehen", "verstehen"),
        ("Die Studierenden kennen die wichtigsten Verfahren", "kennen"),
        ("Der Studierende kennt Verfahren und kann sie anwenden", "kennt"),
        ("Die Studierenden wissen, wie man einen Text schreibt", "wissen"),
        ("Die Schülerin weiß, wie ein Parlament entscheidet", "weiß"),
        ("Die Studierenden lernen, Texte zu analysieren", "lernen"),
        ("Die Studierenden lernen Methoden der Analyse kennen", "lernen"),
        ("Neue Methoden kennenlernen", "kennenlernen"),
        ("Die Teilnehmenden beherrschen die Grundlagen der Buchhaltung", "beherrschen"),
        ("Die Bedeutung des Datenschutzes begreifen", "begreifen"),
        ("Regeln der Sicherheit verinnerlichen", "verinnerlichen"),
        ("Rekursion verstehen und anwenden", "verstehen"),
        ("Rekursion verstehen und auf neue Daten anwenden", "verstehen"),
        ("Prozesse in offenen und geschlossenen Systemen verstehen", "verstehen"),
        ("Ich verstehe die Rekursion", "verstehe"),
        ("Fachkompetenz: Die Studierenden kennen die Normen", "kennen"),
    ],
)
def test_an_unobservable_verb(statement: str, verb: str) -> None:
    reading = read(statement)
    assert reading.unobservable == verb
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        *(f"Einen Sachverhalt {verb}" for verb in CONTESTED),
        *(f"Die Studierenden {verb} einen Sachverhalt" for verb in CONTESTED),
        "Die Studierenden verstehen es, Quellen zu deuten",
        "Die Studierenden verstehen sich als Team",
        "Wissen über Zellen anwenden",
        "Wissen und Erfahrung dokumentieren",
        "Lernen der Schüler analysieren",
        "Lernen im Erwachsenenalter",
        "Lernstrategien anwenden",
        "Das Verstehen von Texten fördern",
        "Texte lesen und verstehen",
        "Texte verfassen, die Laien verstehen",
        "Erklären, warum Menschen Risiken nicht verstehen",
        "Modelle entwickeln, mit denen Laien Märkte verstehen",
        "Patienten dabei unterstützen, ihre Diagnose zu verstehen",
        "Kommilitonen helfen, Rekursion zu verstehen",
        "Kommilitonen coachen, Rekursion zu verstehen",
        "Eine Anamnese erheben und die Bedeutung der Befunde verstehen",
        "Rechnungen kontieren und deren Aufbau verstehen",
        "Die Rechte, die Patienten kennen, erläutern",
        "Einen Glauben beschreiben",
        "Understand recursion",
    ],
)
def test_silence(statement: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.vague_phrase, reading.alternatives) == (None, None, ())


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Kenntnisse über Zellen haben", "Kenntnisse über"),
        ("Grundlegende Kenntnisse der Statistik erwerben", "Grundlegende Kenntnisse der"),
        ("Ein Verständnis für den Klimawandel entwickeln", "Ein Verständnis für"),
        ("Einen Überblick über die Forschung gewinnen", "Einen Überblick über"),
        ("Sich einen Überblick über die Forschung verschaffen", "Sich einen Überblick über"),
        ("Über Kenntnisse in der Statistik verfügen", "Über Kenntnisse in"),
        ("Die Studierenden haben Kenntnisse über Zellen", "haben Kenntnisse über"),
        ("Die Studierenden verfügen über Kenntnisse in der Statistik", "verfügen über Kenntnisse in"),
        ("Die Studierenden erwerben ein Verständnis für das Klima", "erwerben ein Verständnis für"),
        ("Mit der Software vertraut sein", "Mit der Software vertraut sein"),
        ("Sich mit der Software vertraut machen", "Sich mit der Software vertraut machen"),
        ("Sich der Risiken bewusst sein", "Sich der Risiken bewusst sein"),
        ("Die Studierenden sind sich bewusst, dass Daten fehlen", "sind sich bewusst, dass"),
    ],
)
def test_a_vague_phrase(statement: str, phrase: str) -> None:
    reading = read(statement)
    assert (reading.vague_phrase, reading.unobservable) == (phrase, None)
    assert reading.alternatives


@pytest.mark.parametrize(
    "statement",
    [
        "Kenntnisse über Zellen anwenden",
        "Einen Überblick über die Forschung geben",
        "Ein Bewusstsein für Risiken schaffen",
        "Ein Verständnis für den Klimawandel mit Schaubildern fördern",
        "Die Studierenden entwickeln Werkzeuge für den Überblick",
        "Einblicke in die Praxis dokumentieren",
        "Sich ein Fahrrad bauen",
    ],
)
def test_no_vague_phrase(statement: str) -> None:
    assert read(statement).vague_phrase is None


@pytest.mark.parametrize(
    "statement",
    ["Was ist Rekursion?", "Warum Bäume zählen", "Wie man eine Quelle prüft", "Welche Verfahren es gibt"],
)
def test_a_question(statement: str) -> None:
    assert read(statement).is_question


@pytest.mark.parametrize(
    ("statement", "topic"),
    [
        ("Grundlagen der Statistik", "Grundlagen"),
        ("Die Struktur einer Zelle", "Die Struktur"),
        ("Einführung in die Rekursion", "Einführung"),
        ("Die Struktur einer Zelle beschreiben", None),
        ("Die Struktur einer Zelle mikroskopieren", None),
        ("Die Studierenden mikroskopieren eine Zelle", None),
        ("Grundlagen der Statistik, die Laien kennen", None),
        ("Den Monitor (kurz: Schirm) schrubben und ölen", None),
        ("Die Konsole (kurz: Shell) öffnen", None),
        ("Schwimmen", None),
    ],
)
def test_a_topic(statement: str, topic: str | None) -> None:
    assert topic_of(read(statement), german()) == topic


def test_no_second_act_is_looked_for() -> None:
    reading = read("Begriffe definieren und einen Parser bauen")
    assert len(acts_of(reading, german())) == 1


# ---------------------------------------------------------------- any text at all

_PIECES = [
    "die", "Studierenden", "können", "verstehen", "zu", "und", ",", "über", "Kenntnisse", "haben", "sich",
    "mit", "vertraut", "sein", "wie", "am", "Ende", "des", "Moduls", "in", "der", "Lage", "erklären",
    "kennen", "?", ":",
]  # fmt: skip


@settings(deadline=None)  # the first text pays for the lexicon
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_text_can_be_read(statement: str) -> None:
    reading = read(statement)
    set_of = [reading.unobservable is not None, reading.vague_phrase is not None, reading.is_question]
    assert sum(set_of) <= 1
    assert bool(reading.alternatives) == (set_of[0] or set_of[1])
    assert reading.vague_phrase is None or 0 < len(reading.vague_phrase) <= 40


# ---------------------------------------------------------------- the lexicon itself


def test_contested_verbs_are_not_in_the_closed_list() -> None:
    assert not german().unobservable.keys() & set(CONTESTED)


def test_every_verb_and_every_phrase_offers_something_else() -> None:
    lexicon = german()
    offers = [verb.alternatives for verb in lexicon.unobservable.values()]
    offers += [family.alternatives for group in lexicon.vague.values() for family in group]
    assert all(1 <= len(offer) <= 3 for offer in offers)
    assert not {text.split()[-1] for offer in offers for text in offer} & lexicon.unobservable.keys()


def test_verbs_of_holding_are_known_but_at_no_level_in_particular() -> None:
    lexicon = german()
    closings = {word for group in lexicon.vague.values() for family in group for word in family.closings}
    assert [word for word in closings if word not in lexicon.verbs and word not in lexicon.unobservable] == []
    assert len(levels_of("haben", lexicon)) == 6


def test_levels_follow_the_english_verbs() -> None:
    lexicon = german()
    assert len(list(lexicon.verbs)) >= 60
    assert levels_of("aufzählen", lexicon) <= {"remember", "understand"}
    assert levels_of("anwenden", lexicon) == {"apply"}
    assert "create" in levels_of("entwerfen", lexicon)


def test_reasons_conditions_and_degrees() -> None:
    lexicon = german()
    assert is_only_the_exam("Weil es in der Klausur drankommt", lexicon, 15)
    assert is_only_the_exam("Das ist für die Prüfung wichtig", lexicon, 15)
    assert not is_only_the_exam("Damit prüfst du deinen Mietvertrag", lexicon, 15)
    assert says_condition("Eine Wunde unter Anleitung versorgen", lexicon)
    assert says_degree("Mindestens drei Ursachen nennen", lexicon)
    assert not says_condition("Ursachen nennen", lexicon)
    assert not says_degree("Ursachen nennen", lexicon)


def test_what_other_lists_hold_for_german() -> None:
    assert placeholder_in("noch offen") == "noch offen"
    assert placeholder_in("Lernziel 2") == "Lernziel 2"
    assert is_vague("Klicken Sie hier", "de")
    assert not is_vague("Satzung der Universität", "de")


# ---------------------------------------------------------------- what the rules say


def test_an_unobservable_verb_is_reported() -> None:
    assert problems("OUT002", "Studierende verstehen Rekursion") == [
        (
            'Outcome "Studierende verstehen Rekursion" starts with "verstehen", which nobody can see.',
            (
                'start with what students will do to show it, such as "mit eigenen Worten erklären", '
                '"an einem Beispiel zeigen" or "vorhersagen"'
            ),
        )
    ]


def test_a_vague_phrase_is_reported() -> None:
    assert problems("OUT003", "Wissen über Zellen erwerben") == [
        (
            'Outcome "Wissen über Zellen erwerben" opens with "Wissen über", which can mean many things.',
            (
                "say what students will do to show it, such as "
                '"mit eigenen Worten erklären" or "an einem Beispiel zeigen"'
            ),
        )
    ]


def test_a_topic_and_a_question_are_reported() -> None:
    topic, question = "Grundlagen der Statistik", "Wie eine Rekursion endet"
    stem = "Die Studierenden können Rekursion erklären"
    every = (topic, question, stem)
    assert [message for message, _ in problems("OUT004", *every)] == [
        f'Outcome "{topic}" opens with a topic, "Grundlagen", and names no act.'
    ]
    assert [message for message, _ in problems("OUT005", *every)] == [
        f'Outcome "{question}" asks a question and does not say what students will do.'
    ]
    assert problems("OUT013", *every) == []  # what is left would not start with the verb


def test_only_low_outcomes_are_reported() -> None:
    low = ("Die Knochen der Hand nennen", "Die Studierenden können eine Impfung beschreiben")
    assert len(problems("OUT010", *low)) == 1
    assert problems("OUT010", *low, "Eine Behauptung über Impfungen beurteilen") == []
    assert problems("OUT010", *low, "Eine Zelle mikroskopieren") == []


def test_a_second_act_may_raise_an_outcome() -> None:
    assert problems("OUT010", "Begriffe definieren und im Projekt anwenden") == []
    assert problems("OUT010", "Begriffe definieren und anwenden") == []
    assert len(problems("OUT010", "Begriffe definieren und erläutern")) == 1


def test_good_outcomes_are_left_alone() -> None:
    good = ("Eine Quelle nach drei Kriterien beurteilen", "Zusammenfassen, was eine Quelle behauptet")
    for code in ("OUT002", "OUT003", "OUT004", "OUT005", "OUT010", "OUT012", "OUT013"):
        assert problems(code, *good) == []
