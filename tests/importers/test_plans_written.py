"""Specs, notes and the record as texts: as people write them, and read back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafts import brought_in, course, task, written

from coursewright.cli.import_.placing import Placing
from coursewright.importers.account import Kept
from coursewright.importers.draft import Item, ModuleDraft, Text, UnitDraft
from coursewright.importers.finishing.finished import Spec
from coursewright.importers.merging.ours import tree_of
from coursewright.importers.merging.pieces import said_as_text
from coursewright.importers.writing.folders import Changes
from coursewright.importers.writing.notes import notes_text
from coursewright.importers.writing.record import RECORD, read_record
from coursewright.importers.writing.yaml_text import yaml_text
from coursewright.spec.errors import UnwritableError, UsageError
from coursewright.spec.nodes import as_data, text_of

if TYPE_CHECKING:
    from pathlib import Path

LONG = (
    "One line that runs on and on, as sentences do where nobody breaks them, until it is far too long for it."
)
SPEC = Spec(
    "module",
    "soil.module.yaml",
    {
        "module": "soil",
        "title": "Soil: what it is",
        "description": LONG,
        "status": "draft",
        "outcomes": [{"id": "o1", "statement": "Decide", "x-source": "o:1"}],
        "units": [
            {
                "id": "u1",
                "title": "Outside",
                "x-source": "u:1",
                "tasks": [
                    {
                        "id": "dig",
                        "outcomes": ["o1"],
                        "graded": True,
                        "instructions": "Dig.\n\n- deep\n- wide",
                    },
                    {"id": "draw", "instructions": "Un\u00a0deux :\n\n\u200fثلاثة"},
                ],
            },
            {"id": "u2", "title": "Inside"},
        ],
    },
)
EXPECTED = """\
module: soil
title: "Soil: what it is"
description: >-
  One line that runs on and on, as sentences do where nobody breaks them, until it is far too long for it.
status: draft

outcomes:
  - id: o1
    statement: Decide
    x-source: o:1

units:
  - id: u1
    title: Outside
    x-source: u:1

    tasks:
      - id: dig
        outcomes: [o1]
        graded: true
        instructions: |-
          Dig.

          - deep
          - wide
      - id: draw
        instructions: |-
          Un\u00a0deux :

          \u200fثلاثة

  - id: u2
    title: Inside
"""


def test_a_spec_reads_as_if_a_person_had_written_it(tmp_path: Path) -> None:
    assert yaml_text(SPEC) == EXPECTED
    tree, _ = tree_of(tmp_path / SPEC.path, EXPECTED)
    assert as_data(tree, text_of) == said_as_text(SPEC.data)


def test_notes_stand_under_the_reason_why_they_were_kept() -> None:
    kept = [
        Kept("For staff", "page:1", "Mark *gently*.", "they are for staff"),
        Kept("", "page:2", "More.", "they are for staff"),
        Kept("Old", "page:3", "x", "nobody reads it"),
    ]
    text = notes_text(kept, str.upper)
    assert text.count("_They are for staff._") == 1
    assert "## For staff\n\n`page:1`\n\nMARK *GENTLY*.\n" in text
    assert "## page:2\n" in text
    assert text.index("_Nobody reads it._") > text.index("MORE.")
    assert notes_text([], str) == ""


def test_the_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    page = Item("materials", "p1", {"title": "Soils", "path": Text("![m](coursewright-import:file/m.png)")})
    draft = course(
        ModuleDraft("m1", {"title": "Ground"}, [page, task("t1", "Dig")], [UnitDraft("u1", {"title": "U"})])
    )
    folder = tmp_path / "plan"
    come = written(draft, folder, m__png=b"picture")
    record = read_record(folder)
    assert record == come.record
    assert record is not None
    known = record.known()
    assert known.ids == {"lms:1": "a-course", "m1": "ground", "p1": "soils", "t1": "dig", "u1": "u"}
    assert known.files == {"m.png": "m.png"}
    assert [*known.places.values()] == ["pages/ground/soils.md"]
    assert all(record.sum_at(folder, path) == sum_ for path, sum_ in record.sums.items())
    (folder / "files/m.png").write_bytes(b"other")
    assert record.sum_at(folder, "files/m.png") != record.sums["files/m.png"]
    assert str(tmp_path) not in (folder / RECORD).read_text()
    assert read_record(tmp_path / "elsewhere") is None
    (folder / RECORD).write_text('{"format_version": 2, "places": []}')
    with pytest.raises(UsageError, match="later version"):
        read_record(folder)


def test_all_files_are_put_in_place_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "a.md").write_text("old")
    (folder / "b.md").mkdir()
    with pytest.raises(UnwritableError, match=r"b\.md"), Placing(folder) as placing:
        placing.put(Changes({"a.md": "new", "b.md": "new", "c/d.md": "new"}, {}))
    assert sorted(one.name for one in folder.rglob("*")) == ["a.md", "b.md"]
    assert (folder / "a.md").read_text() == "old"
    with Placing(folder) as placing:
        placing.put(Changes({"a.md": "new", "c/d.md": "new"}, {}))
    with Placing(folder) as placing:
        placing.put(Changes({}, {}, ("c/d.md",)))
    assert sorted(one.name for one in folder.rglob("*")) == ["a.md", "b.md"]
    assert (folder / "a.md").read_text() == "new"


@pytest.mark.parametrize("path", ["../out.md", "/out.md", "a/../../out.md"])
def test_nothing_is_put_outside_the_folder(path: str, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    with pytest.raises(UnwritableError), Placing(tmp_path / "plan") as placing:
        placing.put(Changes({path: "x"}, {}))
    assert [one.name for one in tmp_path.rglob("*")] == ["plan"]


def test_a_folder_that_was_not_written_after_all_leaves_no_trace(tmp_path: Path) -> None:
    with Placing(tmp_path / "deep" / "plan") as placing:
        (placing.waiting / "0").write_bytes(b"copied")
    assert not [*tmp_path.iterdir()]


def test_files_that_cannot_be_read_are_left_out_with_a_reason(tmp_path: Path) -> None:
    page = Item("materials", "p1", {"title": "Soils", "path": Text("![m](coursewright-import:file/m.png)")})
    draft = course(ModuleDraft("m1", {"title": "Ground"}, [page]))
    come = brought_in(draft, tmp_path / "plan", {"other.png": b"1"})
    assert come.finished.copies == {}
    assert come.texts["pages/ground/soils.md"] == "m\n"
