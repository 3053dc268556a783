"""The files of a repository as they stood at a revision, put into a folder of their own.

The checkout is not touched, and no filter or attribute of the repository runs: files come straight from the
store. Links are followed only where they lead to something within the same revision.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.git import GitRefusalError, NoRepositoryError, ask_git, entries_of_git
from coursewright.reporters.shared.paths import folder_from_here
from coursewright.spec.errors import UsageError
from coursewright.spec.source import MAX_BYTES
from coursewright.spec.wording import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Repository", "UnknownRevisionError"]

_ASKER = "coursewright diff"
_MOST_FILES = 200_000
_MOST_BYTES = 500_000_000
"""Together, the files of a revision that are written out whole."""
_AT_ONCE = 2_000
"""Files that git is asked for at a time."""
_LONGEST_LINK = 4_096
"""Bytes of what a link leads to; systems take no more."""
_LINK, _FILES = "120000", ("100644", "100755", "100664")


class UnknownRevisionError(UsageError):
    """What should be a revision is none."""


class _Entry(NamedTuple):
    """A file of a revision: its mode, the name of its content, its size in bytes and its path."""

    mode: str
    content: str
    size: int
    path: str


class Repository:
    """The repository that a folder is in. Raises `UsageError` where it is in none."""

    def __init__(self, folder: Path) -> None:
        self._here = folder
        try:
            shown = ask_git(folder, "rev-parse", "--show-toplevel", asker=_ASKER)
        except NoRepositoryError:
            where = folder_from_here(folder, Path.cwd())
            message = f"{where[:1].upper()}{where[1:]} is in no git repository, so there are no revisions."
            raise UsageError(message, "Give two paths, or run it in a checkout.") from None
        except GitRefusalError as error:
            raise UsageError(f"Git says: {error.message}.") from None
        self.root = Path(os.fsdecode(shown.rstrip(b"\n")))

    def commit(self, revision: str) -> str:
        """Return the commit that a revision is; raises `UnknownRevisionError` for what is none."""
        if revision and not revision.startswith(("-", "^")):
            try:
                words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
                return self._ask(*words).decode().strip()
            except GitRefusalError:
                pass
        if not self._has_commits():
            raise UnknownRevisionError("This repository has no commit yet.", "Give two paths.")
        near = closest(revision, self._names())
        shallow = self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"
        hint = (
            f"Did you mean `{near}`?"
            if near
            else "This clone is shallow. Fetch the whole history, in GitHub Actions with `fetch-depth: 0`."
            if shallow
            else "Give a branch, a tag or a commit of this repository, or a path."
        )
        message = f"{quoted(revision)} is neither a path nor a revision that git knows."
        raise UnknownRevisionError(message, hint)

    def has(self, commit: str, path: str) -> bool:
        """Whether there is a file or folder at a path, from the root, in a commit."""
        try:
            self._ask("cat-file", "-e", f"{commit}:{path}")
        except GitRefusalError:
            return False
        return True

    def write(self, commit: str, folder: Path) -> None:
        """Write the files of a commit into an empty folder, and mark it as the root of a repository.

        Of what is larger than any spec may be, only the size is kept. Raises `UsageError` where there is too
        much of it.
        """
        folder = Path(os.path.realpath(folder))
        (folder / ".git").mkdir()
        entries = list(islice(self._entries(commit), _MOST_FILES + 1))
        whole = [one for one in entries if one.mode in _FILES and one.size <= MAX_BYTES]
        if len(entries) > _MOST_FILES:
            raise _too_much(f"more than {_MOST_FILES:,}")
        if sum(one.size for one in whole) > _MOST_BYTES:
            raise _too_much(f"{len(entries):,}")
        for one, content in self._contents(whole):
            _target(folder, one.path).write_bytes(content)
        for one in entries:
            if one.mode in _FILES and one.size > MAX_BYTES:
                with _target(folder, one.path).open("wb") as file:
                    file.truncate(one.size)
        links = [one for one in entries if one.mode == _LINK and one.size <= _LONGEST_LINK]
        self._link(links, folder)

    def _link(self, links: Sequence[_Entry], folder: Path) -> None:
        """Make the links, and take away again those that lead out of the folder or nowhere."""
        made = []
        for one, content in self._contents(links):
            place = folder / one.path
            try:
                if not Path(os.path.realpath(place.parent)).is_relative_to(folder):
                    continue  # by way of another link
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(os.fsdecode(content))
            except (OSError, ValueError):
                continue
            made.append(place)
        for place in made:
            leads = Path(os.path.realpath(place))
            if not leads.is_relative_to(folder) or not leads.exists():
                place.unlink()

    def _entries(self, commit: str) -> Iterator[_Entry]:
        for line in entries_of_git(self._here, "ls-tree", "-r", "-z", "--long", "--full-tree", commit):
            about, _, name = line.partition(b"\t")
            mode, kind, content, size = about.decode().split()
            if kind == "blob" and not size.isdecimal():  # a partial clone may lack it
                message = f"{quoted(os.fsdecode(name))} of this revision is not in this clone."
                raise UsageError(message, "Fetch all of its files, or clone it without `--filter`.")
            if kind == "blob" and _is_inside(path := os.fsdecode(name)):
                yield _Entry(mode, content, int(size), path)

    def _contents(self, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            asked = "".join(f"{one.content}\n" for one in some).encode()
            told = self._ask("cat-file", "--batch", given=asked)
            at = 0
            for one in some:
                at = told.index(b"\n", at) + 1
                yield one, told[at : at + one.size]
                at += one.size + 1

    def _has_commits(self) -> bool:
        try:
            return bool(self._ask("rev-list", "--all", "--max-count=1").strip())
        except GitRefusalError:
            return False

    def _names(self) -> list[str]:
        try:
            listed = self._ask("for-each-ref", "--format=%(refname:short)", "--count=2000")
        except GitRefusalError:
            return []
        return ["HEAD", *os.fsdecode(listed).split()]

    def _ask(self, *words: str, given: bytes = b"") -> bytes:
        return ask_git(self._here, *words, asker=_ASKER, given=given)


def _too_much(files: str) -> UsageError:
    message = f"There are {files} files at this revision, which is too much to compare."
    return UsageError(message, "Compare two checkouts of it, by their paths.")


def _is_inside(path: str) -> bool:
    """Whether a path stays below the folder that it counts from, and out of what marks a repository."""
    parts = PurePosixPath(path).parts
    plain = os.sep == "/" or not any("\\" in part or ":" in part for part in parts)
    return bool(
        parts and plain and not path.startswith("/") and ".." not in parts and parts[0].lower() != ".git"
    )


def _target(folder: Path, path: str) -> Path:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
