"""Pieces of charts: where each part goes, that labels have room, and that all text stays text."""

from __future__ import annotations

import math
import re
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element
from lxml.etree import fromstring

from coursewright.reporters.html.assets import BASE
from coursewright.reporters.views import drawing
from coursewright.reporters.views.drawing.palette import COLOURS, HUES, TONES, Colour
from coursewright.reporters.views.drawing.places import (
    STEPS,
    Scale,
    arc_levels,
    lanes,
    tick_labels,
    words_wide,
)
from coursewright.views.charts import (
    Band,
    Key,
    Label,
    Link,
    Mark,
    MatrixCell,
    Segment,
    Tick,
    TrackGroup,
    TrackRow,
)
from coursewright.views.model import Spot
from coursewright.views.signs import Sign

SPOT = Spot(0, 41, "tasks[read]")
HOSTILE = "</title><script>alert(1)</script>\" onload='x' ]]> \x00\x1b[31m \u202e \ud800"
DAYS = tuple(
    Tick(number / 7, name) for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
)


def group_of(*rows: TrackRow, ticks: tuple[Tick, ...] = DAYS) -> TrackGroup:
    return TrackGroup(Label("Week 3"), ticks, rows, (Band(5 / 7, 1, "weekend"),))


def row_of(**parts: tuple[object, ...]) -> TrackRow:
    return TrackRow(Label("Read"), "said", **parts)  # type: ignore[arg-type]


def drawn(row: TrackRow, **more: tuple[Tick, ...]) -> Element:
    return fromstring(drawing.track(row, group_of(row, **more)))


def of_class(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


def uses(root: Element, start: str) -> list[Element]:
    return [one for one in root.iter("use") if one.get("href", "").startswith(f"#dr-{start}")]


def test_each_sign_is_drawn_once_and_differs_from_all_others() -> None:
    root = fromstring(drawing.definitions())
    symbols = {one.get("id"): one for one in root.iter("symbol")}
    shapes = {
        sign: "".join(part.get("d", "") + str(sorted(part.items())) for part in symbols[f"dr-{sign}"])
        for sign in Sign
    }
    assert len(set(shapes.values())) == len(Sign)
    names = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names))


def test_each_hue_has_a_texture_of_its_own() -> None:
    root = fromstring(drawing.definitions())
    lines = {
        (kind, hue): [part.get("d") for part in pattern.iter("path")]
        for pattern in root.iter("pattern")
        for kind, hue in [pattern.get("id", "").removeprefix("dr-").split("-")]
    }
    assert len(lines) == 2 * len(HUES)
    for kind in ("solid", "range"):
        textures = [tuple(lines[kind, str(hue)]) for hue in range(len(HUES))]
        assert len(set(textures)) >= len(HUES) - (kind == "range"), kind


def channels(colour: str) -> list[float]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def contrast(one: str, other: str) -> float:
    low, high = sorted(
        sum(weight * v for weight, v in zip((0.2126, 0.7152, 0.0722), channels(colour), strict=True))
        for colour in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stand_out_from_paper(scheme: str) -> None:
    known = {one.name: getattr(one, scheme) for one in (*COLOURS, *TONES, *HUES)}
    for one in HUES:
        assert contrast(known[one.name], known["paper"]) >= 3, one.name
    for name in ("ink", "soft", *(one.name for one in TONES)):
        for ground in ("paper", "tint"):
            assert contrast(known[name], known[ground]) >= 4.5, (name, ground)
    assert contrast(known["edge"], known["paper"]) >= 3


# How people see who have no cones for long, middle or short waves: Machado, Oliveira and Fernandes 2009.
SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}


def oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
    )


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_hues_can_be_told_apart(scheme: str, sight: str) -> None:
    def seen(one: Colour) -> tuple[float, float, float]:
        raw = channels(getattr(one, scheme))
        mixed = [sum(a * b for a, b in zip(line, raw, strict=True)) for line in SIGHTS[sight]]
        return oklab(*(max(value, 0.0) for value in mixed))

    for one, other in combinations(HUES[:7], 2):  # the eighth is what is unknown, and has no filling
        assert math.dist(seen(one), seen(other)) > 0.085, (one.name, other.name)


