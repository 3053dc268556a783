"""What students answer, decide and are judged by, made up at random but rightly."""

from __future__ import annotations

import random
from typing import Any

from odd_words import PROSE, TEXTS, WORDS

__all__ = ["Asker", "Made"]

Made = dict[str, Any]


class Asker:
    """Somebody who asks questions of every type, in odd words."""

    def __init__(self, seed: int) -> None:
        self.any = random.Random(seed)  # noqa: S311 - for tests
        self._number = 0

    def chance(self, of: float = 0.5) -> bool:
        return self.any.random() < of

    def text(self) -> str:
        return self.any.choice(TEXTS)

    def line(self) -> str:
        return self.text().replace("\n\n", " ")

    def prose(self) -> str:
        return "\n\n".join(self.any.sample(PROSE, self.any.randint(1, 2)))

    def word(self, kind: str) -> str:
        return self.any.choice(WORDS[kind])

    def id(self, stem: str) -> str:
        self._number += 1
        return f"{stem}{self.any.choice(['-', '_', '.'])}{self._number}"

    def some(self, made: Made, **likely: Any) -> Made:
        """Say some of what could be said: callables are asked for a value."""
        for key, value in likely.items():
            if self.chance():
                made[key] = value() if callable(value) else value
        return made

    def decision(self) -> Made:
        options = [
            self.some({"option": f"{self.line()} {number}"}, consequence=self.text) for number in (1, 2)
        ]
        return self.some({"prompt": self.line()}, options=options, open=True, feedback=self.text)

    def criteria(self) -> list[Any]:
        if self.chance():
            return [self.line(), "Clear"]
        return [{"name": self.line(), "points": 4}, {"name": "Clear", "levels": ["Low", "High"], "points": 2}]

    def questions(self) -> list[Made]:
        """Ask one question of each of some types."""
        made: list[Made] = [
            {
                "type": "single",
                "options": [
                    {"text": "Left & right", "correct": True, "feedback": self.line()},
                    {"text": "Up"},
                ],
            },
            {
                "type": "multiple",
                "options": [
                    {"text": "A", "correct": True},
                    {"text": "B", "correct": True},
                    {"text": "C <d>"},
                ],
            },
            {"type": "true-false", "answer": "true"},
            {"type": "short", "answer": ["Mass", "the mass"]},
            {"type": "numeric", "answer": "3.5", "tolerance": 0.5},
            {"type": "matching", "pairs": [{"left": "L1", "right": "R1"}, {"left": "L2", "right": "R2"}]},
            {"type": "essay"},
        ]
        chosen = self.any.sample(made, self.any.randint(1, 4))
        return [
            self.some(
                {"prompt": f"{self.any.choice(PROSE[:2])} {number}?"} | one, points=2, feedback=self.line
            )
            for number, one in enumerate(chosen, 1)
        ]
