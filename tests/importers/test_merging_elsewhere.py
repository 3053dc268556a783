"""A newer export merged where people moved, deleted or unnamed things: each is found, or said to be gone."""

from __future__ import annotations

import copy
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from drafts import course, courses, merged_in, task, written
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.draft import File, Item, ModuleDraft, Text, UnitDraft
from coursewright.importers.merging.subjects import Subject
from coursewright.importers.report.merge_text import merge_lines
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft

GROUND = "modules/ground.module.yaml"
SOILS = "pages/ground/soils.md"
LINK = "[map](coursewright-import:file/map.png)"


def page(source: str, title: str, text: str) -> Item:
    return Item("materials", source, {"title": title, "kind": "page", "path": Text(text)})


def field(text: str = "Brown.", **first: str) -> CourseDraft:
    unit = UnitDraft("u1", {"title": "Outside"}, [page("p1", "Soils", text), task("t1", "Dig", **first)])
    unit.items.append(task("t2", "Draw"))
    water = ModuleDraft("m2", {"title": "Water"}, [task("t3", "Pour")])
    return course(ModuleDraft("m1", {"title": "Ground"}, units=[unit]), water)


def edit(folder: Path, *changes: tuple[str, str], path: str = GROUND) -> None:
    text = (folder / path).read_text()
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    (folder / path).write_text(text)


def move(folder: Path, old: str, new: str) -> None:
    (folder / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / old).rename(folder / new)


def test_a_page_that_moved_gets_later_changes_with_links_that_lead_on(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(f"Brown {LINK}."), folder, map__png=b"1")
    move(folder, SOILS, "reading/soils.md")
    edit(folder, ("../pages/ground/soils.md", "../reading/soils.md"))
    merged = merged_in(field(f"Red {LINK}."), folder, map__png=b"1")
    assert (folder / "reading/soils.md").read_text() == "Red [map](../files/map.png).\n"
    assert not (folder / SOILS).exists()
    assert [(one.what, one.file, one.about) for one in merged.said] == [
        ("changed", "reading/soils.md", Subject("material", "Soils", "Ground"))
    ]
    again = merged_in(field(f"Red {LINK}."), folder, map__png=b"1")
    assert (again.texts, again.said, again.conflicts) == ({}, (), ())
    (folder / "reading/soils.md").write_text("mine")
    merged = merged_in(field(f"Grey {LINK}."), folder, map__png=b"1")
    assert [one.file for one in merged.conflicts] == ["reading/soils.md"]
    assert (folder / "reading/soils.md").read_text() == "mine"
    assert "../reading/soils.md" in (folder / GROUND).read_text()


