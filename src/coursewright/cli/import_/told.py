"""What an import says when it is done: where the course is, what came in, and what did not."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from coursewright import __version__
from coursewright.cli.import_.target import named
from coursewright.cli.report_file import ReportFile
from coursewright.cli.terminal import PLAIN_COLUMNS, columns
from coursewright.importers.report.as_json import as_record
from coursewright.importers.report.as_text import as_text, counted_kinds, group_line, total_line
from coursewright.importers.report.merge_text import merge_lines
from coursewright.importers.writing.notes import NOTES
from coursewright.importers.writing.record import RECORD
from coursewright.reporters.shared.measure import safe, shorten, wrap
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.cli.import_.target import Target
    from coursewright.importers.account import Fate
    from coursewright.importers.merging.outcome import Merged
    from coursewright.importers.report.report import Group, Report
    from coursewright.importers.writing.folders import Changes

__all__ = ["Done", "tell_done", "write_report"]

_FEW = 8
"""Lines of one kind that are told at once; the report has all of them."""
_FEW_OF_MERGE = 12
_LONGEST_TITLE = 50
_INDENT = "  "


class Done(NamedTuple):
    """An import that is in its place, or would be."""

    target: Target
    report: Report
    merged: Merged | None
    changes: Changes
    dry_run: bool


def tell_done(done: Done, *, in_full: bool) -> None:
    """Say on standard error what was written, what did not come in, and what to do next.

    `in_full` prints the whole report on standard output instead of its summary.
    """
    width = columns() if sys.stderr.isatty() else PLAIN_COLUMNS
    lines = [_head(done)]
    if done.merged is not None and not in_full:
        lines += merge_lines(done.merged, dry_run=done.dry_run, most=_FEW_OF_MERGE)
    if done.target.edited:
        several = "was" if len(done.target.edited) == 1 else "were"
        lines.append(
            f"{named(done.target.edited)} {several} edited since that import, so --force refuses; --merge "
            "keeps your edits."
        )
    lines += _troubles(done.report)
    if in_full:
        sys.stderr.writelines(f"{line}\n" for line in _broken(lines, width))
        sys.stdout.write("".join(f"{safe(line)}\n" for line in _as_text(done).splitlines()))
        sys.stdout.flush()
        lines = []
    elif done.merged is None:
        lines += _summary(done.report)
    lines += _next_steps(done)
    sys.stderr.writelines(f"{line}\n" for line in _broken(lines, width))


def write_report(path: Path, done: Done) -> None:
    """Write the whole report, as JSON where the name says so, else as text."""
    file = ReportFile(path)
    try:
        if path.suffix.lower() == ".json":
            record = as_record(done.report, done.target.path.as_posix(), __version__, done.merged)
            file.stream.write(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
        else:
            file.stream.write(_as_text(done))
        file.finish()
    except BaseException:
        file.abandon()
        raise
    sys.stderr.write(f"Wrote {safe(path.as_posix())}\n")


def _as_text(done: Done) -> str:
    return as_text(done.report, done.merged, dry_run=done.dry_run)


def _head(done: Done) -> str:
    number = sum(1 for path in done.changes.paths if path != RECORD)
    where, form = f"{done.target.path.as_posix()}/", done.report.what
    would = "Would write" if done.dry_run else "Wrote"
    if done.merged is not None and not number:
        return f"{where} has everything that {form} brings: nothing to write."
    again = ", in place of what an earlier import wrote there," if done.target.mode == "force" else ""
    return f"{would} {where} ({counted(number, 'file')}){again or ','} from {form}."


def _troubles(report: Report) -> Iterator[str]:
    """Yield what could not be read of the source, as warnings."""
    for file, says in report.troubles[:_FEW]:
        yield f"warning: {file}: {says}" if file else f"warning: {says}"
    more = len(report.troubles) - _FEW
    if more > 0:
        yield f"and {counted(more, 'other warning')}: --report - prints all of it"


def _summary(report: Report) -> Iterator[str]:
    yield total_line(report)
    yield f"In the plan: {counted_kinds(report)}."
    hidden = 0
    for heading, fate in _HEADINGS:
        groups = report.groups(fate)
        if groups:
            yield heading
        lines = [*_by_reason(groups)]
        yield from (f"{_INDENT}{line}" for line in lines[:_FEW])
        hidden += len(lines[_FEW:])
    if hidden:
        yield f"{_INDENT}and {counted(hidden, 'other line')}: --report - prints all of it"
    if report.kept:
        texts, have = ("text", "has") if len(report.kept) == 1 else ("texts", "have")
        yield f"{NOTES} keeps {len(report.kept):,} {texts} that {have} no place in a plan."


_HEADINGS: tuple[tuple[str, Fate], ...] = (
    ("Left out", "left out"),
    ("In part, or in another form", "partly"),
    ("Imported", "imported"),
)


def _by_reason(groups: Sequence[Group]) -> Iterator[str]:
    """Yield lines for groups, those with the same reason together."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(group.how, []).append(group)
    for how, some in sorted(found.items(), key=lambda one: -sum(len(group.titles) for group in one[1])):
        if len(some) == 1:
            titles = tuple(shorten(title, _LONGEST_TITLE) for title in some[0].titles)
            yield group_line(some[0]._replace(titles=titles))
        else:
            yield f"{', '.join(f'{group.what} ({len(group.titles):,})' for group in some)}: {how}"


def _next_steps(done: Done) -> Iterator[str]:
    if done.dry_run or done.merged is not None:
        return
    folder = shlex.quote(done.target.path.as_posix())
    yield (
        f"Next: `coursewright lint {folder}` shows the gaps, and `coursewright report {folder} -o "
        "design.html` draws the design. Imported modules are drafts, where gaps weigh less: take `status: "
        "draft` away once a module is to be judged as it will be taught."
    )


def _broken(lines: Sequence[str], width: int) -> Iterator[str]:
    """Break lines, those after the first one further in."""
    for text in lines:
        indent = text[: len(text) - len(text.lstrip(" "))]
        for number, line in enumerate(wrap(safe(text.strip()), width - len(indent) - len(_INDENT))):
            yield f"{indent}{_INDENT if number else ''}{line}"
