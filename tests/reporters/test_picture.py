"""Views as pictures: whole, on a sheet of fixed width, and well-formed whatever an author wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import design_portraits as portraits
import pytest
from lxml import etree

from coursewright.reporters.views.picture import picture
from coursewright.views.charts import (
    Label,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    Outline,
    OutlineItem,
    Tracks,
)
from coursewright.views.model import View
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from coursewright.reporters.views.portrait import Portrait

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<b>]]>&amp;\x00\x1b\x9b\u202e\ud800\ufffe\uffff\u2028</title></svg>"


def view_of(*charts: Matrix | Outline, **more: str) -> View:
    return View("v", more.get("title", "A view"), "What is it?", ("It is so.",), charts)


def read(view: View) -> Element:
    return etree.fromstring(picture(view, portraits.portrait_of(view)).encode("utf-8"))


def texts(root: Element) -> list[str]:
    return ["".join(str(part) for part in one.itertext()) for one in root.iter(f"{SVG}text")]


def test_it_has_a_name_and_says_what_it_shows() -> None:
    root = read(portraits.workload(3))
    assert (root.get("role"), root.get("width")) == ("img", "960")
    name, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert name is not None
    assert said is not None
    assert root.get("aria-labelledby") == f"{name.get('id')} {said.get('id')}"
    assert name.text == "Hours week by week: Research ethics"
    assert said.text == (
        "Which week is too heavy? Week 3 is the heaviest, with 5 to 6.5 h for learners, of 6 h planned."
    )


@pytest.mark.parametrize("made", [portraits.small(), portraits.large(), portraits.hebrew()])
def test_every_mark_and_row_of_a_view_is_in_its_picture(made: Portrait) -> None:
    for view in made.views:
        root = etree.fromstring(picture(view, made).encode("utf-8"))
        tracks = [
            row
            for chart in view.charts
            if isinstance(chart, Tracks)
            for one in chart.groups
            for row in one.rows
        ]
        drawn = [one for one in root.iter(f"{SVG}use") if one.get("href", "").startswith("#dr-at-")]
        assert len(drawn) == sum(len(row.marks) for row in tracks)
        cells = [
            cell
            for chart in view.charts
            if isinstance(chart, Matrix)
            for row in chart.rows
            for cell in row.cells
        ]
        said = {one.text for one in root.iter(f"{SVG}title")}
        assert {cell.said for cell in cells} <= said


def test_all_references_are_in_the_picture() -> None:
    for view in portraits.small().views:
        root = read(view)
        ids = [one.get("id") for one in root.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        assert {one.get("href", "")[1:] for one in root.iter(f"{SVG}use")} <= set(ids)
        assert "http://www.w3.org/2000/svg" in picture(view, portraits.small())
        assert picture(view, portraits.small()).count("http") == 1


@pytest.mark.parametrize("text", [HOSTILE, "x" * 5_000, "漢字" * 200, "עברית " * 80, "", " "])
def test_any_text_gives_a_picture(text: str) -> None:
    made = portraits.hostile(text)
    for view in (*made.views, view_of(title=text)):
        root = etree.fromstring(picture(view, made).encode("utf-8"))
        assert not [one for one in root.iter() if one.tag in {f"{SVG}script", f"{SVG}b"}]


def test_a_long_label_is_cut_and_said_in_full_to_who_points_at_it() -> None:
    name = "Explain the case " * 12
    root = read(view_of(Outline("o", "Map", (OutlineItem(0, Label(name, quoted=True)),))))
    (label,) = [one for one in root.iter(f"{SVG}text") if (one.text or "").startswith("Explain")]
    assert (label.text or "").endswith("…")
    assert label[0].text == name.strip()


def test_text_from_the_right_begins_at_the_right() -> None:
    root = read(view_of(Outline("o", "Map", (OutlineItem(0, Label("לקרוא את הפרק", language="he")),))))
    (label,) = [one for one in root.iter(f"{SVG}text") if one.get("direction") == "rtl"]
    assert label.get("x") == "928", "the right end of its room"
    assert label.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"


def test_quotations_keep_their_direction_to_themselves() -> None:
    view = view_of()._replace(answer=('The fullest is "לקרוא", then "Read".',))
    spans = [one.text for one in read(view).iter(f"{SVG}tspan")]
    assert spans == ["לקרוא", "Read"]


def test_a_wide_matrix_goes_on_below_in_even_shares() -> None:
    columns = tuple(Label(f"T{number}") for number in range(20))
    cells = tuple(MatrixCell(f"cell {number}", "x") for number in range(20))
    root = read(view_of(Matrix("m", "Wide", "Outcome", columns, (MatrixRow(Label("First"), cells),))))
    assert texts(root).count("First") == 2
    assert [one for one in texts(root) if one.startswith("T")] == [f"T{number}" for number in range(20)]


def test_signs_that_fill_a_cell_go_on_in_the_next_line() -> None:
    marks = tuple(Mark(number, Sign.DUE, f"due {number}") for number in range(40))
    matrix = Matrix(
        "m",
        "Many",
        "Week",
        (Label("Due"),) * 4,
        (MatrixRow(Label("1"), (MatrixCell("40", signs=marks),) * 4),),
    )
    root = read(view_of(matrix))
    icons = [one for one in root.iter(f"{SVG}svg") if one.get("class") == "dr-icon"]
    places = {(one.get("x"), one.get("y")) for one in icons}
    assert len(places) == len(icons) == 160


def test_nothing_is_drawn_beyond_the_sheet() -> None:
    for view in portraits.large().views:
        root = read(view)
        high = float(root.get("height", "0"))
        for one in root.iter(f"{SVG}text", f"{SVG}rect"):
            if one.getparent() is root:
                assert 0 <= float(one.get("x", "0")) <= 960
                assert 0 <= float(one.get("y", "0")) <= high
