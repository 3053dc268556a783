"""Results of earlier runs, kept in the user's cache folder by what they were made of.

One file holds the results for the specs of one folder. Each result names all that was read, looked for and
listed while it was found, and counts only while that is as it was; what all of them name stands there once.
A file that is broken, cut short or written by another version is as good as none.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.lint.runs.sweep import Outcome, Piece
from coursewright.spec.witness import blake2b, still

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from coursewright.spec.discover import Job
    from coursewright.spec.witness import Evidence

FORMAT = "coursewright-cache-3"
KEPT_FOR = 30 * 24 * 3600
"""Seconds after which a file that nobody used is swept out."""
_LOOKED_AFTER = 24 * 3600
_OURS = re.compile(r"[0-9a-f]{32}(\.pack|-.*\.new)")
"""What we call our files: in the folder that somebody names there may be others."""


class _Row(NamedTuple):
    """What is kept of an outcome."""

    tally: dict[str, Any]
    pieces: Sequence[Sequence[Piece]]
    evidence: Evidence
    today: str
    notes: Sequence[str]


class _Pack(NamedTuple):
    """The results for one folder, as written, and what all of them were made of beside their own."""

    shared: Evidence
    rows: dict[str, str]


_NOTHING = _Pack({}, {})


def cache_folder() -> Path | None:
    """Return where results are kept unless somebody says otherwise: the platform's place for such things.

    None for a user without a home.
    """
    if named := os.environ.get("COURSEWRIGHT_CACHE_DIR"):
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "coursewright" / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "coursewright"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "coursewright"


class Cache:
    """Finds and keeps outcomes. `fingerprint` stands for all that does not depend on the course."""

    def __init__(self, folder: Path, fingerprint: str, today: dt.date) -> None:
        self._folder = folder
        self._fingerprint = fingerprint
        self._today = today.isoformat()
        self._packs: dict[str, _Pack] = {}
        self._new: dict[str, dict[str, _Row]] = {}
        self._holds: dict[tuple[str, str], bool] = {}

    def find(self, job: Job) -> Outcome | None:
        """Return what is known of a job, if it still holds."""
        home = os.path.dirname(job.file)  # noqa: PTH120 - asked for each file of a run, of paths as text
        pack = self._packs.get(home)
        if pack is None:
            pack = _read(self._pack(home), self._header(home))
            if not self._all_still(pack.shared):
                pack = _NOTHING
            self._packs[home] = pack
        written = pack.rows.get(_name(job))
        if written is None:
            return None
        try:
            tally, pieces, evidence, today, notes = json.loads(written)
            if (today and today != self._today) or not self._all_still(evidence):
                return None
            made_of = pack.shared | evidence
            made = tuple(tuple(Piece(*piece) for piece in of_one) for of_one in pieces)
            return Outcome(tally, made, made_of, today, notes=tuple(notes))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, job: Job, outcome: Outcome) -> None:
        """Remember an outcome; it is written by `save`."""
        home = os.path.dirname(job.file)  # noqa: PTH120
        row = _Row(outcome.tally, outcome.pieces, outcome.evidence, outcome.today, outcome.notes)
        self._new.setdefault(home, {})[_name(job)] = row

    def save(self) -> None:
        """Write what is new. A cache that cannot be written costs time, and nothing else."""
        for home, new in self._new.items():
            path, header = self._pack(home), self._header(home)
            # Another run may have written meanwhile: what both know, we know later.
            before = _read(path, header)
            old = {
                name: row
                for name, row in before.rows.items()
                if name not in new and os.path.exists(os.path.join(home, _file(name)))  # noqa: PTH110, PTH118
            }
            with suppress(OSError):
                _write(path, header, _laid_over(before._replace(rows=old), new))
        if self._new:
            with suppress(OSError):
                _sweep_out(self._folder)
        self._new = {}

    def _all_still(self, evidence: Evidence) -> bool:
        return all(self._still(*one) for one in evidence.items())

    def _still(self, path: str, stamp: str) -> bool:
        known = self._holds.get((path, stamp))
        if known is None:
            known = self._holds[path, stamp] = still(path, stamp)
        return known

    def _pack(self, home: str) -> Path:
        name = blake2b(f"{self._fingerprint}\0{home}".encode("utf-8", "surrogatepass"), digest_size=16)
        return self._folder / f"{name.hexdigest()}.pack"

    def _header(self, home: str) -> str:
        return json.dumps([FORMAT, self._fingerprint, home])


def _name(job: Job) -> str:
    """Return what tells a job from the others of its folder: its file, and what is wanted of it."""
    file = job.file.name.encode("unicode_escape").decode("ascii")
    if not job.listed and len(job.wanted) == 1 and job.file in job.wanted:
        return f"{file}\talone"
    wanted = blake2b(digest_size=16)
    for path in (*sorted(map(str, job.wanted)), "", *map(str, job.listed)):
        wanted.update(path.encode("utf-8", "surrogatepass") + b"\0")
    return f"{file}\t{wanted.hexdigest()}"


def _file(name: str) -> str:
    """Return the file of a job that goes by this name."""
    return name.partition("\t")[0].encode("ascii").decode("unicode_escape")


def _read(path: Path, header: str) -> _Pack:
    """Read a pack. One that is not whole has nothing in it."""
    try:
        first, digest, *lines = path.read_bytes().split(b"\n")
    except (OSError, ValueError):
        return _NOTHING
    if first.decode("utf-8", "replace") != header or digest.decode("ascii", "replace") != _digest(lines):
        return _NOTHING
    rows: dict[str, str] = {}
    for line in lines[1:]:
        name, wanted, result = line.decode("utf-8", "surrogatepass").split("\t", 2)
        rows[f"{name}\t{wanted}"] = result
    return _Pack(json.loads(lines[0]), rows)


def _laid_over(before: _Pack, new: dict[str, _Row]) -> _Pack:
    """Lay new results over older ones; what all of them were made of is written once."""
    shared, old = before
    if not old or not all(shared.items() <= row.evidence.items() for row in new.values()):
        # Not all have in common what the older ones had: that is found out anew.
        new, old = {name: _whole(row, shared) for name, row in old.items()} | new, {}
        common = set.intersection(*(set(row.evidence.items()) for row in new.values()))
        shared = dict(sorted(common))
    rows = {name: _written(row, shared) for name, row in new.items()}
    return _Pack(shared, old | rows)


def _whole(written: str, shared: Evidence) -> _Row:
    row = _Row(*json.loads(written))
    return row._replace(evidence=shared | row.evidence)


def _written(row: _Row, shared: Evidence) -> str:
    own = {path: stamp for path, stamp in row.evidence.items() if path not in shared}
    return json.dumps(row._replace(evidence=own), ensure_ascii=False, separators=(",", ":"))


def _digest(lines: list[bytes]) -> str:
    return blake2b(b"\n".join(lines), digest_size=16).hexdigest()


def _write(path: Path, header: str, pack: _Pack) -> None:
    """Write a pack whole, or not at all."""
    lines = [json.dumps(pack.shared).encode()]
    lines += [f"{name}\t{result}".encode("utf-8", "surrogatepass") for name, result in pack.rows.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f"{path.stem}-", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(b"\n".join([header.encode(), _digest(lines).encode(), *lines]))
        os.replace(temporary, path)  # noqa: PTH105 - a name of the folder's own
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _sweep_out(folder: Path) -> None:
    """Delete, once a day, what nobody has written for a month."""
    mark = folder / "swept"
    now = time.time()
    if mark.exists() and now - mark.stat().st_mtime < _LOOKED_AFTER:
        return
    mark.touch()
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name) and now - path.stat().st_mtime > KEPT_FOR:
            path.unlink(missing_ok=True)


def fingerprint(*parts: Any) -> str:
    """Return a digest of what a result depends on beside the course: the tool, its rules, what was asked."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
