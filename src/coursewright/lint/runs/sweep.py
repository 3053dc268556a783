"""Many courses in one go: what is known from before is taken from the cache, the rest is shared out.

What a run needs of a course is an `Outcome`: its share of the sums and the pieces of the report, as plain
data, so that it can come from another process or from an earlier run alike.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from multiprocessing.process import BaseProcess
    from typing import NoReturn

    from coursewright.lint.runs.cache import Cache
    from coursewright.spec.discover import Job
    from coursewright.spec.errors import CoursewrightError
    from coursewright.spec.witness import Evidence

PAYS_OFF = 60
"""Files that a process must have to do before starting it saves time."""
_AT_ONCE = 8
"""Courses that a process is handed in one go."""
_MOST = 60
"""Processes that Windows can wait for at a time, with some to spare."""


class Piece(NamedTuple):
    """What is made of one course for reports: text and how many entries that shows, or a plain record."""

    text: str = ""
    entries: int = 0
    rest: Sequence[Any] | None = None


class Outcome(NamedTuple):
    """What checking one job came to.

    `pieces` has for each course one of every shape that was asked for. `today` is the day that it depends
    on, if it does. What went wrong is in `errors`; then it is not
    kept. `notes` are for whoever runs the command: what still works, and is called otherwise now.
    """

    tally: dict[str, Any]
    pieces: tuple[tuple[Piece, ...], ...]
    evidence: Evidence
    today: str = ""
    errors: tuple[CoursewrightError, ...] = ()
    notes: tuple[str, ...] = ()


def sweep(
    jobs: Sequence[Job],
    make: Callable[[], Callable[[Job], Outcome]],
    *,
    cache: Cache | None = None,
    processes: int = 0,
) -> Iterator[Outcome]:
    """Yield the outcome of each job, in their order, whoever finds it.

    `make` makes what checks a job; it is called once in each process that has something to do. `processes` is
    how many of them to use, 0 for as many as pay off. What is new goes to the cache, also where the run is
    broken off.
    """
    known = [cache.find(job) if cache is not None else None for job in jobs]
    new = [job for job, outcome in zip(jobs, known, strict=True) if outcome is None]
    outcomes = _checked(new, make, processes)
    try:
        for job, outcome in zip(jobs, known, strict=True):
            if outcome is not None:
                yield outcome
                continue
            found = next(outcomes)
            if cache is not None and not found.errors:
                cache.keep(job, found)
            yield found
    finally:
        outcomes.close()
        if cache is not None:
            cache.save()


def _checked(
    jobs: Sequence[Job], make: Callable[[], Callable[[Job], Outcome]], processes: int
) -> Generator[Outcome, None, None]:
    count = min(processes or _worthwhile(jobs), len(jobs), _MOST)
    if count > 1:
        yield from _shared_out(jobs, make, count)
    elif jobs:
        check = make()
        for job in jobs:
            yield check(job)


def _worthwhile(jobs: Iterable[Job]) -> int:
    files = sum(max(len(job.wanted), 1) for job in jobs)
    return max(1, min(files // PAYS_OFF, _cores()))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux can tell which of them are ours
        return os.cpu_count() or 1


def _shared_out(
    jobs: Sequence[Job], make: Callable[[], Callable[[Job], Outcome]], processes: int
) -> Iterator[Outcome]:
    import multiprocessing  # noqa: PLC0415 - most runs are over before it would be imported
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # A fork starts with all that is imported here, but libraries of macOS do not survive one.
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    context = multiprocessing.get_context("fork" if forks else None)
    size = max(1, min(_AT_ONCE, len(jobs) // (processes * 4)))
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(make,)) as pool:
        try:
            yield from pool.map(_work, jobs, chunksize=size)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_check: Callable[[Job], Outcome] | None = None
"""What a process of ours checks with."""


def _begin(make: Callable[[], Callable[[Job], Outcome]]) -> None:
    import signal  # noqa: PLC0415
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    global _check  # noqa: PLW0603 - a process of a pool has no other place for what it keeps
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told, and ends us
    if (parent := parent_process()) is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()
    try:
        _check = make()
    except Exception as error:  # noqa: BLE001 - a pool whose process cannot begin says nothing of the reason
        _check = partial(_refuse, error)


def _end_after(parent: BaseProcess) -> None:
    """End with the process that started us, even where it was killed and could not tell."""
    parent.join()
    os._exit(1)


def _refuse(error: Exception, _job: Job) -> NoReturn:
    raise error


def _work(job: Job) -> Outcome:
    assert _check is not None  # noqa: S101 - `_begin` ran before
    return _check(job)
