"""What an export says when it is done: where the package is, and what became of the design in it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.export.next_steps import next_steps
from coursewright.cli.report_file import ReportFile
from coursewright.cli.terminal import PLAIN_COLUMNS, columns
from coursewright.exporters.fidelity.report import as_record, as_text
from coursewright.reporters.shared.measure import safe, shorten, wrap
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coursewright.exporters.choices import Choices
    from coursewright.exporters.fidelity.report import Group, Report

__all__ = ["Written", "tell_written", "write_report"]

_FEW = 6
"""Kinds of change, and of loss, that are told at once; the report has all of them."""
_TOGETHER = 4
"""Aspects that are named where one reason holds for many."""
_LONGEST_TITLE = 50
_LEFT_OUT = {
    "draft": "still a draft",
    "module": "of other modules",
    "week": "of other weeks",
    "staff": "for staff",
    "hidden": "hidden from students",
}
_INDENT = "  "
_UNDATED = (
    "No time in it has a date. `--starts 2026-09-21`, with the first day of the run, turns weeks into dates."
)


class Written(NamedTuple):
    """A package in its place."""

    path: Path
    report: Report
    choices: Choices
    dated: bool
    """Whether a time in it has a date, or there are no times."""
    open_places: int
    """How many places of the plan are still to be written."""
    untranslated: int
    """How many texts at least are not given in the language that was asked for."""


def tell_written(written: Sequence[Written], target: str, *, in_full: bool) -> None:
    """Say on standard error what was written, what is lost, and what to do next.

    `in_full` prints the whole report instead. Of several courses only the numbers are told.
    """
    width = columns() if sys.stderr.isatty() else PLAIN_COLUMNS
    for one in written:
        sys.stderr.write(f"Wrote {safe(one.path.as_posix())} ({_size(one.path)})\n")
        if in_full:
            sys.stdout.write("".join(f"{safe(line)}\n" for line in as_text(one.report).splitlines()))
        else:
            sys.stderr.writelines(f"{line}\n" for line in _summary(one.report, width, len(written) == 1))
        sys.stderr.writelines(f"{line}\n" for line in _mind(one, width))
    if len(written) > 1 and not in_full:
        sys.stderr.write("--report FILE says of each what was changed and dropped, and why.\n")
    step = next_steps(written[0].choices, written[0].report.form, target) if written else ""
    if step:
        sys.stderr.writelines(f"{line}\n" for line in _hanging(step, width, ""))


def write_report(path: Path, written: Sequence[Written]) -> None:
    """Write the whole report, as JSON where the name says so, else as text."""
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


def _summary(report: Report, width: int, explained: bool) -> Iterator[str]:
    kept, changed, dropped = (report.count(fate) for fate in ("kept", "changed", "dropped"))
    yield f"Of what the plan says, {kept:,} kept, {changed:,} changed, {dropped:,} dropped."
    hidden = 0
    for heading, fate in (("Dropped", "dropped"), ("Changed", "changed")) if explained else ():
        groups = report.groups(fate)  # type: ignore[arg-type]
        reasons = sorted(_by_reason(groups), key=lambda some: -sum(len(one.titles) for one in some))
        if reasons:
            yield heading
        for some in reasons[:_FEW]:
            yield from _hanging(_line(some), width, _INDENT)
        hidden += len(reasons[_FEW:])
    if hidden:
        yield f"{_INDENT}and for {counted(hidden, 'other reason')}: --report - prints all of it"
    if report.left_out:
        counts = Counter(why for _, why in report.left_out)
        yield f"Left out: {', '.join(f'{number} {_LEFT_OUT[why]}' for why, number in counts.items())}."


def _mind(one: Written, width: int) -> Iterator[str]:
    """Say what about the plan makes the package poorer than it could be."""
    if one.open_places:
        are = "place is" if one.open_places == 1 else "places are"
        text = f"{one.open_places:,} {are} still to be written. What is marked TODO is not in the package."
        yield from _hanging(f"{text} `coursewright lint` lists them.", width, "")
    if one.untranslated:
        texts, stay = (
            ("text has", "stays as it is") if one.untranslated == 1 else ("texts have", "stay as they are")
        )
        tag = one.choices.language
        text = f"At least {one.untranslated:,} {texts} no translation into {tag}, and {stay}."
        yield from _hanging(text, width, "")
    if not one.dated:
        yield from _hanging(_UNDATED, width, "")


def _by_reason(groups: Sequence[Group]) -> Iterable[list[Group]]:
    """Put groups together that are told with the same words: things apart from what is said about them."""
    found: dict[tuple[str, bool], list[Group]] = {}
    for group in groups:
        found.setdefault((group.how, bool(group.aspect)), []).append(group)
    return found.values()


def _line(groups: list[Group]) -> str:
    ordered = sorted(groups, key=lambda group: -len(group.titles))
    alone = len(ordered) == 1
    names = [_name(group, alone=alone) for group in ordered[:_TOGETHER]]
    more = len(ordered) - len(names)
    what = listed([*names, counted(more, "other aspect")] if more else names)
    return f"{what}: {ordered[0].how}" if ordered[0].how else what


def _name(group: Group, *, alone: bool) -> str:
    """Return what a group is called: by the title where that says it, else by numbers."""
    title = f'"{shorten(group.titles[0], _LONGEST_TITLE)}"' if len(group.titles) == 1 else ""
    if group.aspect:
        return f"{group.aspect} of {title}" if title and alone else f"{group.aspect} ({len(group.titles)})"
    return title or listed([counted(number, noun) for noun, number in Counter(group.nouns).most_common()])


def _hanging(text: str, width: int, indent: str) -> Iterator[str]:
    """Break a text into lines, those after the first one further in."""
    for number, line in enumerate(wrap(safe(text), width - len(indent) - len(_INDENT))):
        yield f"{indent}{_INDENT if number else ''}{line}"


def _size(path: Path) -> str:
    if path.is_dir():
        files = [one for one in path.rglob("*") if one.is_file()]
        return f"{counted(len(files), 'file')}, {_bytes(sum(one.stat().st_size for one in files))}"
    return _bytes(path.stat().st_size)


def _bytes(number: int) -> str:
    if number < 1_000_000:
        return f"{max(number / 1000, 0.1):.1f} kB"
    return f"{number / 1_000_000:.1f} MB"
