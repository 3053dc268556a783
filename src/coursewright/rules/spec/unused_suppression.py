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

import re
from typing import TYPE_CHECKING

from coursewright.design.reasons import says_why
from coursewright.lint.api import Change, Context, Evidence, Meta, Problem, Severity, Spot
from coursewright.rules.wording import listed, shortened
from coursewright.spec.wording import closest

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

_CLEARLY = 0.8
"""How like a name a word must be to be replaced by it; the ratio is that of `difflib`."""


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
            yield Problem(_word(ignore, named), message, named.hint, edits=_instead_of(ignore, named))


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
        edits = (_without(ignore, safe=not ignore.nearest),)
        yield Problem(_whole(ignore), message, _move_or_delete(ignore, idle), edits=edits)
        return
    for named in idle:
        message = f"There is nothing to silence for `{named.word.text}` here."
        fix = f"take `{named.word.text}` out of the brackets"
        yield Problem(_word(ignore, named), message, fix, edits=(_without_word(ignore, named),))


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


def _instead_of(ignore: Ignore, named: Named) -> tuple[Change, ...]:
    """Write the rule that an unknown word is nearly the name of; what is like none is left out."""
    if named.meant:
        written = named.word.text.lower()
        is_rule = "-" in named.meant or named.meant[3:].isdigit()
        clear = is_rule and closest(written, [named.meant.lower()], cutoff=_CLEARLY)
        return (Change(_word(ignore, named), named.meant),) if clear else ()
    if len(ignore.named) == 1:
        return (_without(ignore, safe=True),)
    return (_without_word(ignore, named),)


def _without(ignore: Ignore, *, safe: bool) -> Change:
    """Take a comment out with the white space before it, and its line if nothing else stands there."""
    text, start, end = ignore.source.text, ignore.start, ignore.end
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    while start > line and text[start - 1] in " \t":
        start -= 1
    rest = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(text, end)
    if start == line and rest is not None:
        if rest.end() == len(text) and not rest[0].strip(" \t"):
            start = len(re.sub(r"(?:\r\n|\r|\n)\Z", "", text[:start]))
        end = rest.end()
    elif rest is None:  # another one follows in the same comment
        start = ignore.start
        end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    return Change(Spot(ignore.source, start, end), "", safe)


def _without_word(ignore: Ignore, named: Named) -> Change:
    """Take a word out with the comma behind it, the last one with the comma before it."""
    _, start, end = named.word
    words = [other.word for other in ignore.named]
    number = words.index(named.word)
    if number + 1 < len(words):
        end = words[number + 1].start
    else:
        start = words[number - 1].end
    return Change(Spot(ignore.source, start, end), "", safe=True)