def test_paper_and_ink_are_those_of_pages() -> None:
    light, dark = re.findall(r"^ *:root \{(.*?)\}", BASE.read_text("utf-8"), re.DOTALL | re.MULTILINE)[:2]
    for one in COLOURS:
        if one.name != "tint":
            assert f"--{one.name}: {one.light};" in light, one.name
            assert f"--{one.name}: {one.dark};" in dark, one.name


def test_parts_stand_in_per_cent_of_the_room_there_is() -> None:
    root = drawn(
        row_of(
            segments=(Segment(0.25, 0.75, "open", 1, "range", SPOT), Segment(0.5, 0.5, "nothing")),
            marks=(Mark(0.5, Sign.DUE, "due Wed", "gap", SPOT), Mark(2, Sign.READ, "read")),
            links=(Link(0.5, 0.9, "41 h"),),
            limits=(Tick(0.6, "6 h"),),
        )
    )
    (bar,) = of_class(root, "dr-range")
    assert (bar.get("x"), bar.get("width")) == ("25%", "50%")
    due, read = uses(root, "at-")
    assert (due.get("x"), due.get("class")) == ("50%", "dr-gap")
    assert read.get("x") == "100%", "what lies beyond the axis stands at its end"
    (arc,) = uses(root, "arc")
    assert (arc.get("x"), arc.get("width")) == ("50%", "40%")
    assert [one.get("href") for one in root.iter("a")] == ["#A41", "#A41"]
    assert {one.get("tabindex") for one in root.iter("a")} == {"-1"}
    assert [one.text for one in root.iter("title")] == ["weekend", "open", "6 h", "due Wed", "read"]
    assert root.get("aria-hidden") == "true"


def test_a_label_is_there_from_the_width_at_which_it_has_room() -> None:
    # "41 h" takes 4 letters of 6.3 px and 8 px of air, 33.2 px. That is a tenth of 332 px: 400 px is next.
    assert STEPS[3] == 400
    (label,) = [
        one for one in drawn(row_of(links=(Link(0.4, 0.5, "41 h"),))).iter("text") if one.text == "41 h"
    ]
    assert label.get("class") == "dr-w3"
    root = drawn(row_of(links=(Link(0.4, 0.401, "41 h"),)))
    assert not [one for one in root.iter("text") if one.text == "41 h"], "never, and the words say it"


def test_limits_are_labelled_in_the_first_row_that_has_them() -> None:
    rows = [row_of(limits=(Tick(0.6, "6 h planned"),)) for _ in range(2)]
    group = group_of(*rows)
    first, second = (fromstring(drawing.track(row, group)) for row in rows)
    assert [one.text for one in first.iter("text")] == ["6 h planned"]
    assert not list(second.iter("text"))
    assert len(of_class(second, "dr-limit")) == 1


@given(st.lists(st.floats(0, 1), max_size=20))
def test_marks_of_one_line_do_not_touch(places: list[float]) -> None:
    placed = lanes([Mark(at, Sign.DUE, "due") for at in places])
    assert len(placed) == len(places)
    for (one, lane), (other, second) in combinations(placed, 2):
        assert lane != second or abs(one.at - other.at) >= 0.028


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_arcs_of_one_height_do_not_cross(ends: list[tuple[float, float]]) -> None:
    placed = arc_levels([Link(*pair) for pair in ends])
    assert len(placed) == len(ends)
    for (one, level), (other, second) in combinations(placed, 2):
        left, right = sorted(one[:2]), sorted(other[:2])
        assert level != second or left[1] <= right[0] or right[1] <= left[0]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 14)), min_size=1, max_size=30))
