"""Which two designs `coursewright diff` compares: paths, or revisions of the repository around them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.diff.revisions import Repository, UnknownRevisionError
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.discover import absolute
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import closest, quoted

if TYPE_CHECKING:
    from contextlib import ExitStack

__all__ = ["Side", "two_sides"]

_WRITTEN_ANEW = "coursewright-revision-"


class Side(NamedTuple):
    """One of two designs.

    - `name` is what the command line calls it.
    - `home` is the folder from which paths count, `target` the file or folder in it that is looked at.
    - `stands_for` is the folder in the checkout that `home` is a copy of, or `home` itself.
    - `is_there` says whether there is anything at `target`; without that, all of `home` is looked through
      for counterparts.
    """

    name: str
    home: Path
    target: Path
    stands_for: Path
    is_there: bool = True

    @property
    def is_copy(self) -> bool:
        """Whether it was written out of a revision."""
        return self.home != self.stands_for

    def local(self, path: Path) -> str:
        """Return a path as it counts from `home`, with `/`, which is the same on both sides."""
        real = path if path.is_relative_to(self.home) else Path(os.path.realpath(path))
        return real.relative_to(self.home).as_posix() if real.is_relative_to(self.home) else path.as_posix()

    def shown(self, path: Path) -> str:
        """Return a path as one would type it where the command runs."""
        local = self.local(path)
        return from_here(self.stands_for / local, Path.cwd())


class _Named(NamedTuple):
    """A design as the command line names it: a path, or a revision with a path in it if one is given."""

    word: str
    path: Path | None = None
    revision: str = ""
    inside: str = ""


def two_sides(old: str, new: str | None, path: Path | None, stack: ExitStack) -> tuple[Side, Side]:
    """Return the two designs; what revisions are written into is taken away when `stack` closes.

    Raises `UsageError` for what names none.
    """
    first = _read(old)
    second = _read(new) if new is not None else None
    if first.path is not None and (second is None or second.path is not None):
        if second is None or second.path is None:
            raise UsageError(
                f"{quoted(old)} is a path, so there must be a second one to compare it with.",
                "Give both, or a revision such as `main` to compare with what you have now.",
            )
        if path is not None:
            raise UsageError("--path goes with revisions.", "Leave it out: both paths are given.")
        return _of_path(first.path, old), _of_path(second.path, second.word)
    return _of_revisions(first, second, path, stack)


def _of_revisions(
    first: _Named, second: _Named | None, path: Path | None, stack: ExitStack
) -> tuple[Side, Side]:
    given = first.path or (second.path if second is not None else None) or path
    if path is not None and given is not path:
        raise UsageError("--path goes with revisions alone.", "Leave it out: a path is given.")
    wanted = absolute(given or Path())
    if given is not None and not os.path.lexists(wanted) and first.path is None and second is None:
        near = _nearby(wanted)
        if near:
            raise UsageError(f"There is no file or folder {quoted(str(given))}.", near)
    repository = Repository(_existing(wanted))
    inside = next((one.inside for one in (first, second) if one is not None and one.inside), "")
    if given is None and inside:  # what one of the two names is looked for in the other
        wanted = repository.root / _inside(inside, repository)
    local = _local(wanted, repository)
    if second is None:
        second = _Named("the working tree", wanted)
    sides = [
        _of_path(wanted, one.word, repository.root)
        if one.path is not None
        else _of_revision(one, repository, local, stack)
        for one in (first, second)
    ]
    old, new = sides
    for named, side in ((first, old), (second, new)):
        if named.inside and not side.is_there:
            raise UsageError(
                f"There is nothing at {quoted(named.inside)} in {quoted(named.revision)}.", "Check the path."
            )
    if not (old.is_there or new.is_there):
        raise UsageError(
            f"There is nothing at {quoted(local)} in {old.name} or in {new.name}.", "Check the path."
        )
    return old, new


def _read(word: str) -> _Named:
    """Read a word of the command line: what is there is a path, all else a revision."""
    if not word.strip():
        raise UsageError("An empty text names no design.", "Give a path, a branch, a tag or a commit.")
    if os.path.lexists(word):
        return _Named(word, Path(word))
    revision, colon, inside = word.partition(":")
    if colon and revision and not (len(revision) == 1 and inside[:1] in "\\/"):
        return _Named(word, None, revision, inside or ".")
    return _Named(word, None, word)


def _of_path(path: Path, name: str, home: Path | None = None) -> Side:
    target = absolute(path)
    if home is None:
        home = target if target.is_dir() else target.parent
    elif not target.is_relative_to(home):
        target = Path(os.path.realpath(target))
    return Side(name, home, target, home, os.path.lexists(target))


def _of_revision(named: _Named, repository: Repository, local: str, stack: ExitStack) -> Side:
    try:
        commit = repository.commit(named.revision)
    except UnknownRevisionError as error:
        near = _nearby(absolute(named.word))
        raise (UsageError(error.message, near) if near else error) from None
    folder = Path(os.path.realpath(stack.enter_context(tempfile.TemporaryDirectory(prefix=_WRITTEN_ANEW))))
    repository.write(commit, folder)
    inside = _inside(named.inside, repository) if named.inside else local
    target = Path(os.path.normpath(folder / inside))
    if not target.is_relative_to(folder):
        raise UsageError(f"{quoted(inside)} leads out of the repository.", "Check the path.")
    return Side(named.word, folder, target, repository.root, os.path.lexists(target))


def _inside(written: str, repository: Repository) -> str:
    """Return the path in `REVISION:path` as git reads it: from the root, with `./` from where one stands."""
    from_here = written == "." or written.startswith(("./", "../"))
    return _local(absolute(written), repository) if from_here else written


def _existing(path: Path) -> Path:
    """Return the nearest folder that there is, for a path that may be there only at another revision."""
    for folder in (path, *path.parents):
        if folder.is_dir():
            return folder
    return Path.cwd()


def _local(path: Path, repository: Repository) -> str:
    root = Path(os.path.realpath(repository.root))
    real = path if path.is_relative_to(repository.root) else Path(os.path.realpath(path))
    for base in (repository.root, root):
        if real.is_relative_to(base):
            return real.relative_to(base).as_posix()
    shown = from_here(path, Path.cwd())
    raise UsageError(f"{quoted(shown)} is not in the repository.", "Give a path within it.")


def _nearby(path: Path) -> str:
    try:
        near = closest(path.name, [one.name for one in path.parent.iterdir()], cutoff=0.8)
    except OSError:
        return ""
    return f"Did you mean `{near}`?" if near else ""
