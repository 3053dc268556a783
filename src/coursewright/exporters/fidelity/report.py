"""The fidelity report of an export: what a package keeps, changes and drops, for people and for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Fate, Note
    from coursewright.exporters.formats import Format

__all__ = ["Group", "Report", "as_record", "as_text", "fidelity_schema", "report_of"]

FORMAT_VERSION = 1
_FATES: tuple[Fate, ...] = ("kept", "changed", "dropped")
_LEFT_OUT = {
    "draft": "is a draft",
    "module": "is another module",
    "week": "is another week",
    "staff": "is for staff",
    "hidden": "is hidden from students",
}


class Group(NamedTuple):
    """Things that met the same fate in the same way."""

    fate: Fate
    aspect: str
    how: str
    titles: tuple[str, ...]
    nouns: tuple[str, ...]
    """What each of them is, such as `task`."""


class Report(NamedTuple):
    """What became of a course in one package."""

    course: str
    form: Format
    notes: tuple[Note, ...]
    titles: dict[str, str]
    """By key: the title of each entry, card, module and unit."""
    nouns: dict[str, str]
    """By key: what each of them is."""
    left_out: tuple[tuple[str, str], ...]

    def count(self, fate: Fate) -> int:
        """Return how many notes tell of one fate."""
        return sum(1 for note in self.notes if note.fate == fate)

    def groups(self, *fates: Fate) -> Sequence[Group]:
        """Return notes of some fates, those of one kind together, in the order in which they were made."""
        found: dict[tuple[Fate, str, str], list[str]] = {}
        for note in self.notes:
            if note.fate in fates:
                found.setdefault((note.fate, note.aspect, note.how), []).append(note.key)
        return [
            Group(
                *at,
                titles=tuple(self.titles.get(key, self.course) for key in keys),
                nouns=tuple(self.nouns.get(key, "course") for key in keys),
            )
            for at, keys in found.items()
        ]


def report_of(edition: Edition, notes: Iterable[Note], form: Format) -> Report:
    """Return the fidelity report of an edition."""
    titles = {entry.key: entry.title for entry in edition.entries}
    nouns: dict[str, str] = {entry.key: entry.kind for entry in edition.entries}
    titles.update((card.key, card.statement) for card in edition.outcomes)
    nouns |= dict.fromkeys((card.key for card in edition.outcomes), "outcome")
    for module in edition.modules:
        titles.setdefault(module.key, module.title)
        nouns.setdefault(module.key, "module")
        for unit in module.units:
            titles.setdefault(unit.key, unit.title or module.title)
            nouns.setdefault(unit.key, "unit")
    return Report(edition.title, form, tuple(notes), titles, nouns, edition.left_out)


def as_text(report: Report) -> str:
    """Return the report as plain text: what is lost, then what changes, then what stays."""
    lines = [
        f"{report.course}, as {report.form.title}: "
        + ", ".join(f"{report.count(one):,} {one}" for one in _FATES)
    ]
    for fate in reversed(_FATES):
        groups = report.groups(fate)
        if groups:
            lines += ["", fate.capitalize(), *(f"  {_line(group)}" for group in groups)]
    if report.left_out:
        lines += ["", "Left out, as asked"]
        lines += [f"  {label}: {_LEFT_OUT.get(why, why)}" for label, why in report.left_out]
    return "\n".join(lines) + "\n"


def fidelity_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `as_record` makes."""
    file = files("coursewright.exporters.fidelity") / "schema" / "fidelity.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def as_record(packages: Iterable[tuple[str, Report]], version: str) -> dict[str, Any]:
    """Return reports, each with the file it is about, as data for JSON; `version` is that of the tool."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "coursewright", "version": version},
        "packages": [_package(file, report) for file, report in packages],
    }


def _package(file: str, report: Report) -> dict[str, Any]:
    return {
        "course": report.course,
        "format": report.form.name,
        "file": file,
        "counts": {fate: report.count(fate) for fate in _FATES},
        "notes": [
            {
                "key": note.key,
                "title": report.titles.get(note.key, report.course),
                "aspect": note.aspect,
                "fate": note.fate,
                "how": note.how,
            }
            for note in report.notes
        ],
        "left_out": [{"what": label, "why": why} for label, why in report.left_out],
    }


def _line(group: Group) -> str:
    shown = ", ".join(f'"{name}"' for name in group.titles)
    what = f"{group.aspect} of {shown}" if group.aspect else shown
    return f"{what}: {group.how}" if group.how else what
