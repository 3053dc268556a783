"""Which thing an id means: found below a path, and told from others of the same name."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import tell
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.broken import broken_files
from coursewright.spec.discover import COURSE_FILE, Owners, find_specs, plan, repository_root
from coursewright.spec.errors import UnreadableInputError, UsageError
from coursewright.spec.load import load
from coursewright.spec.renaming import Thing, ids, things
from coursewright.spec.text_input import read_bytes
from coursewright.spec.wording import closest, listed, quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.discover import Job
    from coursewright.spec.model import Course

__all__ = ["Choice", "chosen", "courses_sharing", "few"]

_MOST = 6
"""Places that are listed in a sentence; of more, the number is said."""


class Choice(NamedTuple):
    """A thing, and the course that it stands in."""

    course: Course
    thing: Thing

    @property
    def where(self) -> str:
        """The file and line of its id."""
        node = self.thing.ids[0]
        return f"{_shown(node.source.path)}:{node.span.start.line}"

    @property
    def words(self) -> tuple[str, str, str]:
        """What tells it from others: its kind, its module, and its course."""
        home = f"--in {self.thing.home}" if self.thing.home else ""
        return f"--kind {self.thing.kind}", home, _shown(self.course.path)


def chosen(name: str, path: Path, module: str, kind: str) -> Choice | int:
    """Return the one thing below a path that has an id, or the exit code where several have it.

    Raises `UsageError` where none has it, and what `plan` and `load` do.
    """
    planned = plan((path,), Policies(Choices()).excluded)
    for error in planned.errors:
        raise error
    prefix, slash, last = name.rpartition("/")
    name, module = (last, module or prefix) if slash else (name, module)
    every = [
        Choice(course, thing)
        for job, course in _courses(planned.jobs, name)
        for thing in things((course,), name)
        if any(node.source.path in job.wanted for node in thing.ids)
    ]
    found = [
        one
        for one in every
        if (not module or one.thing.home == module) and (not kind or one.thing.kind == kind)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        _tell_apart(name, found)
        return CANNOT
    if every:
        raise _other(name, every, module, kind)
    raise _unknown(name, planned.jobs)


def _courses(jobs: Sequence[Job], name: str) -> Iterator[tuple[Job, Course]]:
    """Yield the courses in whose files a name can be read: the others need not be loaded."""
    for job in jobs:
        if any(name.encode() in _bytes(file) for file in (job.file, *job.listed)):
            yield job, load(job.file)


def _bytes(file: Path) -> bytes:
    try:
        return read_bytes(file)
    except UnreadableInputError:
        return b""


def _unknown(name: str, jobs: Sequence[Job]) -> UsageError:
    courses = [load(job.file) for job in jobs]
    near = closest(name, ids(courses))
    broken = next((one for course in courses for one in broken_files(course)), None)
    hint = f"Did you mean {quoted(near)}?" if near else ""
    if broken is not None:
        hint = f"{hint} {_shown(broken.source.path)} could not be read (line {broken.line}).".strip()
    return UsageError(f"Nothing here has the id {quoted(name)}.", hint)


def _other(name: str, every: Sequence[Choice], module: str, kind: str) -> UsageError:
    asked = " ".join((*(["--kind", kind] if kind else []), *(["--in", module] if module else [])))
    there = listed(
        list(dict.fromkeys(f"{with_article(one.thing.item.noun)} at {one.where}" for one in every))
    )
    return UsageError(f"Nothing with the id {quoted(name)} fits {asked}.", f"There is {there}.")


def _tell_apart(name: str, found: Sequence[Choice]) -> None:
    """Say which things have an id, each with the words that tell it from the others."""
    words = _telling([one.words for one in found])
    tell(
        f"{quoted(name)} names {len(found)} things. {'Say which:' if words else 'Nothing tells them apart:'}"
    )
    longest = max(map(len, words), default=0)
    for number, one in enumerate(found):
        said = f"{flat(words[number]):<{longest}}  " if words else ""
        sys.stderr.write(f"  {said}{flat(one.thing.item.label)}, {one.where}\n")
    if not words:
        tell("Give one of them another id by hand first: of two with one id, nobody knows which is meant.")


def _telling(words: Sequence[tuple[str, ...]]) -> list[str]:
    """Return for each thing the fewest words that tell it from the others; none where none do."""
    columns = range(len(words[0]))
    for few in (picked for number in columns for picked in combinations(columns, number + 1)):
        said = [tuple(one[column] for column in few) for one in words]
        if len(set(said)) == len(said) and all(all(one) for one in said):
            return [" ".join(one) for one in said]
    return []


def courses_sharing(course: Course) -> list[Course]:
    """Return the other courses of a repository that list a file of this one."""
    own = {source.path for source in course.sources}
    owners = Owners()
    home = course.path.parent
    return [
        load(spec)
        for spec in find_specs(repository_root(home) or home)
        if COURSE_FILE.fullmatch(spec.name)
        and spec != course.path
        and not own.isdisjoint(owners.listed(spec))
    ]


def few(places: Sequence[str]) -> str:
    """Return places as a sentence lists them, or the first few with the number of the others."""
    distinct = list(dict.fromkeys(places))
    if len(distinct) <= _MOST:
        return listed(distinct)
    return f"{', '.join(distinct[: _MOST - 1])} and {len(distinct) - _MOST + 1} more"


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
