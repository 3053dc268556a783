"""The problems of a unit together, as one quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.olx.desk import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.problems import Problem

__all__ = ["Quiz"]

_SETTINGS = ("showanswer", "rerandomize", "submission_wait_seconds", "show_correctness")
_USUAL = {"rerandomize": {"never"}, "submission_wait_seconds": {"0"}, "show_correctness": {"always"}}


class Quiz:
    """Gathers the questions of problems, and what they say about attempts and answers."""

    def __init__(self, source: str, title: str) -> None:
        self.source = source
        self._title = title
        self._questions: list[Data] = []
        self._texts: list[str] = []
        self._attempts: list[str] = []
        self._points: list[float | int | None] = []
        self._settings: dict[str, list[str]] = {}

    def add(self, block: Block, problem: Problem) -> Iterator[str]:
        """Add a problem, and yield what of it has no place: clauses."""
        weight = number_of(block.said("weight"))
        self._points.append(weight)
        count = len(problem.questions)
        if weight is not None and count:
            each = weight / count
            if count == 1 or each.is_integer():
                for question in problem.questions:
                    question["points"] = int(each) if float(each).is_integer() else each
            else:
                yield f"{weight:g} points are for its {count} questions together"
        self._questions += problem.questions
        if problem.text:
            self._texts.append(problem.text)
        self._attempts.append(block.said("max_attempts"))
        for key in _SETTINGS:
            said = block.said(key)
            if said and said.lower() not in _USUAL.get(key, set()):
                self._settings.setdefault(key, []).append(said)

    def data(self, before: Data) -> Data:
        """Return the keys of the quiz, to be laid over those it has."""
        made: Data = {}
        if self._questions:
            made["questions"] = list(self._questions)
        if self._texts:
            made["instructions"] = "\n\n".join(self._texts)
        if len(set(self._attempts)) == 1 and (most := number_of(self._attempts[0])):
            made["attempts"] = most
        weights = [weight for weight in self._points if weight is not None]
        if before.get("graded") and len(weights) == len(self._points):
            made["x-points"] = sum(weights)
        settings: Data = {}
        if len(set(self._attempts)) > 1:
            settings["max_attempts"] = [said or "unlimited" for said in self._attempts]
        for key, said in self._settings.items():
            settings[key] = said[0] if len(set(said)) == 1 else list(said)
        if settings:
            made["x-olx"] = settings
        return made
