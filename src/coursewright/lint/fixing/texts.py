"""Texts that stand in for files: what their documents are, and where an edit leaves other places."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.editing.edits import TextEdit, applied
from coursewright.spec.load import Document, read_document
from coursewright.spec.text_input import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.lint.findings import Edit
    from coursewright.spec.source import Source


class Stretch(NamedTuple):
    """A stretch of the file that really stands at `file`, links followed, and what it is to become."""

    file: Path
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, edit: Edit) -> Stretch:
        """Return the stretch of an edit."""
        start, end = map(edit.source.offset, edit.span)
        return cls(real(edit.source.path), start, end, edit.text)

    def meets(self, other: Stretch) -> bool:
        """Whether two stretches overlap or touch, so that one of them may change what the other is about."""
        return self.file == other.file and self.start <= other.end and other.start <= self.end


class Texts(Mapping[Path, Document]):
    """Texts in place of files, by any of their names; what asks for a file is given the text's document.

    Each document is made anew, because a course takes its documents apart.
    """

    def __init__(self, texts: Mapping[Path, str]) -> None:
        self._texts = dict(texts)

    @property
    def by_file(self) -> Mapping[Path, str]:
        """The texts by the files that they stand for, links followed."""
        return self._texts

    def __getitem__(self, path: Path) -> Document:
        """Return the document that stands in for a file."""
        return read_document(path, self._texts[real(path)].encode())

    def __iter__(self) -> Iterator[Path]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def changed(self, stretches: Sequence[Stretch], sources: Iterable[Source]) -> Texts:
        """Return the texts with stretches written anew; `sources` are the files as they are now."""
        now = {real(source.path): source for source in sources}
        texts = dict(self._texts)
        for file in dict.fromkeys(one.file for one in stretches):
            source = now[file]
            edits = [TextEdit(source, one.start, one.end, one.text) for one in stretches if one.file == file]
            texts[file] = applied(source.text, edits)
        return Texts(texts)


@lru_cache(maxsize=4096)
def real(path: Path) -> Path:
    """Return where a file really stands; a link in a circle stands where it is.

    Every finding is asked for it, so it is looked up once; `fix_course` begins anew.
    """
    return Path(os.path.realpath(path))


def parses(path: Path, text: str) -> bool:
    """Whether a text is YAML, whatever it says."""
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    source, fault = decode(path, text.encode())
    return fault is None and not read(source)[1]


class Moves:
    """Where places of files are once stretches are written anew."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._starts: defaultdict[Path, list[int]] = defaultdict(list)
        self._shifts: defaultdict[Path, list[int]] = defaultdict(lambda: [0])
        self._written: defaultdict[Path, list[tuple[int, int]]] = defaultdict(list)
        for one, start, end in written(stretches):
            self._starts[one.file].append(one.start)
            self._shifts[one.file].append(start + len(one.text) - one.end)
            self._written[one.file].append((start, end))

    def moved(self, file: Path, at: int) -> int:
        """Return where the place at an offset of a file is then."""
        return at + self._shifts[file][bisect_left(self._starts[file], at)]

    def touch(self, file: Path, start: int, end: int) -> bool:
        """Whether a stretch of the new text holds some of what was written."""
        there = self._written[file]
        before = bisect_left(there, (end, 0))
        return before > 0 and start < there[before - 1][1]  # they do not overlap, so the last ends last


def written(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, int, int]]:
    """Yield each stretch with the offsets, from and to, of what it has become."""
    shifts: dict[Path, int] = {}
    for one in sorted(stretches):
        start = one.start + shifts.get(one.file, 0)
        yield one, start, start + len(one.text)
        shifts[one.file] = shifts.get(one.file, 0) + len(one.text) - (one.end - one.start)
