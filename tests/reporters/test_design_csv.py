"""Tables of the design report as CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portraits import HOSTILE, ROWS, portrait_of, table_of

from coursewright.reporters.views.as_csv import csv_name, csv_text
from coursewright.views.model import Cell, Row

if TYPE_CHECKING:
    from coursewright.views.model import Table, Value


def read(table: Table) -> list[dict[str, str]]:
    """Read a table back as a spreadsheet does."""
    return list(csv.DictReader(io.StringIO(csv_text(table, portrait_of()), newline="")))


def test_a_row_has_its_values_and_its_place() -> None:
    first, second = read(table_of(*ROWS))
    assert first == {"group": "Week 1", "what": "Read", "hours": "5.5", "place": "modules/a.module.yaml:3"}
    assert second["hours"] == "", "what is not known is empty, and not 0"
    assert second["place"] == "modules/a.module.yaml:9"


def test_it_is_rfc_4180() -> None:
    text = csv_text(table_of(Row((Cell('a "b", c'), Cell("1", 1)))), portrait_of())
    assert text == 'what,hours,place\r\n"a ""b"", c",1,\r\n'
    assert csv_text(table_of(), portrait_of()) == "what,hours,place\r\n"


def test_a_column_called_place_keeps_its_name() -> None:
    (row,) = read(table_of(Row((Cell("here"), Cell("1", 1))), columns=("place", "hours")))
    assert row == {"place": "here", "hours": "1", "place_in_files": ""}


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (0.1 + 0.2, "0.3"), (1e-7, "1e-07"), (True, "true"), (False, "false"), (None, ""), (-3, "-3")],
)
def test_values_are_numbers(value: Value, written: str) -> None:
    (row,) = read(table_of(Row((Cell("x"), Cell("said", value)))))
    assert row["hours"] == written


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "＝"])
def test_a_text_is_no_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    (row,) = read(table_of(Row((Cell(text), Cell("1", 1)))))
    assert row["what"] == f"'{text}"


def test_hostile_text_steers_nothing() -> None:
    shown = csv_text(table_of(Row((Cell(HOSTILE), Cell("1", 1)))), portrait_of())
    assert "\x1b" not in shown
    shown.encode("utf-8")


@given(st.lists(st.tuples(st.text(), st.one_of(st.none(), st.integers(), st.floats(allow_nan=False)))))
def test_any_table_can_be_read_back(rows: list[tuple[str, Value]]) -> None:
    made = table_of(*(Row((Cell(text), Cell("said", value))) for text, value in rows))
    found = read(made)
    assert len(found) == len(rows)
    for (_, value), row in zip(rows, found, strict=True):
        assert (row["hours"] == "") == (value is None)
        assert not row["what"].startswith(("=", "+", "-", "@"))


def test_the_name_of_its_file() -> None:
    assert csv_name("workload", table_of()) == "workload-items.csv"
