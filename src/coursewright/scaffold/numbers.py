"""Numbers as people type them: 3, 2.5, three, about 20, week 3."""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte"
)
_NAMED = {name: number for names in (_ENGLISH, _SPANISH) for number, name in enumerate(names.split())}
_NAMED |= {"un": 1, "una": 1}
_ABOUT = frozenset(
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "circa",
        "ca",
        "ca.",
        "some",
        "~",
        "unos",
        "unas",
        "aproximadamente",
        "cerca",
        "de",
    ]
)
_WEEK = frozenset({"week", "weeks", "semana", "semanas"})
_DIGITS = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,6})?")


def number_in(text: str, *, asked: str = "") -> float | None:
    """Return the number that a text says, None where it says none, or more than one.

    A word beside it is passed over if it says that the number is about right, or if the question that was
    `asked` has it, too: `3 weeks` answers how many weeks there are, and not how many learners.
    """
    bare = unicodedata.normalize("NFKD", text.casefold().replace("~", "~ ").replace("%", " % "))
    words = "".join(one for one in bare if not unicodedata.combining(one)).split()
    numbers = [one for word in words if (one := _number(word)) is not None]
    beside = [word for word in words if _number(word) is None]
    if len(numbers) != 1 or not all(word in _ABOUT or _is_asked(word, asked) for word in beside):
        return None
    return numbers[0]


def _number(word: str) -> float | None:
    if word in _NAMED:
        return float(_NAMED[word])
    return float(word.replace(",", ".")) if _DIGITS.fullmatch(word) else None


def _is_asked(word: str, asked: str) -> bool:
    words = {one.removesuffix("s") for one in re.findall(r"[^\W\d_]+", asked.casefold())}
    if word in _WEEK:
        return "week" in words
    if word == "%":
        return "cent" in words
    return len(word) > 1 and word.removesuffix("s") in words
