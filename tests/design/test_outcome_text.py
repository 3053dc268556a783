from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.design.lexicons import lexicon_for
from coursewright.design.outcome_text import OutcomeReading, read_outcome

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon


def english() -> Lexicon:
    lexicon = lexicon_for(None)
    assert lexicon is not None
    return lexicon


def read(statement: str) -> OutcomeReading:
    return read_outcome(statement, english())


# ---------------------------------------------------------------- the head


@pytest.mark.parametrize(
    ("statement", "head"),
    [
        ("Trace a recursive call", "trace"),
        ("**Trace** a recursive call", "trace"),
        ("- Trace a recursive call", "trace"),
        ("* [ ] trace a call", "trace"),
        ("✓ Trace a call", "trace"),
        ("3. Trace a call", "trace"),
        ("1.2.3) Trace a call", "trace"),
        ("(a) Trace a call", "trace"),
        ("iv) Trace a call", "trace"),
        ("LO3: Trace a call", "trace"),
        ("LO 3 - Trace a call", "trace"),
        ("[LO3] Trace a call", "trace"),
        ("CO1 (K3): Trace a call", "trace"),
        ("Learning outcome 2: Trace a call", "trace"),
        ("Objective 2.1. Trace a call", "trace"),
        ("[Trace](calls.md) a call", "trace"),
        ("`git` commits are traced", "git"),
        ("Ｔｒａｃｅ a call", "trace"),
        ("Tra\u00adce a call", "trace"),
        ("By the end of this module, students will be able to trace a call", "trace"),
        ("By the end of this module students will be able to trace a call", "trace"),
        ("On successful completion of the unit, you should be able to: trace a call", "trace"),
        ("At the end of the course apprentices will be able to trace a call", "trace"),
        ("The junior nurse will be able to chart a dose", "chart"),
        ("Students who have finished this unit will trace a call", "trace"),
        ("Students will also be able to trace a call", "trace"),
        ("SWBAT trace a call", "trace"),
        ("I can trace a call", "trace"),
        ("You’ll be able to trace a call", "trace"),
        ("How to trace a call", "trace"),
        ("To be able to trace a call", "trace"),
        ("An ability to trace a call", "trace"),
        ("Demonstrate a growing ability to trace a call", "trace"),
        ("Critically and independently trace a call", "trace"),
        ("Clearly, correctly trace a call", "trace"),
        ("and trace a call", "trace"),
        ("Given a short program, trace its calls", "trace"),
        ("Given a list, a key and a value, trace the search", "trace"),
        ("In the context of a clinic: (i) Trace a sample", "trace"),
        ("Apply the rule", "apply"),
        ("Multiply two matrices", "multiply"),
        ("Traces a call", "trace"),
        ("Analyzes a case", "analyse"),
        ("Carries out a survey", "carry out"),
        ("Set up a repository", "set up"),
        ("Set a goal", "set"),
        ("Write 3 programs", "write"),
        ("Master's thesis is defended", "master's"),
        ("", None),
        ("- **", None),
        ("will be able to", None),
    ],
)
def test_the_head_is_the_first_act(statement: str, head: str | None) -> None:
    assert read(statement).head == head


@pytest.mark.parametrize(
    ("statement", "stem"),
    [
        ("Trace a call", None),
        ("Students will be able to trace a call", "Students will be able to"),
        ("LO3: You will be able  to trace a call", "You will be able to"),
        (
            "By the end of this module, students can trace a call",
            "By the end of this module, students can",
        ),
        ("To trace a call", "To"),
        ("Given a program, students can trace a call", "students can"),
        ("Given a program, trace a call", None),
        ("Critically trace a call", None),
        ("Learner needs are listed", None),
    ],
)
def test_the_stem_is_what_belongs_to_the_template(statement: str, stem: str | None) -> None:
    assert read(statement).stem == stem


# ---------------------------------------------------------------- the closed list


