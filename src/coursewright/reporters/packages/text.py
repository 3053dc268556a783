"""What came of checking a package, for people at a terminal or reading a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.catalogue import PLATFORMS
from coursewright.reporters.shared.frame import headline
from coursewright.reporters.shared.measure import flat, safe, shorten, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.packages.catalogue import Severity
    from coursewright.packages.report import Fault, Report
    from coursewright.packages.said import Place

__all__ = ["PackageText"]

_FOLDED = 3
"""From so many on, faults of one kind in one file become one entry."""
_NAMED = 5
"""Further places of a fault that are named."""
_LONGEST = 400
"""Columns of what is said: values come out of the package, and may be of any length."""

_NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


class PackageText:
    """Writes one package after the other; `wrapped` breaks headlines at the width, too."""

    def __init__(
        self, here: Path, columns: int = 100, *, coloured: bool = False, wrapped: bool = False
    ) -> None:
        self._here = here
        self._columns = max(columns, 40)
        self._paint = Paint(coloured)
        self._wrapped = wrapped

    def package(self, report: Report) -> Iterator[str]:
        """Yield the text of a package, an entry at a time: what it is, what is wrong, and a summary."""
        name = from_here(report.path, self._here)
        what = f"{report.kind.title}; {counted(report.files, 'file')}, {_size(report.size)}"
        yield f"{self._paint('heading', name)}: {what}\n\n"
        for group in _groups(report):
            yield self._entry(group, report.more.get(group[0].check.code, 0))
        yield f"{self._summary(report, name)}\n"

    def _entry(self, group: list[Fault], more: int) -> str:
        fault = group[0]
        lead = [
            ("place", _place(fault.place)),
            ("code", fault.check.code),
            (fault.severity, f"[{fault.severity}]"),
        ]
        said = shorten(flat(fault.says), _LONGEST)
        lines = headline(lead, said, self._columns if self._wrapped else None, self._paint)
        if fault.place.element:
            lines.append(self._note("at", flat(fault.place.element)))
        if len(group) + more > 1:
            lines.append(self._note("also", _others(group[1:], more)))
        if who := _who(fault):
            lines.append(self._note("minds", who))
        lines.append(self._note("why", flat(fault.why)))
        lines.append(self._note("fix", shorten(flat(fault.do), _LONGEST)))
        return "\n".join(lines) + "\n\n"

    def _note(self, label: str, text: str) -> str:
        indent = " " * (len(label) + 6)
        lead = f"  {self._paint('quiet', '=')} {self._paint('label', f'{label}:')} "
        return lead + f"\n{indent}".join(wrap(text, self._columns - len(indent)))

    def _summary(self, report: Report, name: str) -> str:
        counts = [
            self._paint(severity, counted(report.count(severity), noun))
            for severity, noun in _NOUNS.items()
            if report.count(severity)
        ]
        beside = (
            ""
            if report.looked_into or report.kind.format == "unknown"
            else " Of this kind of package, only the archive and its manifest were looked at."
        )
        if not counts:
            return f"{name}: {self._paint('good', 'nothing found')}.{beside}"
        return f"{name}: {', '.join(counts)}.{beside}"


def _groups(report: Report) -> list[list[Fault]]:
    """Return faults of one check, of one weight and in one file as one group."""
    groups: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in report.faults:
        groups.setdefault((fault.check.code, fault.severity, fault.place.file), []).append(fault)
    return [
        part
        for group in groups.values()
        for part in ([group] if len(group) >= _FOLDED else [[fault] for fault in group])
    ]


def _place(place: Place) -> str:
    if not place.file:
        return "the package"
    return safe(f"{place.file}:{place.line}" if place.line else place.file)


def _others(group: list[Fault], more: int) -> str:
    lines = [str(fault.place.line) for fault in group if fault.place.line]
    named = lines[:_NAMED]
    left = len(group) + more - len(named)
    words = [f"line {named[0]}" if len(named) == 1 else f"lines {', '.join(named)}"] if named else []
    if left:
        words.append(f"{left:,} more places" if left > 1 else "1 more place")
    return listed(words)


def _who(fault: Fault) -> str:
    """Return which platforms mind, where the reason does not name one of them anyway."""
    names = [PLATFORMS[one] for one in fault.check.platforms]
    return "" if any(name in fault.why for name in names) else listed(names)


def _size(size: int) -> str:
    if size < 1000:
        return counted(size, "byte")
    return f"{size / 1000:,.0f} kB" if size < 10_000_000 else f"{size / 1_000_000:,.0f} MB"
