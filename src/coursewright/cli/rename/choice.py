"""Which thing an id means: found below a path, and told from others of the same name."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import tell
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.fixing.texts import real
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.broken import broken_files
from coursewright.spec.discover import COURSE_FILE, Owners, absolute, find_specs, plan, repository_root
from coursewright.spec.documents import read_document
from coursewright.spec.errors import CoursewrightError, UnreadableInputError, UsageError
from coursewright.spec.listing import files_matching, is_pattern, list_modules
from coursewright.spec.load import load
from coursewright.spec.nodes import Scalar
from coursewright.spec.nodes import Sequence as List
from coursewright.spec.renaming import Thing, ids, things
from coursewright.spec.text_input import read_bytes
from coursewright.spec.wording import closest, listed, quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from coursewright.spec.discover import Job
    from coursewright.spec.documents import Document
    from coursewright.spec.model import Course

__all__ = ["Choice", "chosen", "courses_sharing", "few", "refuse_unfollowed"]

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
    """Return the other courses of a repository that list a file of this one.

    Raises `CoursewrightError` where one of them lists it by another name, through a link.
    """
    own = {source.path for source in course.sources}
    files = {real(path): path for path in own}
    owners = Owners()
    home = course.path.parent
    found: list[Course] = []
    for spec in find_specs(repository_root(home) or home):
        if not COURSE_FILE.fullmatch(spec.name) or real(spec) == real(course.path):
            continue
        for path in owners.listed(spec):
            if path not in own and real(path) in files:
                other = _shown(files[real(path)])
                raise CoursewrightError(
                    f"{_shown(spec)} lists {_shown(path)}, which is {other} by another name.",
                    "List it by the same name first: what refers to it there could not follow.",
                )
        if not own.isdisjoint(owners.listed(spec)):
            found.append(load(spec))
    return found


def refuse_unfollowed(thing: Thing) -> None:
    """Raise `CoursewrightError` where a course lists the file of a thing, but does not read it.

    What refers to the thing there is not known.
    """
    files = {real(node.source.path) for node in thing.ids}
    for spec in dict.fromkeys(one for node in thing.ids for one in _courses_near(node.source.path.parent)):
        with suppress(UnreadableInputError):
            entry = _unfollowed(read_document(spec), files)
            if entry is None:
                continue
            message = (
                f"{_shown(spec)}:{entry.span.start.line}: {quoted(entry.text)} lies outside the course's "
                f"folder, so that what refers to {quoted(thing.id)} in the course cannot be seen."
            )
            raise CoursewrightError(
                message, "Move the module below the course file, or take it off the list first."
            )


def _courses_near(home: Path) -> Iterator[Path]:
    """Yield the course files of the repository around a folder; without one, those below and above it."""
    root = repository_root(home)
    yield from (one for one in find_specs(root or home) if COURSE_FILE.fullmatch(one.name))
    for folder in home.parents if root is None else ():
        with suppress(OSError):
            yield from (one for one in folder.iterdir() if COURSE_FILE.fullmatch(one.name) and one.is_file())


def _unfollowed(document: Document, files: AbstractSet[Path]) -> Scalar | None:
    """Return where a course lists one of some files, links followed, that is not among its modules."""
    root, folder = document.root, document.source.path.parent
    if document.kind != "course" or root is None:
        return None
    rest = files - {real(one) for one in list_modules(document.source.path, root).paths}
    written = root.value("modules")
    for entry in written.items if isinstance(written, List) else [written]:
        if isinstance(entry, Scalar) and not rest.isdisjoint(map(real, _paths(folder, entry.text))):
            return entry
    return None


def _paths(folder: Path, entry: str) -> list[Path]:
    if "\0" in entry:  # no path has one
        return []
    return files_matching(folder, entry) if is_pattern(entry) else [absolute(folder / entry)]


def few(places: Sequence[str]) -> str:
    """Return places as a sentence lists them, or the first few with the number of the others."""
    distinct = list(dict.fromkeys(places))
    if len(distinct) <= _MOST:
        return listed(distinct)
    return f"{', '.join(distinct[: _MOST - 1])} and {len(distinct) - _MOST + 1} more"


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
