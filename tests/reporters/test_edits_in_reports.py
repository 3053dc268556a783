"""Whoever makes the changes that a report carries gets the bytes that `--fix` writes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from typer.testing import CliRunner

from coursewright.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SPEC = """\
# été 👩‍🍳
module: m
tasks:
  - title: "Écrire: 蚯蚓"\t# remark
    kind: reading
    purpose: >
      a

      b
    duration: 1 h
    feedback:
      by: tutor
      at: Ünï # last

sessions:
  - {id: s, title: Seminar}
"""


class Written(NamedTuple):
    """A change as a report has it: lines and columns from 1, and columns in bytes or in characters."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str
    in_bytes: bool = False


def in_json(report: str) -> Iterator[Written]:
    for finding in json.loads(report)["findings"]:
        for edit in finding["edits"]:
            start, end = ((edit[one]["line"], edit[one]["column"]) for one in ("start", "end"))
            yield Written(start, end, edit["text"])


def in_sarif(report: str) -> Iterator[Written]:
    (run,) = json.loads(report)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        for fix in result.get("fixes", ()):
            (change,) = fix["artifactChanges"]
            assert change["artifactLocation"]["uri"] == "m.module.yaml"
            for one in change["replacements"]:
                at = one["deletedRegion"]
                start, end = (at["startLine"], at["startColumn"]), (at["endLine"], at["endColumn"])
                yield Written(start, end, one["insertedContent"]["text"])


def in_rdjson(report: str) -> Iterator[Written]:
    for found in json.loads(report)["diagnostics"]:
        for one in found.get("suggestions", ()):
            start, end = (
                (one["range"][place]["line"], one["range"][place]["column"]) for place in ("start", "end")
            )
            yield Written(start, end, one["text"], in_bytes=True)


def made(data: bytes, changes: list[Written]) -> bytes:
    """Make changes from the last to the first."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    lines = [*re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", data.removeprefix(mark)), b""]
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    whole = b"".join(lines)
    for change in sorted(changes, reverse=True):
        start, end = (
            starts[line - 1]
            + (column - 1 if change.in_bytes else len(lines[line - 1].decode()[: column - 1].encode()))
            for line, column in (change.start, change.end)
        )
        whole = whole[:start] + change.text.encode() + whole[end:]
    return mark + whole


@pytest.mark.parametrize(("form", "read"), [("json", in_json), ("sarif", in_sarif), ("rdjson", in_rdjson)])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["line feed", "windows", "old mac"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_insertions_of_several_lines(
    form: str,
    read: Callable[[str], Iterator[Written]],
    end: str,
    mark: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    path = tmp_path / "m.module.yaml"
    before = mark + SPEC.replace("\n", end).encode()
    path.write_bytes(before)
    for code in ("FUP001", "PRE003"):
        words = ["lint", "--select", code, "--no-cache"]
        report = CliRunner().invoke(app, [*words, "--format", form]).stdout
        changes = [*read(report)]
        assert any(change.text.count(end) > 1 for change in changes)
        assert CliRunner().invoke(app, [*words, "--fix-only", "--unsafe-fixes"]).exit_code == 0
        after = path.read_bytes()
        assert after != before
        assert made(before, changes) == after
        before = after
