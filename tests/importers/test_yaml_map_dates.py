"""Due dates of tables: those that mean one day, and those that a column, a map or nobody can decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafting import imported
from hypothesis import given
from hypothesis import strategies as st

from coursewright.importers.yaml_map.dates import date_in, is_unclear, order_of

if TYPE_CHECKING:
    from pathlib import Path

    from drafting import Imported


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("18.09.2026", "2026-09-18"),
        ("4.9.2026", "2026-09-04"),
        ("Fr., 18.09.2026 23:59 Uhr", "2026-09-18T23:59"),
        ("9/18/2026", "2026-09-18"),
        ("18/9/2026", "2026-09-18"),
        ("4/4/2026", "2026-04-04"),
        ("2026-09-18 23:59", "2026-09-18T23:59"),
        ("2026/9/4", "2026-09-04"),
        ("Friday, September 18, 2026", "2026-09-18"),
        ("Mar 18, 2026", "2026-03-18"),
        ("mar. 18 mars 2026", "2026-03-18"),
        ("18. September 2026", "2026-09-18"),
        ("18 de septiembre de 2026", "2026-09-18"),
        ("week 3 fri", "week 3 fri"),
        ("31.2.2026", None),
        ("9/4/2026", None),
        ("9/4", None),
        ("9/4/26", None),
        ("Essay 1", None),
        ("Chapter 1-2", None),
    ],
)
def test_a_date_that_means_one_day_is_read(written: str, expected: str | None) -> None:
    assert date_in(written) == expected
    assert is_unclear(written) == (expected is None and written[0].isdigit())


@given(st.dates(), st.sampled_from("/- "))
def test_a_column_decides_as_its_clear_dates_do(day: object, sign: str) -> None:
    year, month, number = str(day).split("-")
    day_first = sign.join((number, month, year))
    order = order_of([day_first])
    assert order == ("day-month-year" if int(number) > 12 else "")
    assert date_in(day_first, "day-month-year") == str(day) or int(year) < 1900
    assert order_of(["9/18/2026", "18/9/2026"]) == ""


def table(tmp_path: Path, rows: str, **wishes: Path) -> Imported:
    path = tmp_path / "plan.csv"
    path.write_text("Week,Topic,Assignment,Due\n" + rows, "utf-8")
    return imported(path, tmp_path, "yaml-map", **wishes)


def dues(came: Imported) -> list[tuple[object, object]]:
    return [(item.data.get("due"), item.data.get("x-due")) for item in came.draft.every_item()]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1,A,a,9/4/2026\n2,B,b,9/18/2026\n", ["2026-09-04", "2026-09-18"]),
        ("1,A,a,9/4/2026\n2,B,b,18/9/2026\n", ["2026-04-09", "2026-09-18"]),
        ("1,A,a,04.09.2026\n2,B,b,18.09.2026\n", ["2026-09-04", "2026-09-18"]),
    ],
)
def test_due_dates_come_in(rows: str, expected: list[str], tmp_path: Path) -> None:
    came = table(tmp_path, rows)
    assert dues(came) == [(one, None) for one in expected]
    assert {note.fate for note in came.account} == {"imported"}


UNCLEAR = "1,A,a,9/4/2026\n2,B,b,9/8/2026\n3,C,c,Friday in class\n4,D,,Portfolio\n"


def test_dates_that_nobody_can_decide_are_kept_as_texts_and_told(tmp_path: Path) -> None:
    came = table(tmp_path, UNCLEAR)
    kept = ["9/4/2026", "9/8/2026", "Friday in class", None]
    assert dues(came) == [(None, one) for one in kept]
    told = [(note.what, note.title, note.how) for note in came.account if note.fate != "imported"]
    doubt = (
        "9/4/2026 could be April or September: say `dates: day-month-year` or `dates: month-day-year` in a "
        "map for `--map` (docs/yaml-map.md has one of three lines); 2 dates kept as `x-due`"
    )
    assert told == [
        ("Due", "Friday in class", "it is no date that can be read, and is kept as `x-due`"),
        ("column", "Due", doubt),
    ]


def test_a_map_of_three_lines_says_the_order(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("map: ours\nlike: schedule\ndates: month-day-year\n", "utf-8")
    came = table(tmp_path, UNCLEAR, map_file=tmp_path / "map.yaml")
    assert dues(came)[:2] == [("2026-09-04", None), ("2026-09-08", None)]
    assert "column" not in {note.what for note in came.account}


def test_a_map_of_ones_own_is_told_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "map: m\nmodule:\n  files: '*.csv'\n  units:\n    list: rows\n    keys: {title: Topic}\n"
        "    lists: {tasks: {keys: {title: Assignment, due: {field: Due, as: date}}}}\n",
        "utf-8",
    )
    came = table(tmp_path, "1,A,a,9/4/2026\n", map_file=tmp_path / "map.yaml")
    told = {note.title: note.how for note in came.account if note.fate == "left out"}
    assert told["Due"].startswith("9/4/2026 could be April or September: say")
    assert told["Due"].endswith("; 1 date left out")
    assert told["Week"] == 'not in the map, 1 time, such as "1"'


def test_a_day_without_a_task_stays_with_its_row(tmp_path: Path) -> None:
    came = table(tmp_path, "1,A,,18.09.2026\n")
    (unit,) = came.draft.modules[0].units
    assert (unit.data["x-due"], unit.items) == ("2026-09-18", [])
