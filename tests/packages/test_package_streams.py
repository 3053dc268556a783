"""Files of packages in pieces: of any size, out of any archive, and the same bytes as went in."""

from __future__ import annotations

import hashlib
import os
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from coursewright.importers.lone_file import FilePackage
from coursewright.packages.reading.limits import TEXT
from coursewright.packages.reading.opening import opened
from coursewright.packages.reading.package import DamagedError, TooLargeError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.packages.reading.package import Package

LARGE = TEXT + 12_345


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    (made / "in").mkdir(parents=True)
    (made / "a.txt").write_bytes(b"a")
    (made / "in" / "large.bin").write_bytes(os.urandom(1000) + b"\0" * (LARGE - 1000))
    (made / "in" / "other.bin").write_bytes(b"other")
    return made


def zipped(folder: Path) -> Path:
    path = folder.with_name("a.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.write(file, file.relative_to(folder).as_posix())
    return path


def tarred(folder: Path) -> Path:
    path = folder.with_name("a.tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        archive.add(folder, ".")
    return path


def sums(package: Package, *names: str) -> dict[str, str]:
    found = {}
    for name, pieces in package.streams(names):
        digest = hashlib.sha1(usedforsecurity=False)
        for piece in pieces:
            assert len(piece) < 1_000_000
            digest.update(piece)
        found[name] = digest.hexdigest()
    return found


def test_every_archive_gives_the_same_bytes(folder: Path) -> None:
    wanted = ("in/large.bin", "a.txt", "not/there")
    expected = {
        name: hashlib.sha1((folder / name).read_bytes(), usedforsecurity=False).hexdigest()
        for name in wanted[:2]
    }
    for path in (folder, zipped(folder), tarred(folder)):
        package = opened(path)
        with pytest.raises(TooLargeError):
            package.read("in/large.bin")
        assert sums(package, *wanted) == expected
        assert sums(package) == {}
        package.close()
    lone = FilePackage(folder / "in" / "large.bin")
    assert sums(lone, "large.bin") == {"large.bin": expected["in/large.bin"]}


def test_a_damaged_file_says_so_and_the_others_are_there(folder: Path) -> None:
    path = folder.with_name("b.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("one.bin", b"first of all")
        archive.writestr("two.bin", b"second of all")
    path.write_bytes(path.read_bytes().replace(b"first", b"worst", 1))
    package = opened(path)
    found = {}
    for name, pieces in package.streams({"one.bin", "two.bin"}):
        try:
            found[name] = b"".join(pieces)
        except DamagedError as error:
            found[name] = str(error).encode()
    assert b"checksum" in found["one.bin"]
    assert found["two.bin"] == b"second of all"


def test_a_file_that_went_away_is_damaged(folder: Path) -> None:
    package = opened(folder)
    (folder / "a.txt").unlink()
    ((_, pieces),) = package.streams({"a.txt"})
    with pytest.raises(DamagedError):
        b"".join(pieces)
