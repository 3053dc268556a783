"""Tables of weeks as people keep them: their heads, what stands above, and what the report calls it all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafting import imported
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.importers.desk import Desk
from coursewright.importers.formats import detected
from coursewright.importers.source import open_source
from coursewright.importers.yaml_map.reading import read
from coursewright.importers.yaml_map.tables import table_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "Week,Topic,Reading,Room\n1,Soil,Ch. 1,B12\n2,Water,,B13\n"


@pytest.mark.parametrize(
    ("above", "title", "kept"),
    [
        ("", "plan", ""),
        ("BIO 204\n", "BIO 204", ""),
        ("Dr. Reyes, Tue/Thu 10-11:15\n", "plan", "Dr. Reyes, Tue/Thu 10-11:15"),
        ("Dr. Reyes, room, 12\n\nBIO 204,,,\nFall,2026\n", "BIO 204", "Dr. Reyes, room, 12\nFall, 2026"),
        ("BIO 204\n" + "a,b\n" * 13, "BIO 204", "\n".join(["a, b"] * 13)),
    ],
)
def test_heads_are_found_below_whatever_stands_above(
    above: str, title: str, kept: str, tmp_path: Path
) -> None:
    (tmp_path / "plan.csv").write_text(above + ROWS, "utf-8")
    came = imported(tmp_path / "plan.csv", tmp_path)
    (module,) = came.draft.modules
    assert module.data["title"] == title
    assert [unit.data["title"] for unit in module.units] == ["Soil", "Water"]
    assert [one.markdown for one in came.account.kept] == [kept] * bool(kept)
    assert {note.fate for note in came.account} == {"imported"}


def test_heads_are_not_looked_for_among_the_rows() -> None:
    found = table_of("a,b\n" * 15 + "week,topic\n", "x.csv", {"week", "topic"})
    assert found.heads == ["a", "b"]


@pytest.mark.parametrize(
    "heads",
    [
        "Woche;Thema;Datum;Lektüre;Aufgabe;Abgabe",
        "semaine;sujet;date;lecture;devoir;à rendre",
        "semana;tema;fecha;lectura;tarea;entrega",
        "Week;Topic;Date;Reading;Assignment;Due",
    ],
)
def test_heads_are_known_in_four_languages(heads: str, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(heads + "\n3;Messen;x;Kap. 1;Blatt 1;18.09.2026\n", "utf-8")
    came = imported(tmp_path / "plan.csv", tmp_path)
    (unit,) = came.draft.modules[0].units
    assert {key: unit.data[key] for key in ("title", "week", "x-date")} == {
        "title": "Messen",
        "week": 3,
        "x-date": "x",
    }
    reading, task = unit.items
    assert reading.data == {"title": "Kap. 1", "kind": "reading"}
    assert task.data == {"title": "Blatt 1", "due": "2026-09-18"}
    assert {note.fate for note in came.account} == {"imported"}
    columns = heads.split(";")
    assert [note.what for note in came.account] == ["table", "row", columns[3], columns[4]]


def test_an_english_lecture_is_no_reading(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Week,Lecture,Reading\n1,Soil,Ch. 1\n", "utf-8")
    (unit,) = imported(tmp_path / "plan.csv", tmp_path).draft.modules[0].units
    assert (unit.data["title"], [item.data["title"] for item in unit.items]) == ("Soil", ["Ch. 1"])


def test_a_table_of_other_heads_is_refused_with_those_that_were_seen(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("Vecka,Ämne\n1,Mark\n", "utf-8")
    done = CliRunner().invoke(app, ["import", str(tmp_path / "plan.csv"), "-o", str(tmp_path / "plan")])
    said = " ".join(done.stderr.split())
    assert done.exit_code == 2
    assert "The heads of its columns seem to be `Vecka` and `Ämne`." in said
    assert "--map FILE" in said
    assert "docs/yaml-map.md" in said


def test_columns_are_called_by_their_heads(tmp_path: Path) -> None:
    table = "Week,Topic,Reading,Colour\n1,Soil,Ch. 1,red\n2,Water,,blue\n"
    (tmp_path / "plan.csv").write_text(table, "utf-8")
    came = imported(tmp_path / "plan.csv", tmp_path)
    told = [(note.what, note.title, note.how) for note in came.account if note.fate == "left out"]
    assert told == [("column", "Colour", 'not in the plan, 2 times, such as "red"')]
    words = " ".join(f"{note.what} {note.title} {note.how}" for note in came.account)
    assert "entry" not in words
    assert "rows" not in words


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"plan.csv": ROWS}, "a table of weeks"),
        ({"plan.csv": "Vecka,Ämne\n"}, "a table with a map"),
        ({"plan.yaml": "- {week: 1, topic: Soil}\n"}, "YAML with the map `schedule`"),
        ({"a.json": "{}", "coursewright-map.yaml": "map: m\nmodule: {}\n"}, "JSON with a map"),
    ],
)
def test_a_source_is_called_what_it_is(files: dict[str, str], words: str, tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    source = open_source(tmp_path / next(iter(files)) if len(files) == 1 else tmp_path)
    form = detected(source)
    assert form is not None
    assert form.called(source) == words


def test_too_large_a_table_is_refused_in_plain_words(tmp_path: Path) -> None:
    rows = "".join(f"{n},Topic {n},A {n};B {n};C {n},Do {n}\n" for n in range(1, 5001))
    (tmp_path / "plan.csv").write_text("Week,Topic,Reading,Assignment\n" + rows, "utf-8")
    with pytest.raises(UsageError) as caught:
        read(open_source(tmp_path / "plan.csv"), Desk())
    assert "has 5,000 rows, and comes to more than 20,000 units, readings, tasks" in caught.value.message
    assert "one course" in (caught.value.hint or "")
