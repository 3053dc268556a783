"""A newer export merged into edited specs: no edit is lost, and what is new comes in."""

from __future__ import annotations

import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from drafts import course, courses, merged_in, task, written
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.draft import Item, ModuleDraft, Ref, Text, UnitDraft
from coursewright.spec.errors import UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft


def soil() -> CourseDraft:
    tasks = [
        task("t1", "Dig", duration="45 min", instructions="Dig a hole."),
        task("t2", "Draw", requires=[Ref("t1")]),
    ]
    page = Item("materials", "p1", {"title": "Soils", "kind": "page", "path": Text("# Soils\n\nBrown.")})
    unit = UnitDraft("u1", {"title": "Outside", "duration": "2 h"}, [page, *tasks])
    return course(ModuleDraft("m1", {"title": "Ground"}, units=[unit]), study_level="first year")


def tasks_of(draft: CourseDraft) -> list[Item]:
    return draft.modules[0].units[0].items


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


MODULE = "modules/ground.module.yaml"


def edit(folder: Path, old: str, new: str, path: str = MODULE) -> None:
    text = (folder / path).read_text()
    assert text.count(old) == 1, (old, text)
    (folder / path).write_text(text.replace(old, new))


def test_the_same_source_again_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    before = files_of(folder)
    merged = merged_in(soil(), folder)
    assert (merged.texts, merged.said, merged.conflicts) == ({}, (), ())
    assert files_of(folder) == before


