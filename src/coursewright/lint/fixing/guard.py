"""What fixes must not do: leave a finding as it is, break a file, or bring an error."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.lint.api import Severity
from coursewright.lint.fixing.choice import READING
from coursewright.lint.fixing.texts import Moves, parses, real

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import Finding
    from coursewright.lint.fixing.choice import Fix
    from coursewright.lint.fixing.look import Look
    from coursewright.lint.fixing.texts import Stretch, Texts

_BROKEN = frozenset({"SPC001", "SPC002", "SPC003"})
"""What no fix may bring, whatever it weighs."""


def fault_of(made: Sequence[Fix], before: Look, after: Look, texts: Texts) -> str:
    """Say what is wrong with fixes, as the end of a sentence; nothing where all is well.

    `texts` is what they have made of the files, and `after` what is to be seen there.
    """
    stretches = [one for fix in made for one in fix.stretches]
    files = dict.fromkeys(one.file for one in stretches)
    if not all(parses(file, texts.by_file[file]) for file in files):
        return "it would leave a file that is no YAML"
    if len(after.errors) > len(before.errors):
        return f"then the course could not be checked: {after.errors[-1].message}"
    if new := _new(made, before, after, stretches):
        return f"it would bring {new.code}: {new.message}"
    if _stays(made, before, after):
        return "the finding would still be there"
    return ""


def _stays(made: Sequence[Fix], before: Look, after: Look) -> bool:
    """Whether something that was fixed is still found, in the same words and the same file."""
    fixed = Counter(_words(fix.finding) for fix in made)
    then, now = (Counter(map(_words, seen.every)) for seen in (before, after))
    return any(now[words] > then[words] - count for words, count in fixed.items())


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.message, str(real(finding.mark.path))


def _new(made: Sequence[Fix], before: Look, after: Look, stretches: Sequence[Stretch]) -> Finding | None:
    """Return a finding that fixes brought.

    Where something can be read that could not be read before, what is found there was there before; only what
    stands in the new text itself counts then.
    """
    bad = [one for one in after.every if one.severity is Severity.ERROR or one.code in _BROKEN]
    if any(fix.finding.code in READING for fix in made):
        known = set(map(_words, before.every))
        moves = Moves(stretches)
        inside = (one for one in bad if one.code in _BROKEN and _is_in(one, moves))
        return next((one for one in inside if _words(one) not in known), None)
    return _more(before.every, bad)


def _more(before: Sequence[Finding], after: Sequence[Finding]) -> Finding | None:
    """Return a finding of a rule that speaks oftener of a file than it did; a message may hold numbers."""
    more = Counter(map(_kind, after)) - Counter(map(_kind, before))
    found = [one for one in after if more[_kind(one)]]
    known = set(map(_words, before)) if found else set()
    return next((one for one in found if _words(one) not in known), found[0] if found else None)


def _kind(finding: Finding) -> tuple[str, str, bool]:
    return finding.code, str(real(finding.mark.path)), finding.severity is Severity.ERROR


def _is_in(finding: Finding, moves: Moves) -> bool:
    """Whether a finding stands in what was written."""
    mark = finding.mark
    start, end = map(mark.source.offset, mark.span)
    return moves.touch(real(mark.path), start, end)
