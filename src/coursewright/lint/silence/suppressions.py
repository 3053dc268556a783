"""Comments that silence rules at one place, or in one file, for a reason that they give.

    - id: read-ohm  # coursewright: ignore[FUP001] -- the lab on Friday takes it up

At the end of a line it is about what starts on that line and all below it; on a line of its own, about the
next key with its value or the next item; `ignore-file`, anywhere, about the whole file. A finding follows the
place where it stands: one at an inherited value is silenced where that value is written, and its related
places, and what a report folds together, do not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.profiles import ALWAYS
from coursewright.lint.select import meant_by, names_of, suggestion, words_match
from coursewright.spec.source import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from coursewright.lint.findings import Finding
    from coursewright.lint.registry import Rule
    from coursewright.lint.silence.directives import Directive, Word
    from coursewright.spec.comments import Layout, Stretch
    from coursewright.spec.source import Source, Span

_NOTHING: frozenset[str] = frozenset()
_TO_THE_END = Position(2**62, 1)


class Silenced(NamedTuple):
    """A finding that is not told, and what keeps it quiet: a comment, or a baseline.

    `reason` is what the comment gives, empty where it gives none; `path` and `line` say where the comment
    stands, or the entry of the baseline.
    """

    finding: Finding
    kind: str
    reason: str
    path: Path
    line: int


class Named(NamedTuple):
    """A word of a comment, and the rules it stands for there; it is in the wrong if it stands for none.

    - `codes` are the rules that it may silence, `usual` those of them that run where nobody asks for more.
    - `always` and `locked` are rules that it stands for in vain: they cannot be silenced.
    - `alone` says that it names one rule, not a family.
    - `hint` says what else may have been meant by a word that nobody knows; `meant` is that alone.
    """

    word: Word
    codes: frozenset[str]
    usual: frozenset[str] = _NOTHING
    always: frozenset[str] = _NOTHING
    locked: frozenset[str] = _NOTHING
    alone: bool = False
    hint: str = ""
    meant: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a rule or family of that name."""
        return bool(self.codes or self.always or self.locked)


class Ignore(NamedTuple):
    """A comment that silences rules, or that tries to.

    - `start` and `end` are its offsets in the text of `source`; `scope` is the stretch of lines and columns
      that it is about, None where it silences nothing. Then `fault` says why, and `fix` what would help.
    - `around` is the item that what it is about is a part of, or the start of the file.
    - `used` are the rules that it silenced; `refused` are those that it would have, were they not protected.
    - `idle` are those of its words that silenced nothing although they could have; `nearest` gives for some
      of them the line at which there is what they may have been meant for.
    """

    source: Source
    start: int
    end: int
    whole_file: bool
    named: tuple[Named, ...]
    reason: str
    scope: Span | None
    around: Span | None = None
    fault: str = ""
    fix: str = ""
    used: frozenset[str] = _NOTHING
    refused: frozenset[str] = _NOTHING
    idle: tuple[Named, ...] = ()
    nearest: Mapping[str, int] = {}

    @property
    def span(self) -> Span:
        """The place of the comment."""
        return self.source.span(self.start, self.end)

    @property
    def codes(self) -> frozenset[str]:
        """Every rule that it may silence."""
        return _NOTHING.union(*(named.codes for named in self.named))

    def covers(self, finding: Finding) -> bool:
        """Whether a finding stands in what the comment is about."""
        return (
            self.scope is not None
            and finding.mark.source is self.source
            and self.scope.start <= finding.mark.span.start < self.scope.end
        )


class Silencing(NamedTuple):
    """What is left to tell, what is not, and the comments with what they did."""

    kept: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    ignores: tuple[Ignore, ...]


def ignores_in(
    source: Source, rules: Sequence[Rule], locked: AbstractSet[str] = _NOTHING
) -> tuple[Ignore, ...]:
    """Return the comments of a file that silence rules, or try to; `rules` are all that there are.

    A file that is no YAML has none: only what is wrong with it is told, and that nothing silences.
    """
    # Nearly all files hold nothing of the kind, and they are told at the price of one search.
    if "oursewright" not in source.text or source.root is None:
        return ()
    from yaml import YAMLError  # noqa: PLC0415

    from coursewright.lint.silence.directives import addressed  # noqa: PLC0415
    from coursewright.spec.comments import Layout  # noqa: PLC0415

    places = addressed(source.text)
    if not places:
        return ()
    try:
        layout = Layout(source.text)
    except YAMLError:
        return ()
    return tuple(_found(source, layout, places, _Reader(rules, locked)))


def _found(source: Source, layout: Layout, places: Iterable[int], reader: _Reader) -> Iterator[Ignore]:
    from coursewright.lint.silence.directives import directives  # noqa: PLC0415 - few files hold such comments

    done = -1
    for place in places:
        comment = layout.comment_around(place) if place > done else None
        if comment is None:
            continue
        done = comment.end
        alone = layout.stands_alone(comment)
        for directive in directives(source.text, comment.start, comment.end, alone=alone):
            yield _ignore(source, layout, comment, directive, reader)


