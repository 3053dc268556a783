"""Tasks of the stress course: those of the large course in all kinds, with all that a task can say."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from specs import tables
from stress_questions import opinions, questions

if TYPE_CHECKING:
    from emit import Table, Value
    from subjects import Subject

_KINDS: dict[str, tuple[str, ...]] = {
    "read-ahead": ("reading", "lecture", "video", "annotation", "onboarding", "investigation", "simulation"),
    "check-yourself": ("quiz", "poll", "quiz", "survey", "quiz", "problem-set"),
    "rule-on-cases": ("case-study", "journal", "blog", "role-play", "debate", "case-study"),
    "rehearse": ("project", "wiki", "glossary", "portfolio", "virtual-lab", "other"),
    "compare-notes": ("discussion", "peer-review", "debate", "social"),
}
"""What the tasks of the large course become in turn, by the beginnings of their ids."""

_TOOLS = {"wiki": "wiki", "glossary": "glossary", "poll": "ballot", "annotation": "margin"}
_FUNCTIONS: dict[str, list[Value]] = {
    "wiki": ["hypertext"],
    "glossary": ["content-structuring"],
    "poll": ["voting"],
    "survey": ["scaling"],
    "simulation": ["visualization"],
    "debate": ["protocol"],
}
_TITLES = (
    *("{}", "{} – «été»", '"{}"', "{} <b>&amp;</b>", "{} 東京"),
    *("{} القاهرة", "{} שלום", "{} 🌱", "{}: Ω/2"),
)
_DECIDED = {
    "debate": "Which side do you take, and what would change your mind?",
    "simulation": "Which setting do you try next? Say so before you see what it does.",
}
_MARKS = ("missing", "there, but not yet connected", "clear", "clear, and defended against the other side")


class Turns:
    """Whose turn it is: kinds, titles and questions go round over the whole course."""

    def __init__(self) -> None:
        self._kinds = {name: cycle(kinds) for name, kinds in _KINDS.items()}
        self._quizzes = 0
        self._titles = cycle(_TITLES)

    def kind(self, task: Table) -> str:
        """Return the kind that a task of the large course becomes."""
        return next(self._kinds[str(task["id"]).rpartition("-")[0]])

    def title(self, title: object) -> str:
        """Return a title with something in it that has to be escaped, or that is written otherwise."""
        return next(self._titles).format(title)

    def quiz(self) -> int:
        """Return the number of the next quiz, from 0."""
        self._quizzes += 1
        return self._quizzes - 1


def enrich(unit: Table, s: Subject, turns: Turns) -> None:
    """Turn the tasks of a unit into other kinds, and have them say what those of the large course do not."""
    for task in tables(unit.get("tasks")):
        kind = turns.kind(task)
        task["kind"] = kind
        task["title"] = turns.title(task["title"])
        if kind in _DECIDED:
            task["decision_points"] = _DECIDED[kind]
        if kind in _TOOLS:
            task["tool"] = _TOOLS[kind]
        if kind in _FUNCTIONS:
            task["functions"] = _FUNCTIONS[kind]
        _say_more(task, kind, s, turns)
    for activity in tables(unit.get("follow_up_activities")):
        activity["title"] = turns.title(activity["title"])
        activity["decision_points"] = {"prompt": "Who speaks for those who are not here?", "open": True}
        activity["choices"] = {"of": "partner", "options": ["whom you know", "whom you do not"]}
        activity["criteria"] = ["the other side is heard", "one thing is conceded"]


def _say_more(task: Table, kind: str, s: Subject, turns: Turns) -> None:
    match str(task["id"]).rpartition("-")[0]:
        case "check-yourself":
            number = turns.quiz()
            asked = kind not in {"poll", "survey"}
            task["feedback"] = {"within": "1 h", "addresses": s.gap, "form": "automatic"}
            task["questions"] = questions(s, number) if asked else opinions(s)
            task["attempts"] = (5, 3, 1)[number % 3]
            if asked and number % 2:
                task |= {"graded": True, "pass_mark": "60%", "counts_towards": "portfolio-piece"}
        case "rule-on-cases":
            task["reflection_prompts"] = [{"learned": f"What did this {s.case} change for you?"}]
            task["support"] = "Ask in the forum; somebody answers within a day"
        case "rehearse":
            task["criteria"] = rubric(4)
            task["requires"] = [str(task["id"]).replace("rehearse", "rule-on-cases")]
            task["done_when"] = "somebody else has read it aloud, and one sentence is gone"
            task["release"] = "mon 08:00"
        case "compare-notes":
            task["replies"] = {
                "expected": 2,
                "protocol": "post-first",
                "by": "sat 20:00",
                "moderator": "student",
            }
            task["optional"] = kind == "social"
        case _:
            task["feedback"] = {"within": "2 days", "addresses": s.gap, "form": ["audio", "written"]}
            task["done_when"] = "you have one question that the text leaves open"
            task["monitoring"] = {
                "by": "tutor",
                "looks_for": s.gap,
                "signal": "three questions are on the slides",
            }


def rubric(points: int) -> list[Value]:
    """Return three criteria with levels, worth so many points each."""
    return [
        {"name": name, "points": points, "levels": [*_MARKS]}
        for name in (
            "The decision is clear",
            'The "strongest" counter-argument is met',
            "Those affected & absent",
        )
    ]
