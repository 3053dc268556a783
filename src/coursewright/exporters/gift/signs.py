"""Texts as GIFT holds them: its seven signs escaped, a line each, and nothing that an importer misreads."""

from __future__ import annotations

from coursewright.exporters.packing.xml import clean

__all__ = ["category", "escaped", "is_misread", "rich", "words"]

_SIGNS = str.maketrans({**{sign: f"\\{sign}" for sign in "~=#{}:\\"}, "\n": "\\n", "\r": None})
_IN_CATEGORIES = str.maketrans({"\\": "//", "/": "//", "<": "‹", ">": "›", "\n": " ", "\r": None})
_MARKS = tuple(f"&&{number};" for number in ("058", "035", "061", "123", "125", "126", "010", "092"))
"""What Moodle puts in the place of escaped signs while it reads, and turns back into signs."""
_LONGEST_CATEGORY = 200
"""Characters; Moodle keeps 255."""


def escaped(text: str) -> str:
    r"""Return a text with GIFT's signs escaped; line breaks are written as `\n`."""
    return clean(text).translate(_SIGNS)


def rich(html: str) -> str:
    """Return HTML as an answer or feedback of a question whose texts are HTML.

    One that begins like a format or a weight says its own format, so that it is taken for neither.
    """
    return f"[html]{escaped(html)}" if html.startswith(("[", "%")) else escaped(html)


def words(text: str) -> str:
    """Return an answer in words: in Moodle a `*` would stand for anything."""
    return f"[plain]{made}" if (made := escaped(text.replace("*", "\\*"))).startswith(("[", "%")) else made


def category(*titles: str) -> str:
    """Return the path of a category below the course.

    A category is not unescaped by Moodle and loses what looks like a tag, so other signs stand for these.
    """
    return "/".join(("$course$", "top", *(_named(title) for title in titles)))


def _named(title: str) -> str:
    """Return one step of the path, in which a slash is written twice and never stands beside another step."""
    named = clean(title)[:_LONGEST_CATEGORY].translate(_IN_CATEGORIES).strip()
    return f"{' ' * named.startswith('/')}{named}{' ' * named.endswith('/')}"


def is_misread(text: str) -> bool:
    """Whether Moodle would turn a part of a plain text into another sign, escaped or not."""
    return any(mark in text for mark in _MARKS)
