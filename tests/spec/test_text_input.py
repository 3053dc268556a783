"""From a file to its bytes, however the system hands them over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.text_input import read_bytes
from coursewright.spec.witness import digest, watched

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("at_once", [1, 4, 1000])
def test_a_system_that_reads_in_small_portions(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_bytes(b"module: m\r\n\x1a")
    usual = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: usual(handle, min(most, at_once)))
    assert read_bytes(path) == b"module: m\r\n\x1a"
    assert read_bytes(path, most=12) == b"module: m\r\n\x1a"
    assert read_bytes(path, most=11) == b"module: m\r\n\x1a", "that there is more must be seen"
    assert read_bytes(path, most=5) == b"module"


def test_an_empty_file_and_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.touch()
    with watched() as evidence:
        assert read_bytes(path) == b""
    assert evidence == {str(path): digest(b"")}


def test_what_is_no_file_is_told_and_leaves_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("gone")
    said = {"folder": "is a directory", "gone": "no such file", "nowhere": "the link leads nowhere"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        said["pipe"] = "it is not a file"
    probe = os.dup(0)
    os.close(probe)
    for name, words in said.items():
        with watched() as evidence, pytest.raises(UnreadableInputError, match=words):
            read_bytes(tmp_path / name)
        assert evidence == {}
    again = os.dup(0)
    os.close(again)
    assert again == probe, "each was closed"
