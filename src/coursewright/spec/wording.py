"""What the readers of durations, times and breaks raise when a text cannot be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_QUOTE = 60
_LONGEST_NAME = 90


class WordingFault(ValueError):  # noqa: N818 - a fault in a spec, not in the program
    """A text that cannot be read: `message` says what is wrong with it, `hint` what to write instead.

    `meant` is what the hint says to write, where that is one text.
    """

    def __init__(self, message: str, hint: str = "", meant: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.meant = meant

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class DurationFault(WordingFault):
    """A text that is no duration.

    `kind` is `no-unit` for a number alone (with ` min` put after it the text can be read), `undecided` for
    "tbd" and its like, and `malformed` for all else.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        kind: Literal["no-unit", "undecided", "malformed"] = "malformed",
        meant: str = "",
    ) -> None:
        super().__init__(message, hint, meant)
        self.kind = kind


class TimeFault(WordingFault):
    """A text that is no time, week or break of the format."""


def as_meant(message: str, meant: str) -> TimeFault:
    """Return the fault of a time that can be written in one other way."""
    return TimeFault(message, f"Write `{meant}`.", meant)


class WeekNeeded(TimeFault):
    """A weekday without a week, where no single week is known."""


def quoted(text: str) -> str:
    """Return `text` as messages show it: on one line, in backticks, shortened if it is long."""
    flat = " ".join(text.split())
    if len(flat) > LONGEST_QUOTE:
        flat = flat[: LONGEST_QUOTE - 3].rstrip() + "..."
    return f"`{flat}`" if flat else "An empty text"


def shortened(text: str) -> str:
    """Return the author's words on one line, cut where they run on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_NAME else flat[: _LONGEST_NAME - 1].rstrip() + "…"


def capital(text: str) -> str:
    """Start a sentence with it."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as in a sentence: `a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def as_hint(fix: str) -> str:
    """Return the fix of a fault as the hint of an error has it: a sentence."""
    return f"{fix[:1].upper()}{fix[1:]}{'' if fix.endswith('?') else '.'}" if fix else ""


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like another, by the ratio of `difflib`; an empty text for none."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a word that is wrong

    return next(iter(get_close_matches(word, [*known], n=1, cutoff=cutoff)), "")


_UNCOUNTED = frozenset({"support", "feedback", "monitoring", "generative ai", "instructions"})


def with_article(noun: str) -> str:
    """Put `a` or `an` before a noun of the format, unless it goes without."""
    if noun in _UNCOUNTED or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"
