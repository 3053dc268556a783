"""Questions of every type, as authors write them and as writers of packages trip over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emit import Table, Value
    from subjects import Subject

FEWEST, MOST = 3, 7
"""How many questions a quiz has."""


def questions(s: Subject, first: int) -> list[Value]:
    """Return the three to seven questions of one quiz: from place `first` of the round of all types."""
    count = FEWEST + first % (MOST - FEWEST + 1)
    makers = (
        *(_single, _multiple, _true_false, _short, _numeric, _matching),
        *(_essay, _untold, _hostile, _code, _pairs_of_two),
    )
    return [makers[(first + place) % len(makers)](s, first + place) for place in range(count)]


def opinions(s: Subject) -> list[Value]:
    """Return questions without keys, for polls and surveys."""
    return [
        {
            "prompt": f"Which {s.case} would you bring to the meeting?",
            "type": "single",
            "options": ["the first", "the last", "none of them"],
        },
        {
            "prompt": "Which of these did you do before you answered?",
            "type": "multiple",
            "options": ["read twice", "asked somebody", "slept on it"],
        },
        {"prompt": "What would have made it easier?", "type": "essay"},
    ]


def _single(s: Subject, number: int) -> Table:
    return {
        "prompt": f"**Question {number}.** You have to decide {s.decide}. What do you ask for *first*?",
        "type": "single",
        "points": 1 + number % 3,
        "options": [
            {"text": "A rule that others use", "feedback": "It may not fit here."},
            {"text": "What is missing", "correct": True, "feedback": f"Yes. Often it is {s.gap}."},
            "Somebody to blame",
        ],
        "feedback": "A good first question can be answered by somebody in the room.",
    }


def _multiple(s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Which of these belong in the record of each {s.case}?",
        "type": "multiple",
        "points": 4,
        "options": [
            {"text": "What was decided", "correct": True},
            {"text": "Why", "correct": True, "feedback": "Without it nobody can disagree."},
            {"text": "Who was absent", "correct": True},
            {"text": "What everybody wore", "feedback": "Rarely."},
            "The weather",
        ],
        "feedback": "A record serves those who were not there.",
    }


def _true_false(s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Two people who saw {s.cases} can both be right.",
        "type": "true-false",
        "answer": "true" if number % 2 else "false",
        "feedback": f"It depends on what they were asked: look for {s.gap}.",
    }


def _short(_s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Which colour warns of danger in most countries?",
        "type": "short",
        "answer": ["red", "crimson", "rouge", "красный", "紅", "أحمر"],
        "feedback": "Red, though not everywhere.",
    }


def _numeric(_s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) How much is $\\frac{{{number}}}{{4}}$, to one place?",
        "type": "numeric",
        "answer": f"{number / 4:.2f}",
        "tolerance": "0.05",
        "points": 2,
        "feedback": "Divide, then round once.",
    }


def _matching(s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Match each sentence with its author, before {s.panel}.",
        "type": "matching",
        "pairs": [
            {"left": "We have always done it so", "right": "the one who stays"},
            {"left": "What would it cost to wait?", "right": "the one who pays"},
            {"left": "Whom did you ask?", "right": "the one who was not there"},
            {"left": "Show me the figures", "right": "the one who pays"},
        ],
        "feedback": "Two sentences may come from one person.",
    }


def _essay(s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Defend your ruling on one {s.case} in five sentences.",
        "type": "essay",
        "points": 10,
    }


def _untold(_s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) In what year did the wall fall?",
        "answer": "1989",
        "feedback": "In November 1989.",
    }


def _hostile(_s: Subject, number: int) -> Table:
    return {
        "prompt": f'({number}) What does `{{~=#:}}` hold, and what is <script>alert("no")</script> & why \\?',
        "type": "single",
        "options": [
            {"text": "{a ~ b = c # d : e \\ f}", "correct": True, "feedback": "=> {right} ~ # :"},
            {"text": "<b onclick=x>bold</b> & 'quoted' \"twice\"", "feedback": "%100% // not a comment"},
            "-> an arrow, ::a title:: and $CATEGORY: none",
        ],
        "feedback": "####This is no heading: ]]> either.",
    }


def _code(_s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) What does this print?\n\n```python\nfor x in {{1: 2}}:\n    print(x)\n```\n",
        "type": "short",
        "answer": ["1", "the key, 1"],
        "feedback": "Going through a mapping gives its keys.",
    }


def _pairs_of_two(_s: Subject, number: int) -> Table:
    return {
        "prompt": f"({number}) Which script is which?",
        "type": "matching",
        "pairs": [{"left": "שלום", "right": "Hebrew"}, {"left": "سلام", "right": "Arabic"}],
        "feedback": "Both are written from right to left.",
    }
