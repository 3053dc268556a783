"""Archives: the same content gives the same bytes, and nothing but the content is in them."""

from __future__ import annotations

import io
import tarfile
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from coursewright.exporters.packing.archives import write_tar_gz, write_zip, zipped
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from pathlib import Path


def members(folder: Path) -> list[Member]:
    file = folder / "picture.png"
    file.write_bytes(bytes(range(256)) * 9000)
    return [
        Member("mimetype", b"application/x"),
        Member("a/deep/page.html", b"<p>text</p>" * 100),
        Member("a/picture.png", file),
    ]


def test_a_zip_has_files_alone(tmp_path: Path) -> None:
    made = io.BytesIO()
    write_zip(members(tmp_path), made, stored=frozenset({"mimetype"}))
    with zipfile.ZipFile(made) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert archive.read("a/picture.png") == (tmp_path / "picture.png").read_bytes()
    assert [info.filename for info in infos] == ["mimetype", "a/deep/page.html", "a/picture.png"]
    assert [info.compress_type for info in infos] == [
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_STORED,
    ]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 & 0o777 for info in infos} == {0o644}
    assert made.getvalue()[30:38] == b"mimetype"
    assert not infos[0].extra


def test_the_same_bytes_at_another_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def both() -> tuple[bytes, bytes]:
        tar = io.BytesIO()
        write_tar_gz(members(tmp_path), tar)
        return zipped(members(tmp_path)), tar.getvalue()

    first = both()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 400_000_000)
    (tmp_path / "picture.png").chmod(0o600)
    assert both() == first


def test_a_tar_has_no_owner(tmp_path: Path) -> None:
    made = io.BytesIO()
    write_tar_gz(members(tmp_path), made)
    made.seek(0)
    with tarfile.open(fileobj=made) as archive:
        infos = archive.getmembers()
        file = archive.extractfile("a/picture.png")
        assert file is not None
        assert file.read() == (tmp_path / "picture.png").read_bytes()
    assert {(one.uid, one.uname, one.mtime, one.mode) for one in infos} == {(0, "", 0, 0o644)}
    assert all(one.isfile() for one in infos)


def test_two_files_of_one_name_are_a_mistake() -> None:
    twice = [Member("a.html", b"x"), Member("A.html", b"y")]
    with pytest.raises(ValueError, match=r"two files are called A\.html"):
        zipped(twice)
    with pytest.raises(ValueError, match="two files"):
        write_tar_gz(twice, io.BytesIO())