def test_labels_of_an_axis_have_room_at_every_width(named: list[tuple[float, int]]) -> None:
    ticks = [Tick(at, "x" * letters) for at, letters in sorted(named)]
    labels = tick_labels(ticks, Scale())
    for step, room in enumerate(STEPS):
        shown = [one for one in labels if one.step <= step]
        ends = {id(labels[0]), id(labels[-1])}  # these two are always there
        reaches = [reach(one.at, one.label, one.anchor, room) for one in shown]
        for (one, first), (other, second) in combinations(zip(shown, reaches, strict=True), 2):
            if {id(one), id(other)} != ends:
                assert first[1] <= second[0] + 0.2 or second[1] <= first[0] + 0.2


def reach(at: str, label: str, anchor: str, room: float) -> tuple[float, float]:
    place = float(at.removesuffix("%")) / 100 * room
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * words_wide(label)
    return place - before, place - before + words_wide(label)


def test_an_axis_without_labels_takes_no_room() -> None:
    assert drawing.axis(TrackGroup(Label(""), (Tick(0), Tick(1)), ())) == ""


def test_all_text_stays_text() -> None:
    row = row_of(
        segments=(Segment(0, 1, HOSTILE),),
        marks=(Mark(0, Sign.DUE, HOSTILE, spot=SPOT),),
        links=(Link(0, 1, HOSTILE[:30]),),
        limits=(Tick(0.5, HOSTILE),),
    )
    ticks = (Tick(0, HOSTILE[:20]), Tick(1, HOSTILE[:20]))
    group = TrackGroup(Label(HOSTILE), ticks, (row,), (Band(0, 1, HOSTILE[:20]),))
    cell = MatrixCell(HOSTILE, HOSTILE, (Mark(0, Sign.DUE, HOSTILE),), spot=SPOT)
    for piece in (drawing.track(row, group), drawing.axis(group), drawing.cell(cell)):
        root = fromstring(piece)
        assert not list(root.iter("script"))
        assert not [key for one in root.iter() for key in one.attrib if str(key).startswith("on")]


def test_nothing_needs_an_inline_style_or_the_network() -> None:
    """The policy of our pages lets in no `style` attribute."""
    row = row_of(segments=(Segment(0, 1, "all"),), marks=(Mark(0, Sign.DUE, "due"),))
    pieces = (
        drawing.definitions(),
        drawing.track(row, group_of(row)),
        drawing.swatch(Key("range", hue=3, fill="range")),
        drawing.sign(Sign.BROKEN, "gap"),
    )
    for piece in pieces:
        assert " style=" not in piece
        assert "http" not in piece
    assert "http" not in drawing.style()
    assert "@import" not in drawing.style()


def test_a_cell_leads_to_one_place_or_each_of_its_signs_does() -> None:
    marks = (Mark(1, Sign.PRACTISED, "practised", spot=SPOT), Mark(0, Sign.INTRODUCED, "introduced"))
    whole = fromstring(drawing.cell(MatrixCell("both", "2", marks, spot=Spot(1, 7))))
    assert [one.get("href") for one in whole.iter("a")] == ["#B7"]
    apart = fromstring(drawing.cell(MatrixCell("both", "2", marks)))
    assert [one.get("href") for one in apart.iter("a")] == ["#A41"]
    assert [one.get("href") for one in apart.iter("use")] == ["#dr-introduced", "#dr-practised"]


def test_a_cell_shows_its_bar_and_limit() -> None:
    cell = MatrixCell("said", segments=(Segment(0, 0.4, "1 h", 2),), limit=0.8)
    root = fromstring(drawing.cell(cell))
    assert [one.get("width") for one in of_class(root, "dr-h2")] == ["40%"]
    assert [one.get("x1") for one in of_class(root, "dr-limit")] == ["80%"]


@pytest.mark.slow
def test_hundreds_of_tracks_take_little_time() -> None:
    marks = tuple(Mark(number / 8, Sign.DUE, "due Wed 23:00", spot=SPOT) for number in range(6))
    row = row_of(marks=marks, links=(Link(0, 0.2, "16 h"), Link(0.2, 0.5, "41 h")))
    group = group_of(row)
    drawing.track(row, group)
    begun = time.process_time()
    for _ in range(400):
        drawing.track(row, group)
    assert time.process_time() - begun < 1, "0.12 s when this was written"
