"""What closes a report for people: how often each rule spoke, where the time goes, and the summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.measure import wrap
from coursewright.reporters.style import Paint
from coursewright.reporters.summary import duration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.runs.tally import Tally
    from coursewright.reporters.digest import Cost, Digest
    from coursewright.reporters.reporter import RunRecord

NARROWEST = 40
_TINTS = (
    ("error", r"\b[\d,]+ errors?\b"),
    ("warning", r"\b[\d,]+ warnings?\b"),
    ("info", r"\b[\d,]+ notes?\b"),
    ("good", r"\bnothing found\b"),
)


def closing(
    run: RunRecord,
    entries: int | None = None,
    columns: int = 100,
    *,
    coloured: bool = False,
    wrapped: bool = False,
    statistics: bool = False,
    quiet: bool = False,
) -> str:
    """Return what closes a report; `entries` is how many it showed after folding, if it folds."""
    paint = Paint(coloured)
    blocks = [_statistics(run.tally, paint)] if statistics and run.tally.total else []
    if not quiet:
        blocks += [block for block in (_costs(run.digest, paint), _commands(run.digest, paint)) if block]
        lines = [
            tinted(line, columns, coloured=coloured, wrapped=wrapped) for line in run.digest.lines(entries)
        ]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _statistics(tally: Tally, paint: Paint) -> str:
    """Return how often each rule fired, most frequent first."""
    rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
    most = max((len(f"{count:,}") for _, count in rows), default=1)
    return "".join(f"{count:>{most},}  {paint('code', code)}  {tally.names[code]}\n" for code, count in rows)


def _costs(digest: Digest, paint: Paint) -> str:
    """Return the rules that cost most time, a line each."""
    if not digest.costliest:
        return ""
    times = [duration(cost.minutes) for cost in digest.costliest]
    return "Most of the time goes here:\n" + "".join(
        _cost(*row, times, paint) for row in zip(digest.costliest, times, strict=True)
    )


def _cost(cost: Cost, time: str, times: Sequence[str], paint: Paint) -> str:
    most = max(map(len, times))
    count = f"{cost.findings:,} finding{'s' if cost.findings > 1 else ''}"
    return f"  {time:>{most}}  {paint('code', cost.code)} {cost.name}, {count}\n"


def _commands(digest: Digest, paint: Paint) -> str:
    """Return what to type next, a line each."""
    return "".join(
        f"{paint('code', command.line)}  {paint('quiet', f'# {command.shows}')}\n"
        for command in digest.commands
    )


def tinted(text: str, columns: int, *, coloured: bool = False, wrapped: bool = False) -> str:
    """Return a line of the summary, wrapped as headlines are and with what matters in colour."""
    paint = Paint(coloured)
    shown = "\n".join(wrap(text, max(columns, NARROWEST))) if wrapped else text
    for style, words in _TINTS if coloured else ():
        shown = re.sub(words, lambda found: paint(style, found[0]), shown)  # noqa: B023 - used at once
    return shown
