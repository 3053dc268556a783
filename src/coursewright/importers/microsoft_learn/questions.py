"""Knowledge checks of Microsoft Learn as questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.markup.front import word
from coursewright.importers.markup.wording import plain
from coursewright.importers.questions.keys import Option, options, question
from coursewright.importers.questions.model import Asked, Quiz, quiz_of
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.importers.source import Plain

__all__ = ["quiz_in"]

_TRUE = frozenset({"true", "yes", "on"})


def quiz_in(said: Plain | None, text: Callable[[str], str]) -> Quiz | None:
    """Return the quiz of a unit; None where it has none. `text` turns its Markdown into ours."""
    listed = said.get("questions") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(listed, list) or not listed:
        return None
    return quiz_of(word(said.get("title")), (_asked(one, at, text) for at, one in enumerate(listed, 1)))


def _asked(said: Plain, number: int, text: Callable[[str], str]) -> Asked:
    content = said.get("content") if isinstance(said, dict) else None
    prompt = text(content) if isinstance(content, str) else ""
    if not isinstance(said, dict) or not prompt:
        return Asked(str(number), f"question {number}", why="it has no prompt")
    choices = said.get("choices")
    every = choices if isinstance(choices, list) else []
    found = [option for one in every if (option := _option(one)) is not None]
    right = sum(one.correct for one in found)
    kind = "" if not found else "multiple" if right > 1 else "single"
    made = question(prompt, kind, options(found))
    return Asked(str(number), shortened(plain(prompt)), (made,))


def _option(said: Plain) -> Option | None:
    if not isinstance(said, dict):
        return None
    text, told = _words(said.get("content")), _words(said.get("explanation"))
    return Option(text, word(said.get("isCorrect")).lower() in _TRUE, told) if text else None


def _words(value: Plain | None) -> str:
    return plain(value) if isinstance(value, str) else ""
