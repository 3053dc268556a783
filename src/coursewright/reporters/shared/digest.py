"""What a run came to, part by part, so that every report for people says it in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.severity import Severity
from coursewright.reporters.shared import summary
from coursewright.reporters.shared.entry_words import explain
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.runs.tally import Tally

MOST = 5
"""Rules that are named as the ones that cost most time."""
_WORTH_RANKING = 3
"""Rules below which it is plain to see where the time goes."""


class Cost(NamedTuple):
    """What mending all findings of a rule takes, in minutes."""

    code: str
    name: str
    findings: int
    minutes: int


class Command(NamedTuple):
    """A command to type, and what it shows, as the end of a sentence."""

    line: str
    shows: str


class Digest(NamedTuple):
    """The sums of a run in words.

    - `read` is what was looked at, `found` what was found and about how long it takes to mend; it begins with
      `counts`.
    - `known` are clauses on what is not counted: left out on purpose, silenced, or in a baseline.
    - `mended` is a sentence on what a baseline lists in vain, `fixes` one on what a machine can fix.
    - `costliest` are the rules whose findings take longest to mend, the longest first; empty where few spoke.
    - `passed` is a sentence on the highest profile passed, and `verdict` one on the exit code.
    - `commands` show more; `words` are the command that was run, none for what came by standard input.
    """

    read: str
    counts: str
    found: str
    verdict: str
    passed: str = ""
    known: tuple[str, ...] = ()
    mended: str = ""
    fixes: str = ""
    words: tuple[str, ...] = ()
    costliest: tuple[Cost, ...] = ()
    commands: tuple[Command, ...] = ()
    errors: int = 0
    warnings: int = 0
    notes: int = 0

    @property
    def total(self) -> int:
        """How many findings there are."""
        return self.errors + self.warnings + self.notes

    @property
    def again(self) -> str:
        """The command that shows all of it as text, empty where there is none."""
        return _line(self.words)

    def lines(self, entries: int | None = None) -> list[str]:
        """Return the last lines of a report; `entries` is how many it showed after folding, if it folds."""
        found = self.found
        if entries is not None and entries < self.total:
            folded = f", shown as {counted(entries, 'entry', 'entries')}"
            found = f"{self.counts}{folded}{found.removeprefix(self.counts)}"
        said = f"{self.read}: {'; '.join((found, *self.known))}." if self.found else self.read
        last = " ".join(filter(None, (said, self.passed, self.verdict)))
        return [line for line in (self.mended, last) if line]


def digest(
    tally: Tally,
    fail_on: str,
    *,
    limit: str = "",
    errors: int = 0,
    unchecked: str = "",
    again: Sequence[str] | None = None,
    fixed: int = 0,
    unsafe: bool = False,
) -> Digest:
    """Return what a run came to.

    `fail_on` and `limit` are as `summary.in_force` returns them; `errors` counts what could not be checked,
    and `unchecked` says it in a clause. `again` is the command, word by word, where it can be run again.
    `fixed` counts what was fixed, and `unsafe` says that unsafe fixes were asked for, too.
    """
    severities, ranked = tally.severities, costliest(tally)
    before = f"{fixed:,} fixed; " if fixed and tally.files else ""
    return Digest(
        read=summary.read(tally),
        counts=before + summary.counts(tally),
        found=before + summary.found(tally),
        verdict=summary.verdict(tally, fail_on, errors, limit, unchecked),
        passed=summary.passed(tally),
        known=tuple(summary.known(tally)),
        mended=summary.mended(tally),
        fixes=summary.fixes(tally, unsafe=unsafe),
        costliest=ranked,
        commands=tuple(_commands(tally, ranked, again)),
        words=tuple(again or ()),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.INFO],
    )


def costliest(tally: Tally) -> tuple[Cost, ...]:
    """Return the rules whose findings take longest to mend."""
    if len(tally.codes) < _WORTH_RANKING:
        return ()
    ranked = sorted(tally.costs.items(), key=lambda row: (-row[1], row[0]))
    return tuple(
        Cost(code, tally.names[code], tally.codes[code], minutes)
        for code, minutes in ranked[:MOST]
        if minutes
    )


def _commands(tally: Tally, ranked: Sequence[Cost], again: Sequence[str] | None) -> Iterator[Command]:
    if ranked:
        code = ranked[0].code
        yield Command(explain(code), "why it matters, and what helps")
        if again is not None:
            yield Command(_line(_without(again, "--select"), "--select", code), "these findings alone")
    if again is not None and tally.hidden:
        yield Command(_line(again, "--no-baseline"), "also what the baseline hides")
    if again is not None and tally.ignored:
        yield Command(_line(again, "--no-ignores"), "also what comments silence")


def _without(words: Sequence[str], option: str) -> list[str]:
    """Return a command without an option that has a value."""
    kept: list[str] = []
    skipped = False
    for word in words:
        if not skipped and word != option:
            kept.append(word)
        skipped = word == option
    return kept


def _line(words: Sequence[str], *more: str) -> str:
    import shlex  # noqa: PLC0415 - few runs end with commands

    return shlex.join([*words, *more])
