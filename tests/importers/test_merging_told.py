"""What a merge says: things by their titles, each once, and conflicts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from drafts import course, merged_in, task, written

from coursewright.importers.draft import Item, ModuleDraft, Text
from coursewright.importers.merging.both_sides import differing, shown
from coursewright.importers.report.merge_text import merge_lines

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.merging.outcome import Merged


def lab(**data: Any) -> CourseDraft:
    page = Item("materials", "p1", {"title": "Soils", "kind": "page", "path": Text("Brown.")})
    return course(ModuleDraft("m1", {"title": "Week 2"}, [page, task("t1", "Dig", **data)]))


def lines(merged: Merged) -> list[str]:
    return [*merge_lines(merged, dry_run=False)]


def test_things_are_told_once_by_title_module_and_place(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(lab(), folder)
    newer = lab(duration="20 min", purpose="See")
    item = Item("materials", "p2", {"title": "Rocks", "kind": "page", "path": Text("Hard.")})
    newer.modules[0].items[0] = item
    newer.modules.append(ModuleDraft("m2", {"title": "Week 3"}, [task("t5", "Pour")]))
    assert lines(merged_in(newer, folder)) == [
        "New in the source, and added (2)",
        '  material "Rocks" (Week 2), modules/week-2.module.yaml',
        '  module "Week 3", modules/week-3.module.yaml',
        "Changed in the source, and brought in (1)",
        '  task "Dig" (Week 2): `purpose` and `duration`, modules/week-2.module.yaml:14',
        "No longer in the source, and kept here (1)",
        '  material "Soils" (Week 2), modules/week-2.module.yaml:7',
    ]


def test_what_is_cut_short_says_how_much(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    written(lab(), folder)
    newer = lab()
    newer.modules[0].items += [task(f"n{number}", f"New {number}") for number in range(5)]
    told = [*merge_lines(merged_in(newer, folder, write=False), dry_run=True, most=2)]
    assert len(told) == 4
    assert told[0] == "New in the source, and added (5)"
    assert told[-1].startswith("  and 3 others")


def test_lists_and_mappings_on_both_sides_are_told_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    rubric = [{"name": "Deep", "levels": ["no", "yes"]}, {"name": "Straight", "levels": ["no", "yes"]}]
    written(lab(criteria=rubric), folder)
    spec = folder / "modules/week-2.module.yaml"
    text = spec.read_text()
    assert text.count("name: Straight") == 1
    spec.write_text(text.replace("name: Straight", "name: Even"))
    newer = [{"name": "Deep", "levels": ["no", "partly", "yes"]}, rubric[1]]
    merged = merged_in(lab(criteria=newer), folder)
    (told,) = [line for line in lines(merged) if "`criteria`" in line]
    assert "`Deep` differs; only here: `Even`; only in the source: `Straight`" in told
    assert "{" not in told
    kept = (folder / "import-conflicts.md").read_text()
    assert "name: Even" in kept
    assert "levels: [no, partly, yes]" in kept.replace('"', "")
    assert 'Of the task "Dig" (Week 2), `t1`.' in kept


@pytest.mark.parametrize(
    ("ours", "theirs", "says"),
    [
        (["a", "b"], ["b", "a"], "the order differs"),
        (["a"], ["b"], "only here: `a`; only in the source: `b`"),
        (["a", "a"], ["a"], "only here: `a (2)`"),
        ({"x": "1", "y": "2"}, {"x": 2, "y": 2}, "`x` differs"),
        ("a", ["a"], ""),
        (None, ["a"], ""),
    ],
)
def test_how_two_sides_differ(ours: Any, theirs: Any, says: str) -> None:
    assert differing(ours, theirs) == says


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("a: b", "a: b"), (True, "true"), (2.0, "2"), ([], "[]"), ({}, "{}"), (["a"], "- a")],
)
def test_values_are_shown_as_a_plan_writes_them(value: Any, text: str) -> None:
    assert shown(value) == text