def test_what_only_the_source_changed_comes_in_and_comments_stay(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    edit(
        folder,
        "        duration: 45 min",
        "        duration: 45 min   # as measured in May\n        # keep this",
    )
    edit(folder, "title: Ground", "title: Ground # of the field")
    draft = soil()
    tasks_of(draft)[1].data.update(duration="60 min", purpose="See what lies below")
    draft.modules[0].data["title"] = "The ground"
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    text = (folder / MODULE).read_text()
    assert "duration: 60 min   # as measured in May\n        # keep this" in text
    assert "title: The ground # of the field" in text
    assert "purpose: See what lies below" in text
    assert {(one.what, one.key, one.source) for one in merged.said} == {
        ("changed", "duration", "t1"),
        ("changed", "purpose", "t1"),
        ("changed", "title", "m1"),
    }


def test_what_both_changed_is_a_conflict_and_ours_stays(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    edit(folder, "Dig a hole.", "Dig two holes.")
    draft = soil()
    tasks_of(draft)[1].data["instructions"] = "Dig three holes."
    merged = merged_in(draft, folder)
    (one,) = merged.conflicts
    assert (one.file, one.key, one.source) == (MODULE, "instructions", "t1")
    assert (one.ours, one.theirs) == ("Dig two holes.", "Dig three holes.")
    line = (folder / MODULE).read_text().splitlines()[one.line - 1]
    assert line.strip() == "instructions: Dig two holes."
    assert "Dig three holes." in (folder / "import-conflicts.md").read_text()
    again = merged_in(copy.deepcopy(_with(soil(), "Dig three holes.")), folder)
    assert (again.texts, again.conflicts) == ({}, ())


def _with(draft: CourseDraft, instructions: str) -> CourseDraft:
    tasks_of(draft)[1].data["instructions"] = instructions
    return draft


def test_new_items_come_after_their_predecessors(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    draft = soil()
    items = tasks_of(draft)
    items[2:2] = [task("t3", "Sieve", builds_on=[Ref("t1")]), task("t4", "Weigh")]
    items.insert(0, task("t0", "Pack"))
    items.append(Item("sessions", "n1", {"title": "Meet", "starts": "2026-10-05T10:00"}))
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    found = load(folder / "course.yaml")
    assert not found.faults
    unit = found.modules[0].units[0]
    assert [one.title for one in unit.tasks] == ["Pack", "Dig", "Sieve", "Weigh", "Draw"]
    assert [one.title for one in unit.sessions] == ["Meet"]


def test_new_modules_get_files_and_a_place_in_the_list(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    first = soil()
    first.modules.append(ModuleDraft("m3", {"title": "Water"}))
    written(first, folder)
    edit(folder, "modules: [", "# in this order\nmodules: [", "course.yaml")
    draft = soil()
    draft.modules += [ModuleDraft("m2", {"title": "Air"}), ModuleDraft("m3", {"title": "Water"})]
    merged = merged_in(draft, folder)
    assert [one.title for one in load(folder / "course.yaml").modules] == ["Ground", "Air", "Water"]
    assert "# in this order" in merged.texts["course.yaml"]


def test_what_was_deleted_here_stays_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    text = (folder / MODULE).read_text()
    start = text.index("      - id: draw")
    (folder / MODULE).write_text(text[:start])
    merged = merged_in(soil(), folder)
    assert (merged.texts, merged.said) == ({}, ())
    draft = soil()
    tasks_of(draft)[2].data["purpose"] = "See it"
    merged = merged_in(draft, folder)
    assert [(one.what, one.source) for one in merged.said] == [("deleted", "t2")]
    assert not merged.texts


def test_what_is_gone_there_is_said_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    draft = soil()
    del tasks_of(draft)[2]
    del tasks_of(draft)[0]
    merged = merged_in(draft, folder)
    gone = {(one.what, one.source) for one in merged.said}
    assert gone == {("gone", "t2"), ("gone", "p1"), ("gone", "pages/ground/soils.md")}
    assert not merged.texts
    assert (folder / "pages/ground/soils.md").exists()


def test_ids_that_were_renamed_here_stay_and_new_references_go_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    text = (folder / MODULE).read_text()
    (folder / MODULE).write_text(text.replace("id: dig", "id: spade-work").replace("[dig]", "[spade-work]"))
    draft = soil()
    tasks_of(draft).append(task("t5", "Dig", builds_on=[Ref("t1")], requires=[Ref("t2")]))
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    text = (folder / MODULE).read_text()
    assert "builds_on: [spade-work]" in text
    assert "id: spade-work" in text
    assert not load(folder / "course.yaml").faults


def test_pages_and_files_are_merged_as_wholes(tmp_path: Path) -> None:
    def draft(page: str) -> CourseDraft:
        made = soil()
        link = "[map](coursewright-import:file/map.png) [old](coursewright-import:file/old.png)"
        tasks_of(made)[0].data["path"] = Text(f"{page} {link}")
        return made

    folder = tmp_path / "plan"
    written(draft("one"), folder, map__png=b"1", old__png=b"1")
    (folder / "files/old.png").write_bytes(b"mine")
    merged = merged_in(draft("two"), folder, map__png=b"2", old__png=b"2")
    assert (folder / "pages/ground/soils.md").read_text().startswith("two")
    assert (folder / "files/map.png").read_bytes() == b"2"
    assert (folder / "files/old.png").read_bytes() == b"mine"
    assert [one.file for one in merged.conflicts] == ["files/old.png"]
    (folder / "pages/ground/soils.md").write_text("mine\r\n")
    merged = merged_in(draft("three"), folder)
    assert [one.file for one in merged.conflicts] == ["pages/ground/soils.md"]
    assert "three" in (folder / "import-conflicts.md").read_text()


def test_windows_line_breaks_are_no_edit(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    for file in (folder / MODULE, folder / "pages/ground/soils.md"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    draft = soil()
    tasks_of(draft)[0].data["path"] = Text("# Soils\n\nRed.")
    tasks_of(draft)[1].data["duration"] = "50 min"
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    assert b"duration: 50 min\r\n" in (folder / MODULE).read_bytes()
    assert b"Red." in (folder / "pages/ground/soils.md").read_bytes()


def test_keys_that_are_gone_there_go_with_their_lines(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    draft = soil()
    del tasks_of(draft)[1].data["instructions"]
    del draft.modules[0].units[0].data["duration"]
    merged = merged_in(draft, folder)
    assert not merged.conflicts
    text = (folder / MODULE).read_text()
    assert "instructions" not in text
    assert "2 h" not in text
    assert not load(folder / "course.yaml").faults


def test_a_value_with_a_comment_in_it_is_not_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    first = soil()
    tasks_of(first)[1].data["criteria"] = [
        "it is deep",
        "it is straight, which takes a plumb line and some patience",
    ]
    written(first, folder)
    edit(folder, "          - it is deep\n", "          - it is deep\n          # ask Jo\n")
    draft = soil()
    tasks_of(draft)[1].data["criteria"] = ["it is wide"]
    merged = merged_in(draft, folder)
    assert [one.key for one in merged.conflicts] == ["criteria"]
    assert "# ask Jo" in (folder / MODULE).read_text()


def test_another_course_is_not_merged_and_another_name_is_no_other_course(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    renamed = soil()
    renamed.source = "folder-2"
    renamed.data["study_level"] = "second year"
    merged = merged_in(renamed, folder)
    assert [(one.what, one.key, one.source) for one in merged.said] == [("changed", "study_level", "lms:1")]
    other = course(ModuleDraft("m9", {"title": "Music"}, [task("t9", "Sing")]))
    with pytest.raises(UsageError, match="another course"):
        merged_in(other, folder)


def test_a_merge_without_writing_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(soil(), folder)
    before = files_of(folder)
    draft = soil()
    tasks_of(draft)[1].data["duration"] = "50 min"
    assert merged_in(draft, folder, write=False).texts
    assert files_of(folder) == before


@settings(max_examples=20, deadline=None)
@given(courses())
def test_any_course_merges_into_itself_without_a_change(draft: CourseDraft) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        written(copy.deepcopy(draft), folder)
        before = files_of(folder)
        merged = merged_in(copy.deepcopy(draft), folder)
        assert (merged.texts, merged.said, merged.conflicts) == ({}, (), ())
        assert files_of(folder) == before


@settings(max_examples=15, deadline=None)
@given(courses(), courses())
def test_a_second_merge_of_the_same_source_brings_nothing(old: CourseDraft, new: CourseDraft) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        written(copy.deepcopy(old), folder)
        merged = merged_in(copy.deepcopy(new), folder)
        assert not [one for one in merged.conflicts if one.key]
        again = merged_in(copy.deepcopy(new), folder)
        assert (again.texts, again.copies, again.conflicts) == ({}, {}, ())


@settings(max_examples=15, deadline=None)
@given(courses(), courses(), st.data())
def test_no_edit_is_ever_lost(old: CourseDraft, new: CourseDraft, data: st.DataObject) -> None:
    """Titles, comments and keys that people wrote are there after any merge, and the specs can be read."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "plan"
        written(old, folder)
        mine: list[tuple[Path, str]] = []
        for path in sorted(folder.rglob("*.yaml")):
            lines = path.read_text().splitlines()
            for number, line in enumerate(lines):
                if "title: " in line and data.draw(st.booleans()):
                    start = line[: line.index("title: ")]
                    said = f"mine {len(mine)}"
                    lines[number] = f"{start}title: {said}  # {said}"
                    mine.append((path, f"title: {said}  # {said}"))
            path.write_text("\n".join([f"# of {path.name}", *lines]) + "\n")
            mine.append((path, f"# of {path.name}"))
        merged_in(new, folder)
        for path, said in mine:
            assert said in path.read_text()
        unread = {FaultKind.INVALID, FaultKind.DUPLICATE}
        assert not [one for one in load(folder / "course.yaml").faults if one.kind in unread]
