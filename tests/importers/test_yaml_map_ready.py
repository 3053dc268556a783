"""The maps that come with the tool: the curriculum of Learn to Cloud, and schedules in tables."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from drafting import imported

from coursewright.importers.source import open_source
from coursewright.importers.yaml_map.detecting import recognises
from coursewright.importers.yaml_map.map_file import shipped_maps

if TYPE_CHECKING:
    from drafting import Imported

SHARED = Path(__file__).parents[3] / "shared"
PHASES = SHARED / "corpora" / "learn-to-cloud" / "phases"
BY_HAND = SHARED / "real" / "learn-to-cloud" / "modules"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    if not PHASES.is_dir():
        pytest.skip("the curriculum of Learn to Cloud is not at hand")
    return imported(PHASES, tmp_path_factory.mktemp("cloud"))


def _raw() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(PHASES.rglob("*.yaml")))


def _specs(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("*.module.yaml"))
    return [yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in files]  # noqa: S506 - texts only


def test_all_of_learn_to_cloud_comes_in(cloud: Imported) -> None:
    modules = cloud.draft.modules
    units = [unit for module in modules for unit in module.units]
    items = [item for unit in units for item in unit.items]
    raw = _raw()

    assert len(modules) == len(re.findall(r"^topics:$", raw, re.MULTILINE)) == 8
    assert len(units) == len(re.findall(r"^learning_steps:$", raw, re.MULTILINE)) == 47
    outcomes = [item for item in items if item.kind == "outcomes"]
    assert len(outcomes) == len(re.findall(r"^  text: ", raw, re.MULTILINE)) == 146
    tasks = [item for item in items if item.kind == "tasks"]
    assert len(tasks) == len(re.findall(r"^  action: ", raw, re.MULTILINE)) == 292
    handed_in = [item for module in modules for item in module.items]
    assert len(handed_in) == len(re.findall(r"^submission_type: ", raw, re.MULTILINE)) == 11
    choices = [item.data["choices"] for item in tasks if "choices" in item.data]
    offered = sum(len(one["options"]) for one in choices if isinstance(one, dict))
    assert offered == len(re.findall(r"^  - provider: ", raw, re.MULTILINE)) == 201
    counted = Counter(note.what for note in cloud.account if note.fate == "imported")
    assert counted["step"] == len(tasks)  # in the words of those who made it
    assert counted["objective"] == len(outcomes)
    for action, kind in (("Watch:", "video"), ("Practice:", "problem-set"), ("Reflect:", "journal")):
        said = len(re.findall(rf"^  action: '?{action}", raw, re.MULTILINE))
        assert sum(item.data.get("kind") == kind for item in tasks) == said


def test_the_order_is_that_of_the_source(cloud: Imported) -> None:
    for module in cloud.draft.modules:
        text = (PHASES / module.source.removeprefix("module:") / "_phase.yaml").read_text("utf-8")
        topics = re.findall(r"^- ([\w-]+)$", text.partition("\ntopics:")[2], re.MULTILINE)
        assert [unit.wanted_id for unit in module.units] == topics


def test_what_things_are_known_by_is_no_place(cloud: Imported) -> None:
    """The folder of the phases, or one above it, may be imported the next time."""
    modules = cloud.draft.modules
    things = [module.source for module in modules]
    things += [unit.source for module in modules for unit in module.units]
    things += [item.source for item in cloud.draft.every_item()]
    assert not [one for one in things if ".yaml" in one or one.rpartition("#")[2].isdecimal()]


def test_nothing_but_what_the_map_names_is_left(cloud: Imported) -> None:
    left = [note for note in cloud.account if note.fate == "left out"]
    reasons = [one.partition(",")[0] for one in (note.how for note in left)]
    assert {"not in the plan", "not in the map"}.isdisjoint(reasons)
    uuids = {note.what: note.how for note in left if note.title == "uuid"}
    steps = len(re.findall(r"^  action: ", _raw(), re.MULTILINE))
    assert uuids["field of a step"].startswith(f"for the platform only, {steps} times, such as")
    assert set(uuids) == {f"field of a {one}" for one in ("phase", "topic", "step", "hand-in")}
    (note,) = [note for note in cloud.account if note.fate == "partly"]
    assert (note.what, note.title) == ("action", "Note:")  # it is in no table, and so has no kind
    assert note.how == "nothing is known that it would be as `kind`, 2 times"


def test_it_is_what_was_carried_over_by_hand(cloud: Imported) -> None:
    """The one made by hand has no links of choices, no hand-ins, and calls a note a task of another kind."""
    if not BY_HAND.is_dir():
        pytest.skip("the one that was made by hand is not at hand")
    for mine, other in zip(_specs(cloud.folder / "modules"), _specs(BY_HAND), strict=True):
        assert mine["title"] == other["title"]
        assert mine["description"] == other["value"]
        for unit, by_hand in zip(mine["units"], other["units"], strict=True):
            assert (unit["title"], unit["overview"]) == (by_hand["title"], by_hand["overview"])
            statements = [one["statement"] for one in unit["outcomes"]]
            assert statements == [one["statement"] for one in by_hand["outcomes"]]
            for task, hand_made in zip(unit["tasks"], by_hand["tasks"], strict=True):
                _compare(task, hand_made, cloud.folder / "modules")


def _compare(task: dict[str, Any], hand_made: dict[str, Any], folder: Path) -> None:
    assert task["title"] == hand_made["title"]
    assert task.get("kind", "other") == hand_made["kind"]
    assert [task["choices"]] == hand_made["choices"] if "choices" in hand_made else "choices" not in task
    assert [task.get("done_when")] == [hand_made.get("done_when")] or [task["done_when"]] == hand_made[
        "done_when"
    ]
    said = task.get("instructions", "")
    text = (folder / said["file"]).read_text("utf-8") if isinstance(said, dict) else said
    for line in filter(None, hand_made.get("instructions", "").split("\n")):
        assert line in text


TABLE = [
    ["PSY 202, autumn term", "", "", "", "", ""],
    ["Week", "Date", "Topic", "Reading", "Activity", "Due"],
    ["1", "2026-09-21", "Why ethics?", "Belmont; [APA code](https://example.org/a)", "Say hello", ""],
    ["", "2026-09-23", "Consent", "Smith, ch. 1", "", "Essay 1"],
    ["Week 2", "2026-09-28", "Deception; privacy", "Milgram\nBaumrind", "Debate", "2026-10-02"],
    ["3-4", "", "No class", "", "", ""],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_schedule_in_a_table(sign: str, encoding: str, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=sign).writerows(TABLE)
    table = tmp_path / "autumn.csv"
    table.write_bytes(text.getvalue().encode(encoding))

    came = imported(table, tmp_path)

    assert came.draft.lone_module
    units = came.draft.modules[0].units
    assert [unit.data.get("week") for unit in units] == [1, 1, 2, "3-4"]
    titles = ["Why ethics?", "Consent", "Deception; privacy", "No class"]
    assert [unit.data["title"] for unit in units] == titles
    materials = [item.data for unit in units for item in unit.items if item.kind == "materials"]
    read = ["Belmont", "APA code", "Smith, ch. 1", "Milgram", "Baumrind"]
    assert [one["title"] for one in materials] == read
    assert [one.get("url") for one in materials].count("https://example.org/a") == 1
    tasks = [
        (item.data["title"], item.data.get("due"))
        for unit in units
        for item in unit.items
        if item.kind == "tasks"
    ]
    assert tasks == [("Say hello", None), ("Essay 1", None), ("Debate", "2026-10-02")]


def test_a_schedule_in_the_data_file_of_a_website(tmp_path: Path) -> None:
    (tmp_path / "schedule.yml").write_text(
        "- week: 1\n  topic: Intro\n  readings: [{title: Chapter 1, url: https://example.org/1}, Chapter 2]\n"
        "  assignment: Homework 1\n  due: 2026-09-25\n  colour: red\n",
        "utf-8",
    )
    came = imported(tmp_path / "schedule.yml", tmp_path)
    items = came.draft.modules[0].units[0].items
    assert [item.data["title"] for item in items] == ["Chapter 1", "Chapter 2", "Homework 1"]
    assert items[2].data["due"] == "2026-09-25"
    assert [note.title for note in came.account if note.fate == "left out"] == ["colour"]


ELSEWHERE = [
    ("prices.csv", "name,price\nTea,3\n"),
    ("week.csv", "week,total\n1,3\n"),
    ("notes.md", "# Week 1\n\ntopic\n"),
    ("broken.yaml", "week: [1\ntopic: x\n"),
    ("package.json", '{"name": "x", "scripts": {"week": "topic"}}'),
]


@pytest.mark.parametrize(("name", "text"), ELSEWHERE)
def test_what_is_no_schedule_is_not_taken_for_one(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert not recognises(open_source(tmp_path))
    # A table that is given by itself is looked at, to say what is missing in it.
    assert recognises(open_source(tmp_path / name)) == name.endswith(".csv")


def test_each_shipped_map_can_be_followed() -> None:
    assert [one.name for one in shipped_maps()] == ["learn-to-cloud", "schedule"]
