"""Drafts made by hand or by Hypothesis, and what becomes of them, without any format to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from coursewright.cli.import_.placing import Placing
from coursewright.importers.bringing import Brought, brought
from coursewright.importers.desk import Desk
from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref, Text, UnitDraft
from coursewright.importers.finishing.known import NOTHING_KNOWN
from coursewright.importers.formats import FORMATS
from coursewright.importers.merging.changes import merged_changes
from coursewright.importers.merging.merge import merge
from coursewright.importers.merging.ours import ours_in
from coursewright.importers.source import open_source
from coursewright.importers.writing.folders import all_of
from coursewright.importers.writing.record import read_record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coursewright.importers.finishing.known import Known
    from coursewright.importers.merging.outcome import Merged

__all__ = ["brought_in", "course", "courses", "merged_in", "task", "written"]

FORM = FORMATS[0]


def task(source: str, title: str, **data: Any) -> Item:
    return Item("tasks", source, {"title": title, **data})


def course(*modules: ModuleDraft, **data: Any) -> CourseDraft:
    return CourseDraft("lms:1", {"title": "A course", **data}, list(modules))


def brought_in(
    draft: CourseDraft, folder: Path, files: Mapping[str, bytes], known: Known = NOTHING_KNOWN
) -> Brought:
    """Finish a draft whose source is a folder with some files, beside `folder`."""
    place = folder.with_name(f"{folder.name}-source")
    place.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (place / name.replace("__", ".")).write_bytes(data)
    waiting = place.with_name(f"{folder.name}-waiting")
    waiting.mkdir(exist_ok=True)
    return brought(draft, open_source(place), FORM, Desk(), waiting=waiting, known=known)


def written(draft: CourseDraft, folder: Path, **files: bytes) -> Brought:
    """Import a draft into a new folder."""
    come = brought_in(draft, folder, files)
    with Placing(folder) as placing:
        placing.put(all_of(come))
    return come


def merged_in(draft: CourseDraft, folder: Path, *, write: bool = True, **files: bytes) -> Merged:
    """Merge a draft into a folder that was imported."""
    record = read_record(folder)
    assert record is not None
    ours = ours_in(folder, record)
    come = brought_in(draft, folder, files, ours.named(record.known()))
    merged = merge(ours, come)
    changes = merged_changes(merged, come, ours)
    if write and changes.paths:
        with Placing(folder) as placing:
            placing.put(changes)
    return merged


_titles = st.sampled_from(
    ["Quiz", "Read", "Week one", "TODO", "none", "Éthique", "課題", "a: b # c", "- x", "12"]
)
_texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["one\n\ntwo  \nthree", "null", "~", "'quoted'", "yes", "x" * 150, "word " * 40, "```\ncode  \n```"]
)


@st.composite
def _items(draw: st.DrawFn, sources: list[str]) -> Item:
    source = f"s{len(sources)}"
    sources.append(source)
    kind = draw(st.sampled_from(["outcomes", "materials", "tasks", "assessments"]))
    title = draw(_titles)
    data: dict[str, Any] = {"title": title}
    if kind == "outcomes":
        data["statement"] = draw(_texts) or "Decide"
    elif kind == "materials":
        data |= {"kind": "page", "path": Text(draw(_texts) or "text")}
    else:
        data["instructions"] = Text(draw(_texts))
        data["criteria"] = draw(st.lists(_texts, max_size=3))
        data["duration"] = draw(st.sampled_from(["45 min", "1 h", "soon", "2 days"]))
        data["requires"] = [Ref(draw(st.sampled_from(sources)))] if kind == "tasks" else []
        data["x-lms"] = {"points": draw(st.integers(0, 9)), "open": draw(st.booleans())}
    return Item(kind, source, {key: value for key, value in data.items() if value})  # type: ignore[arg-type]


@st.composite
def courses(draw: st.DrawFn) -> CourseDraft:
    """Make small courses with awkward texts."""
    sources: list[str] = []
    modules = []
    for number in range(draw(st.integers(1, 2))):
        units = [
            UnitDraft(
                f"u{number}{one}", {"title": draw(_titles), "overview": draw(_texts)}, draw(_some(sources))
            )
            for one in range(draw(st.integers(0, 2)))
        ]
        modules.append(ModuleDraft(f"m{number}", {"title": draw(_titles)}, draw(_some(sources)), units))
    return course(*modules, description=draw(_texts))


def _some(sources: list[str]) -> st.SearchStrategy[list[Item]]:
    return st.lists(_items(sources), max_size=3)
