"""Characters that mean something in Markdown, escaped where they would, and only there."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Habits", "address", "at_line_starts", "escaped", "habits_of", "heading_text", "is_punctuation"]

_SPECIAL = re.compile(r"[*_`$~\[\]<&\\!^]")
_ALL = {ord(sign): f"\\{sign}" for sign in "*_`$~[]<&\\!^"}
_LONGEST = 100_000
"""Letters of one paragraph beyond which every sign is escaped: nobody wrote it, and each look costs time."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_START = re.compile(
    r"^(?:(?P<plain>\#{1,6}(?=\s|$)|>|[-+*:~](?=\s|$)|~~~|`{3,}(?=[^`\n]*$)|={2,}[ ]*$"
    r"|(?:(?:-[ ]?)++|(?:\*[ ]?)++|(?:_[ ]?)++)$"
    r"|\|?[ ]?:?-{2,}[-:| ]*$"
    r"|:(?=[-]+[|: -]*$)|\[(?:[^\[\]\\`\n]|\\.)+\]:)|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$))",
    re.MULTILINE,
)
_CLOSING_HASHES = re.compile(r"(?:(?<=\s)|^)(#+\s*)$")
_DOLLAR_OPENS = re.compile(r"(?<!\d)\$(?=[^\s$])")
_DOLLAR_CLOSES = re.compile(r"(?<=[^\s$])\$(?!\d)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Habits(NamedTuple):
    """Which signs occur so often in a paragraph that they could find a partner."""

    stars: bool
    underscores: bool
    ticks: bool
    dollars: bool
    brackets: bool


def habits_of(text: str, *, marked: bool, coded: bool, formulas: bool, linked: bool) -> Habits:
    """Return the habits of a paragraph from its words, and from what else stands in it."""
    return Habits(
        stars=marked or text.count("*") > 1,
        underscores=text.count("_") > 1,
        ticks=coded or text.count("`") > 1,
        dollars=(formulas and "$" in text)
        or (text.count("$") > 1 and (marked or linked or _could_be_formula(text))),
        brackets=linked or "](" in text or "][" in text or "[^" in text or "^[" in text,
    )


def _could_be_formula(text: str) -> bool:
    """Say whether dollars in a text could be read as a formula: two, each hugging what is inside."""
    if "$$" in text:
        return True
    start = _DOLLAR_OPENS.search(text)
    return start is not None and _DOLLAR_CLOSES.search(text, start.end()) is not None


def escaped(text: str, habits: Habits, before: str = " ", after: str = " ") -> str:
    """Return words as Markdown; `before` and `after` are the characters next to them."""
    if _SPECIAL.search(text) is None:
        return text
    if len(text) > _LONGEST:
        return text.translate(_ALL)
    made, last = [], 0
    for found in _SPECIAL.finditer(text):
        at = found.start()
        left = text[at - 1] if at else before
        right = text[at + 1] if at + 1 < len(text) else after
        if _means(text, at, left, right, habits):
            made += [text[last:at], "\\"]
            last = at
    return "".join(made) + text[last:]


def _means(text: str, at: int, left: str, right: str, habits: Habits) -> bool:
    """Say whether a sign would mean something where it stands."""
    match text[at]:
        case "*":
            return habits.stars and not (left.isspace() and right.isspace())
        case "_":
            return (
                habits.underscores
                and not (left.isspace() and right.isspace())
                and not (left.isalnum() and right.isalnum())
            )
        case "`":
            return habits.ticks
        case "$":
            return habits.dollars
        case "~":
            return right == "~" or left == "~"
        case "[" | "]" | "^":
            return habits.brackets and (text[at] != "^" or right == "[")
        case "<":
            return right.isalpha() or right in "/!?"
        case "&":
            return _ENTITY.match(text, at) is not None
        case "!":
            return right == "["
    return right in _PUNCTUATION or right == "\n"  # a backslash


def at_line_starts(markdown: str) -> str:
    """Return a paragraph with what would make a line of it a heading, a list or a rule escaped."""
    return _LINE_START.sub(_defused, markdown)


def _defused(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['dot']}"
    return f"\\{found[0]}"


def heading_text(markdown: str) -> str:
    """Return the text of a heading in one line, with what would close it escaped."""
    line = " ".join(markdown.replace("\\\n", " ").split())
    return _CLOSING_HASHES.sub(r"\\\1", line)


def is_punctuation(sign: str) -> bool:
    """Say whether a character is punctuation: beside it, emphasis begins and ends otherwise."""
    return sign in _PUNCTUATION or (not sign.isascii() and not sign.isalnum() and not sign.isspace())


def address(written: str) -> str:
    """Return an address as it stands in a link of Markdown."""
    made = written.strip()
    for sign, code in ((" ", "%20"), ("\t", "%09"), ("\n", ""), ("\r", ""), ("<", "%3C"), (">", "%3E")):
        made = made.replace(sign, code)
    made = made.replace("\\", "%5C")
    if made.count("(") != made.count(")") or _opens_late(made):
        made = made.replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub(lambda found: "&amp;" + found[0][1:], made)


def _opens_late(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or depth > 3:
            return True
    return False