@pytest.mark.parametrize(
    ("statement", "verb", "head"),
    [
        ("Understand recursion", "Understand", "understand"),
        ("UNDERSTAND recursion", "UNDERSTAND", "understand"),
        ("**Understand** recursion", "Understand", "understand"),
        ('"Understand" recursion', "Understand", "understand"),
        ("'Understand' recursion", "Understand", "understand"),
        ("understands recursion", "understands", "understand"),
        ("Understanding how calls nest", "Understanding", "understand"),
        ("Understanding and using recursion", "Understanding", "understand"),
        ("Understanding variable scope", "Understanding", "understand"),
        ("Students will have understood recursion", "understood", "understand"),
        ("Students know the parts of a cell", "know", "know"),
        ("Be able to know the parts of a cell", "know", "know"),
        ("Learn to write clean code", "Learn", "learn"),
        ("You will learn how to write", "learn", "learn"),
        ("Learning to write clean code", "Learning", "learn"),
        ("Comprehend the text", "Comprehend", "comprehend"),
        ("Grasp the basics of statistics", "Grasp", "grasp"),
        ("realize that time is short", "realize", "realise"),
        ("Realise the importance of consent", "Realise", "realise"),
        ("Believe in evidence", "Believe", "believe"),
        ("Think critically about sources", "Think", "think"),
        ("Thinking critically about sources", "Thinking", "think"),
        ("Feel confident in planning", "Feel", "feel"),
        ("Familiarise oneself with the tools", "Familiarise", "familiarise"),
        ("Familiarize yourself with the tools", "Familiarize", "familiarise"),
        ("Acquaint students with the tools", "Acquaint", "acquaint"),
        ("Gain fluency in French", "Gain", "gain"),
        ("Gain experience with ggplot", "Gain", "gain"),
        ("Enjoy reading", "Enjoy", "enjoy"),
        ("Master the basics", "Master", "master"),
        ("Internalize the values of the profession", "Internalize", "internalise"),
        ("Understand/use loops", "Understand", "understand"),
        ("Use/understand loops", "understand", "understand"),
        ("Use / understand loops", "understand", "understand"),
        ("Understand and apply the rule", "Understand", "understand"),
        ("Critically and independently understand sources", "understand", "understand"),
        ("Begin to understand sources", "understand", "understand"),
        ("Get to know the tools", "know", "know"),
        ("Demonstrate the ability to think strategically", "think", "think"),
        ("Given a short program, understand its output", "understand", "understand"),
        ("Knowledge: understand the cell", "understand", "understand"),
    ],
)
def test_an_unobservable_verb_at_the_head(statement: str, verb: str, head: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.head) == (verb, head)
    assert reading.head_as_written == verb
    assert reading.alternatives
    assert reading.vague_phrase is None


@pytest.mark.parametrize(
    "statement",
    [
        "Know-how is documented",
        "Know Your Customer checks are carried out",
        "Think-aloud protocols are recorded",
        "Think aloud while solving an equation",
        "Think, pair, share",
        "Thinking routines are used",
        "Learner needs are listed",
        "Learners' needs are listed",
        "Learning outcomes are mapped",
        "Learning analytics dashboards are compared",
        "Learning outcomes: compare two dashboards",
        "Master's thesis proposals are reviewed",
        "Master’s-level writing is reviewed",
        "Master thesis proposals are reviewed",
        "Master and slave clocks are told apart",
        "Masters students supervise a project",
        "Gain access to the server",
        "Gain root access on a test machine",
        "Gain informed consent from a patient",
        "Gains and losses are computed",
        "Gain margin and phase margin are computed",
        "Realise a short film",
        "Realise a design in timber",
        "Familiarise new staff with the fire drill",
        "Acquaint a patient with the ward",
        "Grasp the scalpel correctly",
        "Feel for a pulse",
        "Internalise external costs in a model",
        "Understanding is checked by a quiz",
        "Thinking is made visible",
        "In reading, understanding and memory are measured",
        "Define and understand recursion",
        "Explain how people understand risk",
        "Appreciate the arts",
        "Recognise a stroke",
        "Value diversity",
        "Explore the data",
        "Consider the evidence",
        "Discover a pattern",
        "Understate a claim",
        "Knowledgeably discuss wine",
        "Comprender la recursión",
        "Lernen lernen",
    ],
)
def test_silence(statement: str) -> None:
    reading = read(statement)
    assert (reading.unobservable, reading.vague_phrase, reading.alternatives) == (None, None, ())


@pytest.mark.parametrize("allowed", ["familiarise", "familiarize", "Familiarise"])
def test_a_course_may_allow_a_verb(allowed: str) -> None:
    reading = read_outcome("Familiarize yourself with the tools", english(), allow=frozenset({allowed}))
    assert (reading.head, reading.unobservable) == ("familiarise", None)


def test_allowing_a_verb_allows_no_vague_phrase() -> None:
    reading = read_outcome("Gain an appreciation of form", english(), allow=frozenset({"gain"}))
    assert reading.vague_phrase == "Gain an appreciation of"


# ---------------------------------------------------------------- vague phrases


