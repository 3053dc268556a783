"""Paths as reports show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.reporters.shared.paths import from_here, relative


@pytest.mark.parametrize(
    ("path", "base", "shown"),
    [
        ("/r/a/m.yaml", "/r", "a/m.yaml"),
        ("/r/m.yaml", "/r/a", "/r/m.yaml"),
        ("/other/m.yaml", "/r", "/other/m.yaml"),
        ("/r2/m.yaml", "/r", "/r2/m.yaml"),
    ],
)
def test_relative(path: str, base: str, shown: str) -> None:
    assert relative(Path(path), Path(base)) == shown


@pytest.mark.parametrize(
    ("path", "here", "shown"),
    [
        ("/home/me/courses/a/m.yaml", "/home/me/courses", "a/m.yaml"),
        ("/home/me/courses/a/m.yaml", "/home/me/courses/b", "../a/m.yaml"),
        ("/home/me/courses/a/m.yaml", "/home/me/courses/b/c", "../../a/m.yaml"),
        ("/etc/m.yaml", "/home/me/courses", "/etc/m.yaml"),
        ("/m.yaml", "/home", "/m.yaml"),
    ],
)
def test_from_here(path: str, here: str, shown: str) -> None:
    assert from_here(Path(path), Path(here)) == shown


def test_another_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", refuse)
    assert from_here(Path("/d/m.yaml"), Path("/c")) == "/d/m.yaml"


def test_a_name_cannot_steer_a_terminal() -> None:
    assert from_here(Path("/a/\x1b[31mred/\udce9.yaml"), Path("/a")) == "\\u001b[31mred/\\udce9.yaml"


def test_no_path_begins_as_a_command_does() -> None:
    assert from_here(Path("/a/::error::x.yaml"), Path("/a")) == "./::error::x.yaml"
    assert from_here(Path("/a/ ::error::x.yaml"), Path("/a")) == "./ ::error::x.yaml"
    assert from_here(Path("/a/\u200b::error::x.yaml"), Path("/a")) == "./\u200b::error::x.yaml"
