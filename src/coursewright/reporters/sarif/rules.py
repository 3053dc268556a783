"""Rules as SARIF has them, in the order in which they first spoke."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coursewright.reporters.record import RuleNote
from coursewright.reporters.rule_notes import RuleNotes
from coursewright.reporters.sarif.messages import inert, text
from coursewright.reporters.shared.entry_words import explain
from coursewright.reporters.shared.measure import cut, flat, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.reporters.record import CourseRecord, Told

LEVELS = {"error": "error", "warning": "warning", "info": "note"}

_IMPORTANCE = {"error": "error", "warning": "warning", "info": "recommendation"}
"""How GitHub calls the levels of rules that are not about security."""
_LONGEST = 1024
"""Characters that GitHub takes of a description; `help` has the whole."""
_LONGEST_NAME = 255
_COMMAND = "To read more in a terminal:"
_MARKS = re.compile(r"[!-/:-@\[-`{-~]")


class SpokenRules:
    """Numbers rules as they come up, and describes them at the end, when it is known which they are."""

    def __init__(self) -> None:
        self._notes = RuleNotes()
        self._first: dict[str, Told] = {}
        self._numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, told: Told) -> int:
        """Return the place that the rule of a finding will have in the list."""
        self._first.setdefault(told.code, told)
        return self._numbers.setdefault(told.code, len(self._numbers))

    def add(self, course: CourseRecord) -> None:
        """Take note of the rules that spoke in a course."""
        told = (*course.findings, *(one.told for one in course.hushed))
        self._notes.add((one.code for one in told), course.rules)

    def every(self) -> list[dict[str, Any]]:
        """Return the descriptions of all of them, by their numbers."""
        known = {one.code: one for one in self._notes.every()}
        return [_described(known.get(code) or _met(told)) for code, told in self._first.items()]


def _met(told: Told) -> RuleNote:
    """Return what a finding tells of a rule that nobody else knows any more."""
    return RuleNote(
        told.code, told.name, told.name, told.why, told.severity, told.minutes, told.code[:3], "", ""
    )


def _described(note: RuleNote) -> dict[str, Any]:
    statement, why = flat(note.statement), flat(note.why)
    return {
        "id": safe(note.code),
        "name": cut(pascal(note.name), _LONGEST_NAME),
        "shortDescription": text(cut(f"{statement}.", _LONGEST)),
        "fullDescription": text(cut(_sentences(why or statement), _LONGEST)),
        "defaultConfiguration": {"level": LEVELS[note.severity]},
        "help": {"text": inert("\n\n".join(_help(note))), "markdown": _page(note)},
        "properties": _properties(note),
    }


def pascal(name: str) -> str:
    """Return a name in kebab-case as an identifier, such as `NoFollowUp`."""
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", safe(name)))


def _sentences(*texts: str) -> str:
    """Return texts without their full stops as sentences."""
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in texts if one)


def _help(note: RuleNote) -> Iterator[str]:
    yield _sentences(flat(note.statement), flat(note.why))
    if note.evidence:
        yield f"Evidence: {flat(note.evidence)} ({flat(note.grade)})."
    if sources := list(_sources(note.sources)):
        yield "\n".join(f"- {one}" for one in sources)
    yield f"{_COMMAND} `{explain(safe(note.code))}`"


def _page(note: RuleNote) -> str:
    """Return the page of a rule, or what is known of one without, as Markdown."""
    *said, command = _help(note)
    if note.page:
        said = ["\n".join(safe(line) for line in note.page.rstrip("\n").split("\n"))]
    else:
        said = ["\n".join(map(_plain, part.split("\n"))) for part in said]
    return "\n\n".join([*said, command])


def _plain(line: str) -> str:
    """Return a line as Markdown that shows just this; a line that is an item of a list stays one."""
    lead = line[:2] if line.startswith("- ") else ""
    return lead + _MARKS.sub(r"\\\g<0>", line.removeprefix(lead))


def _sources(sources: Iterable[tuple[str, str]]) -> Iterator[str]:
    for said, url in sources:
        yield f"{flat(said)}. {flat(url)}" if url else f"{flat(said)}."


def _properties(note: RuleNote) -> dict[str, Any]:
    evidence = safe(note.evidence)
    return {
        "tags": [tag for tag in dict.fromkeys((safe(note.family), evidence)) if tag],
        "problem.severity": _IMPORTANCE[note.severity],
        "name": safe(note.name),
        "family": safe(note.family),
        "evidence": evidence,
        "evidenceGrade": safe(note.grade),
        "minutes": note.minutes,
        "sources": [{"text": flat(said), "url": flat(url)} for said, url in note.sources],
    }
