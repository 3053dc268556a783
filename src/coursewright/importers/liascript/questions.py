"""Lines of LiaScript that ask something: quizzes and surveys, as questions of our format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.importers.draft import Data, Value

__all__ = ["Asked", "asked_at", "bare", "gap_question", "gaps_in", "hint_in", "with_blanks"]

_MARGIN = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?")
_CHOICE = re.compile(r"\[(?:\[([ xX]?)\]|\(([ xX]?)\))\][ \t]*(.*)")
_POLL = re.compile(r"\[(?:\[([^\[\]|!?]+)\]|\(([^()|]+)\))\][ \t]+(\S.*)")
_HINT = re.compile(r"\[\[\?\]\][ \t]*(.*)")
_FIELD = re.compile(r"\[\[[ \t]*(_{3,}(?:[ \t]+_{3,})*)[ \t]*\]\]")
_CELL = r"(?:\[[^\]\n]{0,300}\]|\([^)\n]{0,300}\))"
_MATRIX = re.compile(rf"\[[ \t]*({_CELL}(?:[ \t]*{_CELL})+)[ \t]*\]")
_ROW = re.compile(r"\[((?:[ \t]|\[[ xX]?\]|\([ xX]?\))*+)\][ \t]*(\S.*)")
_MARK = re.compile(r"\[([ xX]?)\]|\(([ xX]?)\)")
_WHOLE = re.compile(r"\[\[(.+)\]\]", re.DOTALL)
_GAP = re.compile(
    r"`[^`\n]{1,500}`|\[\[(?![!?]\]\]|[ xX]\]\]|_{3})((?:[^\[\]\n]|\[[^\[\]\n]*\]){1,500})\]\](?!\()"
)
_QUOTED = re.compile(r"^[ \t>]+", re.MULTILINE)
_MOST_LINES = 15
_MOST_OPTIONS = 200


class Asked(NamedTuple):
    """What lines ask; the prompt is not among them."""

    questions: list[Data]
    survey: bool
    lines: int
    """How many they are."""


def bare(line: str) -> str:
    """Return a line without its quotation, indent and bullet."""
    return line[_MARGIN.match(line).end() :].strip()  # type: ignore[union-attr]


def hint_in(line: str) -> str | None:
    """Return the hint that a line gives to the question before it; None for another line."""
    found = _HINT.fullmatch(bare(line))
    return plain(found[1]) if found else None


def asked_at(lines: Sequence[str], at: int) -> Asked | None:
    """Return what the lines from one on ask; None where they ask nothing."""
    first = bare(lines[at])
    if not first.startswith("["):
        return None
    if first == "[[!]]":
        return Asked([{}], survey=False, lines=1)
    if field := _FIELD.fullmatch(first):
        kind = "short" if len(field[1].split()) == 1 else "essay"
        return Asked([{"type": kind}], survey=True, lines=1)
    return _choices(lines, at) or _matrix(lines, at) or _poll(lines, at) or _answer(lines, at)


def _choices(lines: Sequence[str], at: int) -> Asked | None:
    first = _CHOICE.fullmatch(bare(lines[at]))
    if first is None:
        return None
    several = first[1] is not None
    options: list[Value] = []
    end = at
    while end < len(lines) and len(options) < _MOST_OPTIONS:
        found = _CHOICE.fullmatch(bare(lines[end]))
        if found is None or (found[1] is not None) != several:
            break
        mark = found[1] if several else found[2]
        options.append({"text": plain(found[3]), "correct": bool(mark.strip())})
        end += 1
        end = _continued(lines, end, options)
    return Asked(
        [{"type": "multiple" if several else "single", "options": options}], survey=False, lines=end - at
    )


def _rights(options: Sequence[Value]) -> int:
    return sum(1 for one in options if isinstance(one, dict) and one.get("correct"))


def _continued(lines: Sequence[str], end: int, options: list[Value]) -> int:
    """Add the indented lines that go on with an option to it, and return the line after them."""
    while end < len(lines) and lines[end].startswith("      ") and not bare(lines[end]).startswith("["):
        last = options[-1]
        if not lines[end].strip() or not isinstance(last, dict):
            break
        options[-1] = {**last, "text": f"{last['text']} {plain(lines[end])}".strip()}
        end += 1
    return end


def _matrix(lines: Sequence[str], at: int) -> Asked | None:
    head = _MATRIX.fullmatch(bare(lines[at]))
    if head is None:
        return None
    columns = [plain(one[1:-1]) for one in re.findall(_CELL, head[1])]
    several = head[1].lstrip().startswith("[")
    questions: list[Data] = []
    survey, end = True, at + 1
    while end < len(lines) and len(questions) < _MOST_OPTIONS:
        row = _ROW.fullmatch(bare(lines[end]))
        if row is None:
            break
        marks = [(one[0] or one[1]).strip() for one in _MARK.findall(row[1])]
        boxes = "[" in row[1] if marks else several
        survey = survey and not marks
        options: list[Value] = [
            {"text": name, "correct": number < len(marks) and bool(marks[number])} if marks else name
            for number, name in enumerate(columns)
        ]
        kind = "multiple" if boxes or _rights(options) > 1 else "single"
        questions.append({"prompt": plain(row[2]), "type": kind, "options": options})
        end += 1
    return Asked(questions, survey, end - at) if questions else None


def _poll(lines: Sequence[str], at: int) -> Asked | None:
    first = _POLL.fullmatch(bare(lines[at]))
    if first is None or "[[" in first[3]:
        return None
    several = first[1] is not None
    options: list[Value] = []
    end = at
    while end < len(lines) and len(options) < _MOST_OPTIONS:
        found = _POLL.fullmatch(bare(lines[end]))
        if found is None or (found[1] is not None) != several or "[[" in found[3]:
            break
        options.append(plain(found[3]))
        end += 1
    if len(options) < 2:
        return None
    return Asked(
        [{"type": "multiple" if several else "single", "options": options}], survey=True, lines=end - at
    )


def _answer(lines: Sequence[str], at: int) -> Asked | None:
    """Return a word to type in, or a choice from a list, that has its lines for itself."""
    for end in range(at + 1, min(at + _MOST_LINES, len(lines)) + 1):
        text = "\n".join(bare(line) for line in lines[at:end])
        last = bare(lines[end - 1])
        if not text.startswith("[[") or not last or (end > at + 1 and last.startswith("[[")):
            return None
        if not text.endswith("]]"):
            continue
        found = _WHOLE.fullmatch(text)
        if found is None or "[[" in found[1] or "]]" in found[1] or not found[1].strip():
            return None
        return Asked([_solved(found[1])], survey=False, lines=end - at)
    return None


def _solved(said: str) -> Data:
    """Return what is asked by what stands between two brackets: an answer, or options with the right one."""
    if "|" not in said:
        return {"type": "short", "answer": plain(said)}
    options: list[Value] = []
    for part in re.split(r"(?<!\\)\|", said):
        text = part.strip()
        right = len(text) > 2 and text.startswith("(") and text.endswith(")")
        options.append({"text": plain(text[1:-1] if right else text), "correct": right})
    return {"type": "multiple" if _rights(options) > 1 else "single", "options": options}


def gaps_in(text: str) -> list[tuple[int, int, str]]:
    """Return the gaps of a text: where each begins and ends, and what is to be put in. Code has none."""
    found = ((one.start(), one.end(), one[1]) for one in _GAP.finditer(text) if one[1] is not None)
    return [one for one in found if one[2].strip()]


def with_blanks(text: str, blank: str = r"\_\_\_\_") -> str:
    """Return a text with its gaps empty."""
    return _GAP.sub(lambda one: blank if one[1] is not None and one[1].strip() else one[0], text)


def gap_question(before: str, said: str, after: str) -> Data:
    """Return one gap of a text as a question; other gaps of it are shown as dots."""
    whole = _QUOTED.sub("", f"{with_blanks(before, '…')} ____ {with_blanks(after, '…')}")
    return {"prompt": " ".join(plain(whole).replace("|", " ").split()), **_solved(said)}
