"""What closes a report for people: how often each rule spoke, where the time goes, and the summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import safe, wrap
from coursewright.reporters.shared.style import Paint
from coursewright.reporters.shared.summary import COUNTED, duration
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.lint.runs.tally import Tally
    from coursewright.reporters.reporter import RunRecord
    from coursewright.reporters.shared.digest import Digest

NARROWEST = 40
_TINTS = (*COUNTED, ("good", r"\bnothing found\b"))


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
    """Return what closes a report; `entries` is how many it showed after folding.

    `statistics` adds how often each rule spoke, and `quiet` leaves out the rest.
    """
    paint = Paint(coloured)
    blocks = [counts(run.tally, paint)] if statistics else []
    if not quiet:
        costs = _costs(run.digest, paint, max(columns, NARROWEST) if wrapped else None)
        blocks.append(costs + _commands(run.digest, paint, columns))
        lines = [line for line in (run.digest.fixes, *run.digest.lines(entries)) if line]
        shown = (tinted(line, columns, coloured=coloured, wrapped=wrapped) for line in lines)
        blocks.append("".join(f"{line}\n" for line in shown))
    return "\n".join(filter(None, blocks))


def counts(tally: Tally, paint: Paint) -> str:
    """Return how often each rule spoke, a line each, the most frequent first."""
    rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
    most = max((len(f"{count:,}") for _, count in rows), default=1)
    return "".join(f"{count:>{most},}  {paint('code', code)}  {tally.names[code]}\n" for code, count in rows)


def _costs(digest: Digest, paint: Paint, room: int | None) -> str:
    if not digest.costliest:
        return ""
    times = [duration(cost.minutes) for cost in digest.costliest]
    most = max(map(len, times))
    text = "What takes longest to mend:\n"
    for cost, time in zip(digest.costliest, times, strict=True):
        said = f"{cost.code} {cost.name}, {counted(cost.findings, 'finding')}"
        lines = [said] if room is None else wrap(said, room - most - 4)
        shown = f"\n{' ' * (most + 4)}".join(lines).replace(cost.code, paint("code", cost.code), 1)
        text += f"  {time:>{most}}  {shown}\n"
    return text


def _commands(digest: Digest, paint: Paint, room: int) -> str:
    """Say what to type next. A command stays whole, so that it can be copied."""
    match digest.commands:
        case ():
            return ""
        case (one,):
            return f"To see {one.shows}: {safe(one.line)}\n"
    lines = [safe(one.line) for one in digest.commands]
    most = max(map(len, lines))
    beside = most + 4 + max(len(one.shows) for one in digest.commands) <= room
    text = "To see more:\n"
    for line, one in zip(lines, digest.commands, strict=True):
        shows = paint("quiet", one.shows)
        text += f"  {line:<{most}}  {shows}\n" if beside else f"  {line}\n      {shows}\n"
    return text


def tinted(text: str, columns: int, *, coloured: bool = False, wrapped: bool = False) -> str:
    """Return a line of the summary, wrapped as headlines are and with what matters in colour."""
    paint = Paint(coloured)
    shown = "\n".join(wrap(text, max(columns, NARROWEST))) if wrapped else text
    for style, words in _TINTS if coloured else ():
        shown = re.sub(words, lambda found: paint(style, found[0]), shown)  # noqa: B023 - used at once
    return shown
