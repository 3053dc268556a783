"""The page about maps: each example of it is imported, and gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from drafting import imported

from coursewright.importers.yaml_map.map_file import map_schema

PAGE = (Path(__file__).parents[2] / "docs" / "yaml-map.md").read_text("utf-8")
_BLOCK = re.compile(r"<!-- (example|map|result): (\w+) -->\n```\w+\n(.*?)```", re.DOTALL)
_FILES = {"first": "plan.csv", "longer": "course/unit-1.yaml"}


def _blocks(name: str) -> dict[str, str]:
    return {kind: text for kind, of, text in _BLOCK.findall(PAGE) if of == name}


@pytest.mark.parametrize("name", _FILES)
def test_the_examples_give_what_the_page_says(name: str, tmp_path: Path) -> None:
    blocks = _blocks(name)
    source = tmp_path / "source"
    file = source / _FILES[name]
    file.parent.mkdir(parents=True)
    file.write_text(blocks["example"], "utf-8")
    (source / "coursewright-map.yaml").write_text(blocks["map"], "utf-8")

    came = imported(source, tmp_path)

    (spec,) = sorted(came.folder.rglob("*module.yaml"))
    found = yaml.load(spec.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    told = yaml.load(blocks["result"], yaml.BaseLoader)  # noqa: S506
    assert _shown(found) == _shown(told)
    left = [note for note in came.account if note.fate == "left out"]
    assert all("left out by the map" in note.how for note in left)


def _shown(value: Any) -> Any:
    """Return a spec as the page shows it: without ids that are made, and without what every import writes."""
    if isinstance(value, list):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        unshown = {"id", "x-source", "status"}
        return {key: _shown(one) for key, one in value.items() if key not in unshown}
    return value


def test_the_page_names_all_keys_and_conversions() -> None:
    schema = map_schema()["$defs"]
    for conversion in schema["conversion"]["enum"]:
        assert f"`{conversion}`" in PAGE
    for key in (*schema["level"]["properties"], *schema["longRule"]["properties"]):
        assert re.search(rf"`{key}`|\b{key}:", PAGE), key


def _of(name: str, tmp_path: Path, table: str) -> list[dict[str, Any]]:
    """Return the tasks that a map of the page makes of a table."""
    (tmp_path / "map.yaml").write_text(_blocks(name)["map"], "utf-8")
    (tmp_path / "plan.csv").write_text(table, "utf-8")
    came = imported(tmp_path / "plan.csv", tmp_path, "yaml-map", map_file=tmp_path / "map.yaml")
    assert {note.fate for note in came.account} == {"imported"}
    return [item.data for item in came.draft.every_item() if item.kind == "tasks"]


def test_the_map_of_three_lines_decides_the_dates(tmp_path: Path) -> None:
    made = _of("order", tmp_path, "Week,Topic,Assignment,Due\n1,Soil,Dig,9/4/2026\n")
    assert made == [{"title": "Dig", "due": "2026-09-04"}]


def test_the_map_for_other_heads_reads_them(tmp_path: Path) -> None:
    table = "Vecka;Ämne;Läsning;Uppgift;Inlämning\n1;Mark;Kap. 1;Gräv;18.09.2026\n"
    assert _of("heads", tmp_path, table) == [{"title": "Gräv", "due": "2026-09-18"}]
