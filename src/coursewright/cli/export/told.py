"""What an export says when it is done: where the package is, and what became of the design in it."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.report_file import ReportFile
from coursewright.cli.terminal import PLAIN_COLUMNS, columns
from coursewright.exporters.fidelity.report import LEFT_OUT, as_record, as_text
from coursewright.reporters.shared.measure import safe, wrap
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.exporters.fidelity.report import Group, Report

__all__ = ["Written", "tell_written", "write_report"]

_FEW = 6
"""Kinds of change that are told at once; the report has all of them."""
_NAMES = 2
_INDENT = "  "


class Written(NamedTuple):
    """A package in its place."""

    path: Path
    report: Report


def tell_written(written: Sequence[Written], *, in_full: bool) -> None:
    """Say on standard error what was written and what is lost; `in_full` prints the whole report instead."""
    for path, report in written:
        sys.stderr.write(f"Wrote {safe(path.as_posix())} ({_size(path)})\n")
        if in_full:
            sys.stdout.write("".join(f"{safe(line)}\n" for line in as_text(report).splitlines()))
        else:
            width = columns() if sys.stderr.isatty() else PLAIN_COLUMNS
            sys.stderr.writelines(f"{line}\n" for line in _summary(report, width))


def write_report(path: Path, written: Sequence[Written]) -> None:
    """Write the whole report, as JSON where the name says so, else as text."""
    refuse_spec(path)
    file = ReportFile(path)
    try:
        if path.suffix.lower() == ".json":
            record = as_record([(one.path.as_posix(), one.report) for one in written], __version__)
            file.stream.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        else:
            file.stream.write("\n".join(as_text(one.report) for one in written))
        file.finish()
    except BaseException:
        file.abandon()
        raise
    sys.stderr.write(f"Wrote {safe(path.as_posix())}\n")


def _summary(report: Report, width: int) -> Iterator[str]:
    kept, changed, dropped = (report.count(fate) for fate in ("kept", "changed", "dropped"))
    yield f"Of what the plan says, {kept:,} kept, {changed:,} changed, {dropped:,} dropped."
    yield from _groups("Dropped", report.groups("dropped"), width)
    changes = sorted(report.groups("changed"), key=lambda group: -len(group.titles))
    yield from _groups("Changed", changes[:_FEW], width)
    more = len(changes) - _FEW
    if more > 0:
        yield f"{_INDENT}and {counted(more, 'further kind')} of change: --report - prints all of it"
    if report.left_out:
        reasons: dict[str, int] = {}
        for _, why in report.left_out:
            reasons[why] = reasons.get(why, 0) + 1
        told = ", ".join(f"{number} that {LEFT_OUT[why]}" for why, number in reasons.items())
        yield f"Left out: {told}."


def _groups(heading: str, groups: Sequence[Group], width: int) -> Iterator[str]:
    if groups:
        yield heading
    for group in groups:
        for number, line in enumerate(wrap(safe(_line(group)), width - 2 * len(_INDENT))):
            yield f"{_INDENT}{_INDENT if number else ''}{line}"


def _line(group: Group) -> str:
    names = [f'"{name}"' for name in group.titles[:_NAMES]]
    more = len(group.titles) - len(names)
    if group.aspect:
        what = f"{group.aspect} of {names[0]}" if not more and len(names) == 1 else ""
        what = what or f"{group.aspect} ({len(group.titles)})"
    else:
        what = ", ".join(names) + (f" and {more} more" if more else "")
    return f"{what}: {group.how}" if group.how else what


def _size(path: Path) -> str:
    if path.is_dir():
        files = [one for one in path.rglob("*") if one.is_file()]
        return f"{counted(len(files), 'file')}, {_bytes(sum(one.stat().st_size for one in files))}"
    return _bytes(path.stat().st_size)


def _bytes(number: int) -> str:
    if number < 1_000_000:
        return f"{max(number / 1000, 0.1):.1f} kB"
    return f"{number / 1_000_000:.1f} MB"
