"""What learners are told by an item of QTI 2, and after which answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.questions.markup import line_of_words
from coursewright.importers.questions.qti2_body import choice_html
from coursewright.importers.questions.qti2_names import attribute, below, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from coursewright.importers.questions.qti2_marking import Branch

__all__ = ["Told", "told_of"]

_FEEDBACK = frozenset({"modalFeedback", "feedbackInline", "feedbackBlock"})


class Told(NamedTuple):
    """What is told, as plain lines."""

    everybody: str
    right: str
    wrong: str
    by_answer: dict[str, str]
    """By the answer: an identifier, a text or a number as it is compared."""
    elsewhere: tuple[str, ...]
    """What is told in a way that a plan has no word for."""

    def without_a_place(self) -> Told:
        """Return the same texts, none of them told after a certain answer."""
        placed = (self.everybody, self.right, self.wrong, *self.by_answer.values())
        return Told("", "", "", {}, (*filter(None, placed), *self.elsewhere))


def told_of(item: _Element, branches: Sequence[Branch], right: Sequence[str]) -> Told:
    """Return what is told; `right` are the answers that are right."""
    echoed = {outcome for branch in branches for outcome in branch.echoed}
    shown: dict[tuple[str, str], list[Branch]] = {}
    for branch in branches:
        for pair in branch.shown:
            shown.setdefault(pair, []).append(branch)
    everybody: list[str] = []
    on_right: list[str] = []
    on_wrong: list[str] = []
    elsewhere: list[str] = []
    by_answer: dict[str, str] = {}
    for one in below(item):
        if named(one) not in _FEEDBACK:
            continue
        text = line_of_words(choice_html(one))
        outcome, name = attribute(one, "outcomeIdentifier"), attribute(one, "identifier")
        if not text:
            continue
        by = shown.get((outcome, name), [])
        if attribute(one, "showHide") == "hide":
            elsewhere.append(text)
        elif outcome in echoed and not by:
            by_answer[name] = _both(by_answer.get(name), text)
        elif not by:
            elsewhere.append(text)
        elif any(branch.is_always for branch in by) or _covers_all(by):
            everybody.append(text)
        elif all(branch.is_else or _is_wrong(branch) for branch in by):
            on_wrong.append(text)
        elif all(_is_right(branch, right) for branch in by):
            on_right.append(text)
        elif all(_answers(branch) for branch in by):
            for answer in dict.fromkeys(value for branch in by for value in _answers(branch)):
                by_answer[answer] = _both(by_answer.get(answer), text)
        else:
            elsewhere.append(text)
    return Told(_one(everybody), _one(on_right), _one(on_wrong), by_answer, tuple(elsewhere))


def _one(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(texts))


def _both(before: str | None, text: str) -> str:
    return text if before is None or before == text else f"{before} {text}"


def _covers_all(by: Sequence[Branch]) -> bool:
    return any(branch.is_else for branch in by) and any(not branch.is_else for branch in by)


def _is_wrong(branch: Branch) -> bool:
    return bool(branch.tests) and all(test.kind == "correct" and test.negated for test in branch.tests)


def _is_right(branch: Branch, right: Sequence[str]) -> bool:
    """Whether a branch is taken by whoever is right: it asks for that, or for all right answers at once."""
    if any(test.negated for test in branch.tests):
        return False
    if any(test.kind == "correct" for test in branch.tests):
        return True
    values = {test.value for test in branch.tests}
    return len(right) > 1 and values == set(right) and branch.scores


def _answers(branch: Branch) -> list[str]:
    """Return the answers after which a branch is taken, where it is taken after any one of them."""
    if not branch.tests or any(test.negated or test.kind == "correct" for test in branch.tests):
        return []
    return [test.value for test in branch.tests] if len(branch.tests) == 1 else []
