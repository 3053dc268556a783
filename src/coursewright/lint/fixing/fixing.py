"""Fix what can be fixed in a course, round after round, until nothing more changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.lint.fixing.choice import apart, fixes
from coursewright.lint.fixing.guard import fault_of
from coursewright.lint.fixing.look import look
from coursewright.lint.fixing.texts import Moves, real, written
from coursewright.spec.source import Source
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from coursewright.lint.api import Meta
    from coursewright.lint.engine import Linter
    from coursewright.lint.findings import Finding
    from coursewright.lint.fixing.choice import Fix
    from coursewright.lint.fixing.look import Look
    from coursewright.lint.fixing.texts import Stretch, Texts
    from coursewright.spec.discover import Job
    from coursewright.spec.errors import CoursewrightError

MOST = 100
"""Rounds after which fixes that keep calling for each other are given up."""


class Fixed(NamedTuple):
    """A finding that was fixed, and the line of the new text on which its fix begins."""

    path: Path
    line: int
    code: str
    name: str


class Changed(NamedTuple):
    """A file whose text changed; `path` is a name of it, perhaps that of a link."""

    path: Path
    before: str
    after: str


class Fixing(NamedTuple):
    """What fixing a course comes to.

    `notes` are sentences on fixes that were left out. `errors` kept some of the course from being looked at.
    """

    changed: tuple[Changed, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    notes: tuple[str, ...] = ()
    errors: tuple[CoursewrightError, ...] = ()


class Wish(NamedTuple):
    """What may be fixed: also what is `unsafe`, and in which files; `called` says how notes call a file."""

    unsafe: bool
    may_write: Callable[[Path], bool]
    called: Callable[[Path], str] = str


def fix_course(job: Job, linter: Linter, texts: Texts, wish: Wish) -> Fixing:
    """Fix the findings that are reported of a course, with `texts` in place of files that changed before."""
    real.cache_clear()
    bench = _Bench(job, linter, wish)
    state = _State(texts, look(job, linter, texts))
    before = {real(source.path): source for source in state.seen.sources}
    history = [state]
    while (following := bench.round(state)) is not None:
        circle = next((one for one in history if one.texts.by_file == following.texts.by_file), None)
        if circle is not None or len(history) > MOST:
            bench.give_up(following, circle)
            state = circle or state
            break
        state = following
        history.append(state)
        before = {real(source.path): source for source in state.seen.sources} | before
    changed = tuple(
        Changed(before[file].path, before[file].text, text)
        for file, text in state.texts.by_file.items()
        if file in before and text != before[file].text
    )
    texts_now = {file: Source(file, text) for file, text in state.texts.by_file.items()}
    fixed = tuple(sorted(one.fixed(texts_now[one.file]) for one in state.done))
    return Fixing(changed, fixed, tuple(bench.notes), history[0].seen.errors)


class _Done(NamedTuple):
    """A finding that was fixed, and the file and the offset at which its fix now begins."""

    meta: Meta
    path: Path
    file: Path
    at: int

    def fixed(self, now: Source) -> Fixed:
        """Return it with its line in what the file has become."""
        line = now.position(self.at).line
        return Fixed(self.path, line, self.meta.code, self.meta.name)


class _State(NamedTuple):
    """A course as it is between two rounds: its texts, what is seen of it, and what has been fixed."""

    texts: Texts
    seen: Look
    done: tuple[_Done, ...] = ()


class _Bench:
    """Tries fixes on a course, and remembers those that did harm."""

    def __init__(self, job: Job, linter: Linter, wish: Wish) -> None:
        self.notes: dict[str, None] = {}
        self._job = job
        self._linter = linter
        self._wish = wish
        self._refused: set[tuple[str, ...]] = set()

    def round(self, state: _State) -> _State | None:
        """Make all the fixes that can be made at once; None where there are none left."""
        while True:
            found = fixes(
                (one for one in state.seen.reported if _about(one) not in self._refused),
                unsafe=self._wish.unsafe,
                may_write=self._wish.may_write,
            )
            if not found:
                return None
            kept, following = self._settled(state, (), state, apart(found))
            if kept:
                return following

    def give_up(self, last: _State, circle: _State | None) -> None:
        """Note why nothing more was tried: fixes led back to where it was, or went on and on."""
        if circle is None:
            self.notes[f"after {MOST} rounds of fixes there was still more to fix"] = None
            return
        codes = listed(sorted({one.meta.code for one in last.done[len(circle.done) :]}))
        self.notes[f"fixes of {codes} undo each other, and were left out"] = None

    def _settled(
        self, state: _State, kept: tuple[Fix, ...], best: _State, doubtful: tuple[Fix, ...]
    ) -> tuple[tuple[Fix, ...], _State]:
        """Return as many fixes as go together, and what they make of the course.

        `best` is what those `kept` make of it. A fix that does harm by itself is not tried again; one that
        does so beside others has another chance in the next round.
        """
        together = (*kept, *doubtful)
        following, fault = self._tried(state, together)
        if not fault:
            return together, following
        if len(doubtful) > 1:
            half = len(doubtful) // 2
            kept, best = self._settled(state, kept, best, doubtful[:half])
            return self._settled(state, kept, best, doubtful[half:])
        if not kept:
            self._refuse(doubtful[0].finding, fault)
        return kept, best

    def _tried(self, state: _State, made: Sequence[Fix]) -> tuple[_State, str]:
        """Return what fixes make of a course, and what is wrong with that, if anything is."""
        stretches = [one for fix in made for one in fix.stretches]
        texts = state.texts.changed(stretches, state.seen.sources)
        seen = look(self._job, self._linter, texts)
        fault = fault_of(made, state.seen, seen, texts)
        return _State(texts, seen, (*_moved(state.done, stretches), *_done(made))), fault

    def _refuse(self, finding: Finding, fault: str) -> None:
        self._refused.add(_about(finding))
        place = f"{self._wish.called(finding.mark.path)}:{finding.line}"
        self.notes[f"{place}: the fix of {finding.code} was left out: {fault.rstrip('.')}"] = None


def _about(finding: Finding) -> tuple[str, ...]:
    return finding.code, finding.message, str(finding.mark.path), finding.mark.node


def _moved(done: Sequence[_Done], stretches: Sequence[Stretch]) -> Iterator[_Done]:
    moves = Moves(stretches)
    for one in done:
        yield one._replace(at=moves.moved(one.file, one.at))


def _done(made: Sequence[Fix]) -> Iterator[_Done]:
    """Yield fixes as they are found afterwards: at the first of their edits, past line breaks before it."""
    places = {one: start for one, start, _ in written(one for fix in made for one in fix.stretches)}
    for fix in made:
        own = real(fix.finding.mark.path)
        first = min(fix.stretches, key=lambda one: (one.file != own, one.start))
        path = next(edit.source.path for edit in fix.finding.edits if real(edit.source.path) == first.file)
        breaks = len(first.text) - len(first.text.lstrip("\r\n"))
        yield _Done(fix.finding.meta, path, first.file, places[first] + breaks)
