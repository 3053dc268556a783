"""Fix the courses of a run, one after the other, and keep what that came to."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.lint.options import Mended
from coursewright.cli.lint.worker import desk
from coursewright.cli.writing import NewText, write_all
from coursewright.lint.fixing.fixing import Changed, Wish, fix_course
from coursewright.lint.fixing.texts import Texts, real
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.errors import CoursewrightError, InternalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coursewright.cli.fence import Fence
    from coursewright.cli.lint.sweeping import Sweep
    from coursewright.lint.fixing.fixing import Fixed, Fixing
    from coursewright.lint.runs.sweep import Outcome
    from coursewright.spec.discover import Job


class Mending:
    """What fixing comes to, course by course; `unsafe` says whether unsafe fixes are taken, too.

    Nothing is written beyond the `fence`.
    """

    def __init__(self, unsafe: bool, fence: Fence) -> None:
        self.fixed: list[Fixed] = []
        self.more = 0
        """Findings that unsafe fixes would mend, where those are not taken."""
        self.crashed = False
        """Whether a rule stumbled."""
        self._unsafe = unsafe
        self._fence = fence
        self._changed: dict[Path, Changed] = {}
        self._notes: dict[str, None] = {}
        self._errors: dict[str, CoursewrightError] = {}

    @property
    def changed(self) -> Sequence[Changed]:
        """The files that changed, each as it was at first and as it is at last."""
        every = sorted(self._changed.values(), key=lambda one: one.path.as_posix())
        return [one for one in every if one.before != one.after]

    @property
    def outcome(self) -> Mended:
        """What a report should know of it."""
        return Mended(len(self.fixed), tuple(self._notes), tuple(self._errors.values()))

    def note(self, said: str) -> None:
        """Keep something to tell, once."""
        self._notes[said] = None

    def inside(self, file: Path) -> bool:
        """Whether a file lies within the fence; of each that is left alone, a note is kept."""
        if self._fence.holds(file):
            return True
        self.note(f"{from_here(file, Path.cwd())} lies elsewhere, and is fixed only if it is named")
        return False

    def run(self, running: Sweep, texts: Texts, may_write: Callable[[Path], bool], *, writes: bool) -> None:
        """Fix the courses of a run that have something to fix, each whole or not at all.

        `texts` stand in for files. What is not to be written stays there, for courses that share a file.
        """
        self._fail(running.errors)
        jobs = [job for job, outcome in running.outcomes if self._has_fixes(outcome)]
        linter = desk(running.order).linter if jobs else None
        for job in jobs:
            assert linter is not None  # noqa: S101 - there are jobs
            wish = Wish(
                self._unsafe, partial(_may_write, job, may_write), partial(_called, running.order.here)
            )
            try:
                fixing = fix_course(job, linter, texts, wish)
                if writes:
                    write_all(
                        [NewText(one.path, one.after, one.before) for one in fixing.changed], self._fence
                    )
            except CoursewrightError as error:
                self._fail([error])
            except Exception as error:
                if os.environ.get("COURSEWRIGHT_TRACEBACK"):
                    raise
                self._fail([InternalError(error, job.file)])
            else:
                self._keep(fixing)
                if not writes:
                    now = {real(one.path): one.after for one in fixing.changed}
                    texts = Texts({**texts.by_file, **now})

    def _has_fixes(self, outcome: Outcome) -> bool:
        """Whether there is something to fix in a course; what else it says is kept."""
        self._fail(outcome.errors)
        for note in outcome.notes:
            self.note(note)
        self.crashed |= bool(outcome.tally.get("crashes"))
        safe, unsafe = (outcome.tally.get(f"{kind}_fixes", 0) for kind in ("safe", "unsafe"))
        if self._unsafe:
            return bool(safe + unsafe)
        self.more += unsafe
        return bool(safe)

    def _keep(self, fixing: Fixing) -> None:
        self.fixed += fixing.fixed
        self._fail(fixing.errors)
        for note in fixing.notes:
            self.note(note)
        for one in fixing.changed:
            file = real(one.path)
            first = self._changed.get(file, one)
            self._changed[file] = Changed(first.path, first.before, one.after)

    def _fail(self, errors: Iterable[CoursewrightError]) -> None:
        self._errors.update((str(error), error) for error in errors)


def _may_write(job: Job, allowed: Callable[[Path], bool], file: Path) -> bool:
    """Whether a file of a course may be written: one that was asked for, and that is allowed."""
    return file in job.wanted and allowed(file)


def _called(here: Path, file: Path) -> str:
    return from_here(file, here)
