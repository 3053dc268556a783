"""The record of an import, kept in its folder: what it wrote, so that a later one can tell edits."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.finishing.known import Known, Place
from coursewright.packages.reading.sums import sha1_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.importers.finishing.finished import Finished
    from coursewright.importers.writing.stash import Stash

__all__ = ["RECORD", "Record", "read_record", "record_of", "sum_of"]

RECORD = ".coursewright/import.json"
_VERSION = 1
_LARGEST = 200_000_000


class Record(NamedTuple):
    """What an import wrote. Paths count from the top of its folder."""

    form: str
    source: str
    """The name of the file or folder that was imported, without its path."""
    specs: dict[str, dict[str, Any]]
    """By path: the data of each spec."""
    places: dict[Place, str]
    """Where texts of their own went, by item and key."""
    copies: dict[str, str]
    """By path: the name in the source."""
    sums: dict[str, str]
    """By path, of every file but this record itself: the SHA-1 of what was written."""

    def known(self) -> Known:
        """Return the names that a later import keeps."""
        return Known(
            dict(_ids(self.specs)),
            {name: path.rpartition("/")[2] for path, name in self.copies.items()},
            self.places,
        )

    def sum_at(self, folder: Path, path: str, now: str = "") -> str:
        """Return the sum of a file as it is now; empty where there is none, `link` for what is but a link.

        `now` is where it lies, if that is elsewhere than the import put it.

        What cannot be read may have been edited: it has no sum that any file has.
        Of texts, the sum is the same whatever their line breaks.
        """
        file = folder / (now or path)
        if file.is_symlink():
            return "link"
        try:
            with file.open("rb") as stream:
                if path in self.copies:
                    return sha1_of(stream)
                return sum_of(stream.read())
        except (FileNotFoundError, NotADirectoryError):
            return ""
        except OSError:
            return "unreadable"

    def text(self) -> str:
        """Return what is written into the file."""
        data = {
            "about": "What `coursewright import` wrote here. --merge and --force need it: do not edit it.",
            "format_version": _VERSION,
            **self._asdict(),
            "places": [[*place, path] for place, path in sorted(self.places.items())],
        }
        lines = (f"{json.dumps(key)}: {json.dumps(one, ensure_ascii=False)}" for key, one in data.items())
        return "{\n" + ",\n".join(lines) + "\n}\n"


def sum_of(text: bytes) -> str:
    """Return the sum by which texts are compared, the same whatever their line breaks."""
    return hashlib.sha1(text.replace(b"\r\n", b"\n"), usedforsecurity=False).hexdigest()


def record_of(finished: Finished, texts: dict[str, str], stash: Stash, form: str, source: str) -> Record:
    """Return the record of an import."""
    sums = {path: sum_of(text.encode()) for path, text in texts.items()}
    sums |= {path: stash.taken[name].sum for path, name in finished.copies.items()}
    specs = {spec.path: spec.data for spec in finished.specs}
    return Record(form, source, specs, finished.places, finished.copies, dict(sorted(sums.items())))


def read_record(folder: Path) -> Record | None:
    """Return the record of the import that wrote a folder; None where there is none.

    Raises `UsageError` for one that is damaged, or of a later version.
    """
    file = folder / RECORD
    try:
        if file.stat().st_size > _LARGEST:
            raise _damaged(file)
        data = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, RecursionError):
        raise _damaged(file) from None
    try:
        if data["format_version"] != _VERSION:
            raise UsageError(f"`{file.as_posix()}` was written by a later version.", "Upgrade coursewright.")
        places = {Place(source, key): path for source, key, path in data["places"]}
        record = Record(data["form"], data["source"], data["specs"], places, data["copies"], data["sums"])
    except (KeyError, TypeError, ValueError):
        raise _damaged(file) from None
    if not _is_sound(record):
        raise _damaged(file)
    return record


def _is_sound(record: Record) -> bool:
    """Whether a record that was read holds what records hold."""
    maps: tuple[Any, ...] = (record.specs, record.copies, record.sums)
    if not all(isinstance(one, dict) for one in maps):
        return False
    texts: tuple[Any, ...] = (record.form, record.source, *record.copies.values(), *record.sums.values())
    texts = (*texts, *record.places.values(), *(word for place in record.places for word in place))
    paths = (*record.specs, *record.copies, *record.sums, *record.places.values())
    return (
        all(isinstance(one, str) for one in texts)
        and all(isinstance(one, dict) for one in record.specs.values())
        and not any("\0" in path for path in paths)
    )


def _damaged(file: Path) -> UsageError:
    return UsageError(
        f"`{file.as_posix()}`, the record of the last import, cannot be read.",
        "Take it back from a copy, or import into another folder.",
    )


def _ids(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the sources of all elements with their ids."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            identity = one.get("id") or one.get("module") or one.get("course")
            if isinstance(one.get("x-source"), str) and isinstance(identity, str):
                yield one["x-source"], identity
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