def test_a_page_and_its_module_may_both_have_moved(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    move(folder, SOILS, "reading/soils.md")
    move(folder, GROUND, "modules/first/ground.module.yaml")
    edit(folder, ("modules/ground", "modules/first/ground"), path="course.yaml")
    edit(folder, ("../pages/ground", "../../reading"), path="modules/first/ground.module.yaml")
    merged = merged_in(with_rocks(), folder)
    assert not merged.conflicts
    assert (folder / "reading/soils.md").read_text() == "Red.\n"
    found = load(folder / "course.yaml")
    assert [one.title for one in found.modules[0].units[0].materials] == ["Soils", "Rocks"]
    assert not found.faults
    assert "../../pages/ground/rocks.md" in (folder / "modules/first/ground.module.yaml").read_text()
    again = merged_in(with_rocks(), folder)
    assert (again.texts, again.said) == ({}, ())


def with_rocks() -> CourseDraft:
    draft = field("Red.")
    draft.modules[0].units[0].items.insert(1, page("p2", "Rocks", "Hard."))
    return draft


def test_a_file_that_moved_gets_its_newer_self(tmp_path: Path) -> None:
    def draft() -> CourseDraft:
        made = field()
        made.modules[1].items.append(Item("materials", "f1", {"title": "Map", "path": File("map.png")}))
        return made

    folder = tmp_path / "plan"
    written(draft(), folder, map__png=b"1\r\n")
    move(folder, "files/map.png", "figures/map.png")
    edit(folder, ("../files/map.png", "../figures/map.png"), path="modules/water.module.yaml")
    assert merged_in(draft(), folder, map__png=b"1\r\n").said == ()
    merged = merged_in(draft(), folder, map__png=b"2")
    assert (folder / "figures/map.png").read_bytes() == b"2"
    assert not (folder / "files").exists() or not any((folder / "files").iterdir())
    assert [(one.what, one.file) for one in merged.said] == [("changed", "figures/map.png")]
    assert "../figures/map.png" in (folder / "modules/water.module.yaml").read_text()


@pytest.mark.parametrize(
    "path", ["../../outside.md", "../.hidden/soils.md", "../link/soils.md", "/etc/passwd", "x" * 300]
)
def test_a_path_that_leads_out_is_not_followed(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    (tmp_path / "outside.md").write_text("Brown.\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/soils.md").write_text("Brown.\n")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    move(folder, SOILS, ".hidden/soils.md")
    edit(folder, ("../pages/ground/soils.md", path))
    merged = merged_in(field("Red."), folder)
    assert (tmp_path / "outside.md").read_text() == "Brown.\n"
    assert (tmp_path / "elsewhere/soils.md").read_text() == "Brown.\n"
    assert (folder / ".hidden/soils.md").read_text() == "Brown.\n"
    assert [one.what for one in merged.said] == ["deleted"]


def test_what_lost_its_source_is_known_by_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    edit(folder, ("        x-source: t1\n", ""), ("    x-source: u1\n", ""), ("x-source: m1\n", ""))
    edit(folder, ("        x-source: p1\n", ""))
    draft = field("Red.", duration="20 min")
    draft.modules[0].data["description"] = "What lies below."
    draft.modules[0].units[0].items.insert(2, task("t9", "Sieve"))
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    assert {(one.what, one.key, one.source) for one in merged.said} == {
        ("changed", "description", "m1"),
        ("changed", "duration", "t1"),
        ("added", "tasks", "t9"),
        ("changed", "", SOILS),
    }
    (first, _) = load(folder / "course.yaml").modules
    assert [one.title for one in first.units[0].tasks] == ["Dig", "Sieve", "Draw"]
    assert (folder / SOILS).read_text() == "Red.\n"
    assert "x-source: t1" not in (folder / GROUND).read_text()


def test_an_id_in_another_module_or_of_another_kind_is_another_thing(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    text = (folder / GROUND).read_text()
    start = text.index("      - id: draw")
    (folder / GROUND).write_text(text[:start])
    edit(folder, ("title: Pour", "title: Draw"), ("id: pour", "id: draw"), path="modules/water.module.yaml")
    edit(folder, ("    x-source: t3\n", ""), path="modules/water.module.yaml")
    draft = field()
    draft.modules[0].units[0].items[2].data["duration"] = "20 min"
    merged = merged_in(draft, folder)
    assert [(one.what, one.source, one.about) for one in merged.said] == [
        ("deleted", "t2", Subject("task", "Draw", "Ground"))
    ]
    assert not merged.texts


def test_what_is_new_in_a_module_that_was_deleted_here_is_said_and_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    (folder / "modules/water.module.yaml").unlink()
    edit(folder, (", modules/water.module.yaml", ""), path="course.yaml")
    draft = field()
    unit = UnitDraft("u2", {"title": "Rain"}, [page("p8", "Clouds", f"High. {LINK}")])
    draft.modules[1].items.append(page("p9", "What the board decided", f"Less. {LINK}"))
    draft.modules[1].units.append(unit)
    before = sorted(os.walk(folder))
    merged = merged_in(draft, folder, map__png=b"1")
    assert [(one.what, one.about, one.missing) for one in merged.said] == [
        ("unplaced", Subject("material", "What the board decided", "Water"), 'module "Water"'),
        ("unplaced", Subject("unit", "Rain", "Water"), 'module "Water"'),
    ]
    assert (merged.texts, merged.copies) == ({}, {})
    assert sorted(os.walk(folder)) == before
    draft.modules[0].units[0].items.insert(1, page("p7", "Rocks", f"Hard. {LINK}"))
    merged = merged_in(draft, folder, map__png=b"1")
    assert (folder / "files/map.png").read_bytes() == b"1"
    assert [one.what for one in merged.said] == ["added", "added", "added"]


def test_a_new_thing_names_the_outermost_part_that_is_not_here(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    (folder / GROUND).unlink()
    edit(folder, (f"{GROUND}, ", ""), path="course.yaml")
    draft = field("Red.")
    draft.modules[0].units[0].items.append(task("t9", "Sieve"))
    merged = merged_in(draft, folder)
    assert [*merge_lines(merged, dry_run=False)] == [
        "Changed in the source, and brought in (1)",
        "  pages/ground/soils.md",
        "New in the source, in a part that is not here, and not brought in (1)",
        '  task "Sieve", in module "Ground", which is not here',
    ]


@settings(max_examples=12, deadline=None)
@given(courses(), st.data())
def test_every_page_that_moved_gets_its_later_text(old: CourseDraft, data: st.DataObject) -> None:
    new = copy.deepcopy(old)
    for draft, text in ((old, "A text."), (new, "Another text.")):
        for item in draft.every_item():
            if "path" in item.data:
                item.data["path"] = Text(text)
    with TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        written(old, folder)
        pages = sorted(folder.rglob("pages/**/*.md"))
        for number, one in enumerate(pages):
            if not data.draw(st.booleans()):
                continue
            there = one.relative_to(folder).as_posix()
            move(folder, there, f"moved/{number}.md")
            for spec in folder.rglob("*.yaml"):
                spec.write_text(spec.read_text().replace(f"../{there}", f"../moved/{number}.md"))
        for spec in sorted(folder.rglob("*.yaml")):
            lines = spec.read_text().splitlines()
            kept = [one for one in lines if "x-source: s" not in one or data.draw(st.booleans())]
            spec.write_text("\n".join(kept) + "\n")
        merged_in(copy.deepcopy(new), folder)
        before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
        texts = [one.read_text() for one in folder.rglob("*.md")]
        assert texts.count("Another text.\n") == len(pages)
        again = merged_in(copy.deepcopy(new), folder)
        assert (again.texts, again.copies, again.conflicts) == ({}, {}, ())
        assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


def test_a_page_of_what_was_deleted_here_is_no_file_without_an_owner(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(field(), folder)
    text = (folder / GROUND).read_text()
    start, end = text.index("    materials:"), text.index("    tasks:")
    (folder / GROUND).write_text(text[:start] + text[end:])
    (folder / SOILS).unlink()
    merged = merged_in(field("Red."), folder)
    assert [(one.what, one.file, one.source, one.about) for one in merged.said] == [
        ("deleted", "", "p1", Subject("material", "Soils", "Ground"))
    ]
    assert not (folder / SOILS).exists()
