"""A newer table merged into an edited plan: everybody's texts stay with what they were written for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.importers.yaml_map.identity import Thing, sources_of

if TYPE_CHECKING:
    from pathlib import Path

HEADS = "Week,Date,Topic,Reading,In class,Assignment,Due\n"
COUNTS = "1,2026-09-01,What is a population?,Ch. 1,Counting game,Notebook; Quiz,2026-09-04\n"
SAMPLING = "2,2026-09-08,Sampling,,Quadrats,Lab report; Quiz,2026-09-14\n"
SAFETY = "1,2026-09-03,Field safety,Handout,Walk the site,Sign the form; Quiz,2026-09-05\n"
REVIEW = "3,2026-09-15,Review,,Q&A,Midterm,2026-09-17\n"


def run(*words: str | Path) -> int:
    done = CliRunner().invoke(app, ["import", *map(str, words)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code


def spec(folder: Path) -> dict[str, Any]:
    (file,) = folder.glob("*.module.yaml")
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    return found


def items(folder: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return units, tasks and materials by the titles of the unit and of the thing."""
    found = {}
    for unit in spec(folder)["units"]:
        found[unit["title"], ""] = unit
        for one in (*unit.get("tasks", []), *unit.get("materials", [])):
            found[unit["title"], one["title"]] = one
    return found


def edited(folder: Path) -> dict[tuple[str, str], str]:
    """Write a purpose of its own, or an overview, into everything, and return which."""
    (file,) = folder.glob("*.module.yaml")
    lines = []
    for line in file.read_text("utf-8").split("\n"):
        lines.append(line)
        start = line.lstrip()
        if start.startswith("x-source: unit:"):
            key = "x-ours: " if "/material:" in start else "purpose: " if "/task:" in start else "overview: "
            lines.append(" " * (len(line) - len(start)) + key + f"For number {len(lines)}")
    file.write_text("\n".join(lines), "utf-8")
    return texts(folder)


def texts(folder: Path) -> dict[tuple[str, str], str]:
    keys = ("purpose", "overview", "x-ours")
    return {where: next((one[key] for key in keys if key in one), "") for where, one in items(folder).items()}


@pytest.mark.parametrize(
    "newer",
    [
        COUNTS + SAFETY + SAMPLING + REVIEW,
        REVIEW + SAFETY + COUNTS + SAMPLING,
        SAMPLING + COUNTS,
        "7" + SAMPLING[1:] + "8" + COUNTS[1:],
        "\n" + COUNTS + ",,,,,,\n" + SAMPLING.replace("2026-09-14", "2026-09-30"),
    ],
    ids=["a row in between", "rows in front", "moved", "renumbered", "empty rows and another date"],
)
def test_rows_keep_what_was_written_about_them(newer: str, tmp_path: Path) -> None:
    table, folder = tmp_path / "plan.csv", tmp_path / "plan"
    table.write_text(HEADS + COUNTS + SAMPLING, "utf-8")
    assert run(table, "-o", folder) == 0
    before = edited(folder)
    assert len(before) == len(set(before.values())) == 9
    ids = {where: one["id"] for where, one in items(folder).items()}

    newer_table = tmp_path / "plan, version 2.csv"
    newer_table.write_text(HEADS + newer, "utf-8")
    assert run(newer_table, "-o", folder, "--merge") == 0

    after = texts(folder)
    assert {where: after[where] for where in before} == before
    assert {where: items(folder)[where]["id"] for where in before} == ids
    new = {where for where in after if where not in before}
    assert {unit for unit, _ in new} == {"Field safety", "Review"} & {
        line.split(",")[2] for line in newer.split("\n") if line
    }
    assert not any(after[where] for where in new)
    if "2026-09-30" in newer:
        assert items(folder)["Sampling", "Lab report"]["due"] == "2026-09-30"


MAP = """\
map: weeks
module:
  files: "*.csv"
  keys: {title: {always: BIO}}
  units:
    list: rows
    known_by: KEY
    keys: {title: Topic, week: {field: Week, as: week}}
    lists:
      materials: {list: Reading, split: ";", keys: {title: item}}
      tasks:
        - {if_filled: In class, keys: {title: In class}}
        - {if_filled: Assignment, keys: {title: Assignment, due: {field: Due, as: date}}}
"""


@pytest.mark.parametrize("key", ["Topic", "Code", "Week"])
def test_the_key_of_a_row_reaches_into_its_lists(key: str, tmp_path: Path) -> None:
    """Also one that says the same in two rows, as a week with two meetings."""
    coded = ["Code," + HEADS, "a," + COUNTS, "b," + SAMPLING.replace("2,", "1,", 1), "c," + SAFETY]
    table, folder = tmp_path / "plan.csv", tmp_path / "plan"
    (tmp_path / "map.yaml").write_text(MAP.replace("KEY", key), "utf-8")
    table.write_text("".join(coded[:3]), "utf-8")
    assert run(table, "--map", tmp_path / "map.yaml", "-o", folder) == 0
    before = edited(folder)
    assert len(before) == 7

    renamed = coded[2].replace("Sampling", "Samples" if key == "Code" else "Sampling")
    table.write_text("".join([coded[0], coded[3], renamed, coded[1]]), "utf-8")
    assert run(table, "--map", tmp_path / "map.yaml", "-o", folder, "--merge") == 0

    after = texts(folder)
    assert len(after) == 11
    told = {(unit.replace("Sampling", "Samples") if key == "Code" else unit, one) for unit, one in before}
    assert {where for where, said in after.items() if said} == told
    assert {said for said in after.values() if said} == set(before.values())


_names = st.sampled_from(["", "a", "b", "Quiz", "Quiz#2", "x" * 90, "x" * 91])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_names, _names, st.sampled_from([None, 0])), min_size=1, max_size=12))
def test_each_thing_has_a_name_of_its_own(drawn: list[tuple[str, str, int | None]]) -> None:
    things = [Thing("module", None, "", "", "", "a.csv", whole_file=True)]
    things += [
        Thing("task", holder, key, "", title, f"a.csv#rows/{number}", whole_file=False)
        for number, (key, title, holder) in enumerate(drawn, 1)
    ]
    found = sources_of(things)
    assert len(set(found)) == len(found)
    titled = [source for source, (key, title, _) in zip(found[1:], drawn, strict=True) if key or title]
    assert not [source for source in titled if "rows/" in source]
