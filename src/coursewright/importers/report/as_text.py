"""The report of an import as plain text: what was left out, what came in partly, and all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.report.merge_text import merge_lines
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Fate
    from coursewright.importers.merging.outcome import Merged
    from coursewright.importers.report.report import Group, Report, Tally

__all__ = ["as_text", "counted_kinds", "group_line", "total_line"]

_HEADINGS: tuple[tuple[str, Fate], ...] = (
    ("Left out", "left out"),
    ("In part, or in another form", "partly"),
    ("Imported", "imported"),
)
_NAMES = {"follow_up_activities": "follow-up activities", "reflection": "reflections"}
_ONE = {
    "follow_up_activities": "follow-up activity",
    "reflection": "reflection",
    "assessments": "assessment",
}


def as_text(report: Report, merged: Merged | None = None, *, dry_run: bool = False) -> str:
    """Return the whole report, with what a merge did first."""
    lines = [f"{report.title}: {report.source}, {report.what}", ""]
    if merged is not None:
        told = [*merge_lines(merged, dry_run=dry_run)] or ["The merge found nothing to do."]
        lines += [*told, "", "The source as a whole"]
    lines.append(total_line(report))
    tallies = report.tallies()
    width = max(map(len, tallies), default=0)
    lines += [f"  {what:<{width}}  {_fates(tally)}" for what, tally in tallies.items()]
    lines += ["", f"In the plan: {counted_kinds(report)}."]
    if report.troubles:
        lines += ["", "Not readable", *(f"  {_trouble(*one)}" for one in report.troubles)]
    for heading, fate in _HEADINGS:
        groups = report.groups(fate)
        if groups:
            lines += ["", heading]
        for group in groups:
            lines += [f"  {group_line(group)}", *_titles(group)]
    if report.kept:
        lines += ["", "Kept in import-notes.md"]
        lines += [f"  {one.title or one.source}: {one.why}" for one in report.kept]
    if report.files:
        lines += ["", "Copied", *(f"  {path}: {name}" for path, name in report.files.items())]
    return "\n".join(lines) + "\n"


def total_line(report: Report) -> str:
    """Return in a sentence how much of the source came in."""
    total = report.total()
    partly = f", {total.partly:,} of them in part or in another form" if total.partly else ""
    if not total.found:
        return "There was nothing in the source to bring in."
    if not total.imported and total.found == 1:
        return "The one thing in the source did not come in."
    if not total.imported:
        return f"None of the {counted(total.found, 'thing')} in the source came in."
    if not total.left_out and total.found == 1:
        return f"The one thing in the source came in{', in part or in another form' if partly else ''}."
    if not total.left_out:
        return f"All {counted(total.found, 'thing')} came in{partly}."
    return (
        f"Of {counted(total.found, 'thing')} in the source, {total.imported:,} came in{partly}; "
        f"{total.left_out:,} did not."
    )


def _fates(tally: Tally) -> str:
    """Return what became of the things of one kind: `4 came in, 1 of them in part, 2 left out`."""
    partly = ""
    if tally.partly:
        partly = f"{tally.partly:,} of them in part" if tally.imported else f"{tally.partly:,} in part"
    came = f"{tally.imported:,} came in" if tally.imported else ""
    out = f"{tally.left_out:,} left out" if tally.left_out else ""
    return ", ".join(filter(None, (came, partly, out))) or "noted below"


def counted_kinds(report: Report) -> str:
    """Return what was written: `1 course, 8 modules and 40 tasks`."""
    return listed([_counted(kind, number) for kind, number in report.written.items()]) or "nothing"


def group_line(group: Group) -> str:
    """Return in one line what became of some things."""
    title = f' "{group.titles[0]}"' if len(group.titles) == 1 and group.titles[0] else ""
    number = "" if title else f" ({len(group.titles):,})"
    return f"{group.what}{title}{number}: {group.how}"


def _titles(group: Group) -> Iterator[str]:
    if len(group.titles) > 1:
        yield from (f"    {title}" for title in group.titles)


def _counted(kind: str, number: int) -> str:
    one = _ONE.get(kind) or kind.removesuffix("s")
    return counted(number, one, _NAMES.get(kind, kind))


def _trouble(file: str, says: str) -> str:
    return f"{file}: {says}" if file else says