@pytest.mark.parametrize(
    ("statement", "phrase"),
    [
        ("Be aware of bias", "Be aware of"),
        ("be more fully aware that bias exists", "be more fully aware that"),
        ("Become aware of bias", "Become aware of"),
        ("Students will be familiar with Excel", "be familiar with"),
        ("Familiar with Excel", "Familiar with"),
        ("Become better acquainted with Excel", "Become better acquainted with"),
        ("Be introduced to Excel", "Be introduced to"),
        ("Have an understanding of bias", "Have an understanding of"),
        ("Have a knowledge of bias", "Have a knowledge of"),
        ("Have a core knowledge of bias", "Have a core knowledge of"),
        ("Students will have gained an understanding of bias", "have gained an understanding of"),
        ("Demonstrate an understanding of bias", "Demonstrate an understanding of"),
        ("Demonstrate understanding of bias", "Demonstrate understanding of"),
        ("Demonstrates knowledge and understanding of bias", "knowledge and understanding of"),
        ("Show knowledge of bias", "Show knowledge of"),
        ("Show insight into bias", "Show insight into"),
        ("Gain an appreciation of bias", "Gain an appreciation of"),
        ("Gain an overview of bias", "Gain an overview of"),
        ("Develop an awareness of bias", "Develop an awareness of"),
        ("Develop a deep, broad and critical awareness of it", "Develop … awareness of"),
        ("Develop and show an awareness of it", "Develop and show an awareness of"),
        ("Deepen your understanding of bias", "Deepen your understanding of"),
        ("Further their knowledge of bias", "Further their knowledge of"),
        ("Demonstrate a comprehensive understanding of bias", "Demonstrate … understanding of"),
        ("Demonstrate familiarity with Excel", "Demonstrate familiarity with"),
        ("Understanding of bias", "Understanding of"),
        ("A sound working knowledge of bias", "A sound working knowledge of"),
        ("Knowledge and critical understanding of bias", "Knowledge and critical understanding of"),
    ],
)
def test_a_vague_phrase_at_the_head(statement: str, phrase: str) -> None:
    reading = read(statement)
    assert reading.vague_phrase == phrase
    assert len(reading.vague_phrase) <= 40
    assert reading.alternatives
    assert reading.unobservable is None


@pytest.mark.parametrize(
    "statement",
    [
        "Apply knowledge of loops to a new problem",
        "Use an understanding of loops to debug a program",
        "Demonstrate how loops work",
        "Demonstrate how to use an understanding of loops",
        "Demonstrate and apply knowledge of loops",
        "Demonstrate through a portfolio your understanding of loops",
        "Demonstrate understanding of recursion by tracing three calls",
        "Demonstrate a loop",
        "Develop strategies and an awareness of risk",
        "Develop teaching strategies and understandings that include all pupils",
        "Extend, combine and use your knowledge of loops",
        "Build a knowledge base of common faults",
        "Improve patients' understanding of their condition",
        "Raise awareness of hypertension",
        "Increase public awareness of hypertension",
        "Develop skills and knowledge in cookery",
        "Have a conversation about loops",
        "Show a customer the menu; knowledge of prices helps",
        "Be ready to start",
        "Be an aware citizen",
        "Explain knowledge of results",
    ],
)
def test_phrases_that_are_not_vague(statement: str) -> None:
    reading = read(statement)
    assert (reading.vague_phrase, reading.unobservable) == (None, None)


# ---------------------------------------------------------------- questions


@pytest.mark.parametrize(
    "statement",
    [
        "What is supply?",
        "What supply is",
        "**How recursion works**",
        "Why trees matter",
        "When to use a list",
        "Which index fits a query",
        "To what extent does it matter?",
        "Understand what supply is?",
        "???",
    ],
)
def test_a_question(statement: str) -> None:
    reading = read(statement)
    assert reading.is_question
    assert (reading.unobservable, reading.vague_phrase) == (None, None)


@pytest.mark.parametrize(
    "statement",
    [
        "How to trace a call",
        "When faced with a bug, trace it",
        "Where possible, trace a call",
        "What-if analyses are drawn",
        "Ask what supply is",
        "Students who have finished the unit trace a call",
        "Why, in short",
        "How",
    ],
)
def test_not_a_question(statement: str) -> None:
    assert not read(statement).is_question


# ---------------------------------------------------------------- any text at all

_PIECES = [
    "understand", "Understanding", "know", "gain", "have", "be", "aware", "of", "an", "and", "or", "to",
    "how", "what", "students", "will", "able", "by", "the", "end", "given", ",", ":", "?", "/", "-", "'",
    ".", "(", ")", "*", "_", "`", "demonstrate", "critical", "understanding", "knowledge", "ability",
    "critically", "1", "LO3", "\n", "<b>", "&amp;",
]  # fmt: skip


@settings(deadline=None)  # the first text pays for the lexicon
@given(st.text(max_size=300) | st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join))
def test_any_text_can_be_read(statement: str) -> None:
    reading = read(statement)
    set_of = [reading.unobservable is not None, reading.vague_phrase is not None, reading.is_question]
    assert sum(set_of) <= 1
    assert bool(reading.alternatives) == (set_of[0] or set_of[1])
    assert reading.vague_phrase is None or 0 < len(reading.vague_phrase) <= 40
    assert (reading.head is None) == (reading.head_as_written is None)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_reading_is_the_same_with_space_around(statement: str) -> None:
    assert read(f"  {statement.strip()}\n") == read(statement.strip())


@pytest.mark.parametrize(
    "statement",
    [
        "Understand " * 10_000,
        "and " * 25_000,
        "by the end " * 10_000,
        "demonstrate a critical " * 5_000,
        "the " * 25_000,
        "<" * 100_000,
        "[" * 100_000,
        "*" * 100_000,
        "1." * 50_000,
        "a" * 100_000,
        "\ufdfa" * 100_000,
        "&" * 100_000 + ";",
    ],
)
def test_a_very_long_statement_costs_little(statement: str) -> None:
    """Written out, the ways to read some of these are more than anybody could wait for."""
    assert isinstance(read(statement), OutcomeReading)
