"""Comments that silence rules do so, and say why.

## What it says

A comment `# coursewright: ignore[...]` silences nothing: it names a rule that does not exist, or one that
finds nothing where the comment stands, or one that cannot be silenced, or it is not written as it should be.
Or it silences a rule and does not say why, which is only a note.

## Why

Such a comment outlives its cause: the task is mended, the comment stays, and the next fault in the same
place goes unseen. And one that is misspelt looks as if somebody had decided something.

The reason is for whoever takes over the course next year. Half a sentence is enough, and beyond its length
it is not read.

Left alone: comments about rules that had no say in this run, because of the profile, of `--select`, of
`--ignore` or of the support model; those in a file that still says `TODO` somewhere; and all of them as long
as a part of the course cannot be read. `SPC001` to `SPC003` cannot be silenced, nor can what the
configuration locks.

## Invalid

```yaml
module: circuits
# coursewright: ignore[no-folow-up] -- the visit on Friday takes it up
tasks:
  - {id: read-ohm, title: Read Ohm's law, kind: reading}
```

## Valid

```yaml
module: circuits
tasks:
  - id: read-ohm # coursewright: ignore[FUP001] -- the visit on Friday takes it up
    title: Read Ohm's law
    kind: reading
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.reasons import says_why
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, Spot
from coursewright.rules.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.silence.suppressions import Ignore, Named
    from coursewright.spec.model import Course

META = Meta(
    code="SPC011",
    name="unused-suppression",
    statement="A comment that silences a rule does so, and says why",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="a comment that outlives its cause hides the next fault in the same place",
    fix="safe",
)


def check(_course: Course, context: Context) -> Iterator[Problem]:
    """Report each comment, or each of its words, that does not do what it was written for."""
    for ignore in context.ignores:
        if ignore.fault:
            yield Problem(_whole(ignore), f"This comment silences nothing: it {ignore.fault}.", ignore.fix)
        else:
            yield from _unknown(ignore)
            yield from _in_vain(ignore)
            yield from _idle(ignore)
            yield from _unexplained(ignore)


def _unknown(ignore: Ignore) -> Iterator[Problem]:
    for named in ignore.named:
        if not named.known:
            message = f"There is no rule or family `{named.word.text}`, so nothing is silenced."
            yield Problem(_word(ignore, named), message, named.hint)


def _in_vain(ignore: Ignore) -> Iterator[Problem]:
    for named in ignore.named:
        always, locked = (
            sorted(codes if named.alone else codes & ignore.refused) for codes in (named.always, named.locked)
        )
        if always:
            message = f"No comment silences {listed(always)}: what cannot be read cannot be checked."
            yield Problem(_word(ignore, named), message, "mend the fault, and take the code out")
        if locked:
            message = f"No comment silences {listed(locked)} here: the configuration locks it."
            yield Problem(_word(ignore, named), message, "meet the rule, or have it taken out of `locked`")


def _idle(ignore: Ignore) -> Iterator[Problem]:
    idle = [named for named in ignore.idle if not (named.always | named.locked) & ignore.refused]
    if not idle:
        return
    said = [f"`{named.word.text}`" for named in idle]
    finds = "finds" if len(said) == 1 else "find"
    if len(idle) == len(ignore.named):
        message = f"This comment has nothing to silence: {listed(said)} {finds} nothing here."
        yield Problem(_whole(ignore), message, _move_or_delete(ignore, idle))
        return
    for named in idle:
        message = f"There is nothing to silence for `{named.word.text}` here."
        yield Problem(_word(ignore, named), message, f"take `{named.word.text}` out of the brackets")


def _move_or_delete(ignore: Ignore, idle: Sequence[Named]) -> str:
    for named in idle:
        line = ignore.nearest.get(named.word.text)
        if line is not None:
            what = (
                f"`{named.word.text}` stands" if named.alone else f"a finding of `{named.word.text}` stands"
            )
            return f"move it to line {line}, where {what}, or delete it"
    return "delete it"


def _unexplained(ignore: Ignore) -> Iterator[Problem]:
    silent = [f"`{named.word.text}`" for named in ignore.named if named.codes and named not in ignore.idle]
    if not silent or says_why(ignore.reason):
        return
    hardly = f'"{shortened(ignore.reason)}" hardly says' if ignore.reason else "Nothing says"
    message = f"{hardly} why {listed(silent)} may stay silent here."
    fix = "give the reason in half a sentence after the brackets: `-- ...`"
    yield Problem(_whole(ignore), message, fix, severity=Severity.INFO)


def _whole(ignore: Ignore) -> Spot:
    return Spot(ignore.source, ignore.start, ignore.end)


def _word(ignore: Ignore, named: Named) -> Spot:
    return Spot(ignore.source, named.word.start, named.word.end)
