"""What Jinja files can call: answers and words as YAML, and notes of what is left to write."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.scaffold.scalars import scalar
from coursewright.scaffold.words import filled
from coursewright.spec.durations import parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coursewright.scaffold.words import Kind, Words


class Left(NamedTuple):
    """A place that its author has yet to fill: the key of the hint there, and what it says.

    `given` is what was put into the hint, such as the number of an option.
    """

    key: str
    hint: str
    given: Mapping[str, Any] = MappingProxyType({})


class Vocabulary:
    """The functions of one rendering, which notes what it left open and which words it used.

    An example stands once in a file: with the first hint that has it.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self.left: list[Left] = []
        self.used: set[tuple[str, str]] = set()
        self._shown: set[str] = set()

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions by the names that Jinja files call them, for a file that is begun."""
        self._shown = set()
        return {
            "said": self.said,
            "todo": self.todo,
            "words": self.text,
            "yaml": scalar,
            "comment": self.comment,
            "minutes": minutes,
        }

    def said(self, value: Any, key: str, /, **given: Any) -> str:
        """Return an answer as a scalar, or what to write where there is none."""
        self.used |= self._words.used("hints", key)
        return self.todo(key, **given) if value is None or value == [] else scalar(value)

    def todo(self, key: str, /, **given: Any) -> str:
        """Return a hint of what to write, as a scalar that the format reads as open."""
        self.used |= self._words.used("hints", key)
        found = self._words.hint(key)
        if found is None:
            raise LookupError(self._missing("hints", key))
        hint = filled(found.hint, given)
        if found.example and found.example not in self._shown:
            self._shown.add(found.example)
            such_as, example = self._phrase("such_as"), filled(found.example, given)
            ends = hint.endswith((".", "?", "!"))
            hint = (
                f"{hint} {such_as[:1].upper()}{such_as[1:]}: {example}"
                if ends
                else f"{hint}, {such_as}: {example}"
            )
        self.left.append(Left(key, hint, given))
        return scalar(f"TODO: {hint}")

    def text(self, key: str, /, **given: Any) -> str:
        """Return a text of the plan as a scalar, in its language, or the English one to put into it."""
        self.used |= self._words.used("texts", key)
        found = self._words.text(key)
        if found is not None:
            return scalar(filled(found, given).strip())
        usual = self._words.usual_text(key)
        if usual is None:
            raise LookupError(self._missing("texts", key))
        hint = f"{self._phrase('in_your_language')}: {' '.join(filled(usual, given).split())}"
        self.left.append(Left(key, hint, given))
        return scalar(f"TODO: {hint}")

    def comment(self, key: str, /, **given: Any) -> str:
        """Return a comment for the author, without its line."""
        self.used |= self._words.used("comments", key)
        found = self._words.comment(key)
        if found is None:
            raise LookupError(self._missing("comments", key))
        return f"# {' '.join(filled(found, given).splitlines())}"

    def _phrase(self, key: str) -> str:
        return self._words.text(key) or self._words.usual_text(key) or key.replace("_", " ")

    def _missing(self, kind: Kind, key: str) -> str:
        return f"there is nothing under `{kind}` for `{key}` in words/en.yaml"


def minutes(duration: str) -> int:
    """Return the minutes of a duration, at least."""
    return round(parse_duration(duration).low)