def _ignore(
    source: Source, layout: Layout, comment: Stretch, directive: Directive, reader: _Reader
) -> Ignore:
    named = tuple(reader.named(word) for word in directive.words)
    made = Ignore(
        source,
        directive.start,
        directive.end,
        directive.whole_file,
        named,
        directive.reason,
        scope=None,
        fault=directive.fault,
        fix=directive.fix,
    )
    if directive.fault:
        return made
    first = Position(1, 1)
    if directive.whole_file:
        return made._replace(scope=source.span(0, 0)._replace(start=first, end=_TO_THE_END))
    alone = layout.stands_alone(comment)
    node = layout.below(comment) if alone else layout.beside(comment)
    if node is None and alone:
        fix = "put it right above what it is about, at the same indentation"
        return made._replace(fault="has nothing below it that it could be about", fix=fix)
    if node is None:
        fix = "put it at the end of the first line of what it is about"
        return made._replace(fault="ends a line on which nothing starts", fix=fix)
    scope = source.span(min(node.start, comment.start), max(node.end, comment.end))
    around = layout.around(node)
    return made._replace(scope=scope, around=source.span(*around) if around is not None else None)


class _Reader:
    """Knows which rules a word stands for."""

    def __init__(self, rules: Sequence[Rule], locked: AbstractSet[str]) -> None:
        self._rules = rules
        self._locked = locked
        self._known: dict[str, Named] = {}

    def named(self, word: Word) -> Named:
        known = self._known.get(word.text)
        if known is None:
            known = self._known[word.text] = self._find(word)
        return known._replace(word=word)

    def _find(self, word: Word) -> Named:
        rules = words_match(word.text, self._rules)
        if not rules:
            hint = suggestion(word.text, self._rules).rstrip(".")
            meant = meant_by(word.text, self._rules)
            return Named(word, _NOTHING, hint=hint[:1].lower() + hint[1:], meant=meant)
        every = frozenset(rule.meta.code for rule in rules)
        usual = {rule.meta.code for rule in rules if rule.meta.usual}
        always = every & ALWAYS
        locked = every & self._locked - ALWAYS
        codes = every - always - locked
        alone = len(rules) == 1 and word.text.lower() in names_of(rules[0])
        return Named(word, codes, codes & usual, always, locked, alone)


def silence(findings: Iterable[Finding], ignores: Sequence[Ignore]) -> Silencing:
    """Take out the findings that comments are about.

    Where several comments are about one finding, the one about the smallest stretch of the file silences it,
    and the others did nothing. A rule that stumbled is always told.
    """
    if not ignores:
        return Silencing(tuple(findings), (), ())
    findings = list(findings)
    covering = _covering(findings, ignores)
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    used: dict[int, set[str]] = {}
    refused: dict[int, set[str]] = {}
    for number, finding in enumerate(findings):
        around = [] if finding.crash else covering.get(number, [])
        about = [one for one in around if finding.code in one.codes]
        if not about:
            kept.append(finding)
            for one in around:
                if any(finding.code in named.always | named.locked for named in one.named):
                    refused.setdefault(id(one), set()).add(finding.code)
            continue
        nearest = min(about, key=_size)
        used.setdefault(id(nearest), set()).add(finding.code)
        line = nearest.span.start.line
        silenced.append(Silenced(finding, "comment", nearest.reason, nearest.source.path, line))
    after = tuple(
        one._replace(
            used=one.used | used.get(id(one), _NOTHING), refused=one.refused | refused.get(id(one), _NOTHING)
        )
        for one in ignores
    )
    return Silencing(tuple(kept), tuple(silenced), after)


def _covering(findings: Sequence[Finding], ignores: Iterable[Ignore]) -> dict[int, list[Ignore]]:
    """Return the comments about each finding, by its number: both are gone through once, in order."""
    waiting: dict[Source, list[Ignore]] = {}
    for one in sorted((one for one in ignores if one.scope), key=_begin, reverse=True):
        waiting.setdefault(one.source, []).append(one)
    begun: dict[Source, list[Ignore]] = {}
    covering: dict[int, list[Ignore]] = {}
    for number, finding in sorted(enumerate(findings), key=lambda pair: pair[1].mark.span.start):
        source = finding.mark.source
        coming = waiting.get(source)
        if coming is None:
            continue
        here = [*begun.get(source, ())]
        while coming and _begin(coming[-1]) <= finding.mark.span.start:
            here.append(coming.pop())
        covering[number] = begun[source] = [one for one in here if one.covers(finding)]
    return covering


def _begin(ignore: Ignore) -> Position:
    assert ignore.scope is not None  # noqa: S101 - it covers something
    return ignore.scope.start


def _size(ignore: Ignore) -> tuple[int, int, int]:
    """Tell smaller stretches from larger ones that hold them."""
    assert ignore.scope is not None  # noqa: S101 - it covers something
    start, end = ignore.scope
    return (end.line - start.line, end.column - start.column, ignore.start)
