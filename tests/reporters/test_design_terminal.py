"""Views drawn with characters: nothing hides, nothing is too wide, and nothing steers the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portraits import HOSTILE, ROWS, portrait_of, portrait_of_course, table_of, view_with
from random_specs import random_course

from coursewright.reporters.shared.measure import begins_command, width
from coursewright.reporters.views.terminal.bars import laid_out
from coursewright.reporters.views.terminal.ink import plain
from coursewright.reporters.views.terminal.page import Setting, drawn
from coursewright.views.catalogue import VIEWS
from coursewright.views.charts import (
    Key,
    Label,
    Link,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    Outline,
    OutlineItem,
    Segment,
    Tick,
    TrackGroup,
    TrackRow,
    Tracks,
)
from coursewright.views.model import Cell, Row, Spot
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from coursewright.views.catalogue import Entry
    from coursewright.views.charts import Chart

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
COLOUR = re.compile("\x1b\\[[0-9;]*m")


def shown(*charts: Chart, columns: int = 80, **setting: bool) -> list[str]:
    """Return the lines of charts, without those around them."""
    tables = [table_of(*ROWS)] if setting.get("tables") else []
    text = drawn(portrait_of(view_with(*charts, tables=tables)), Setting(columns, **setting))
    body = text.split('"Read".\n', 1)[1].rpartition("\nBars are hours.")[0]
    return [line for line in body.splitlines() if line]


def tracks(*rows: TrackRow, ticks: tuple[Tick, ...] = (), title: str = "", axis: str = "") -> Tracks:
    return Tracks("t", "", (TrackGroup(Label(title), ticks, rows, axis=axis),))


def strip(room: int, *pieces: Segment | Mark | Link) -> list[str]:
    """Lay out pieces of a row, and return the strips as text."""
    segments = [one for one in pieces if isinstance(one, Segment)]
    marks = [one for one in pieces if isinstance(one, Mark)]
    links = [one for one in pieces if isinstance(one, Link)]
    return plain(one.line for one in laid_out(segments, marks, links, room)).splitlines()


def test_a_bar_is_as_long_as_it_says() -> None:
    # 8 cells of 8 eighths: 0.5 is 4 cells, 0.5625 is 4 and a half
    assert strip(8, Segment(0, 0.5, "")) == ["████    "]
    assert strip(8, Segment(0, 0.5625, "")) == ["████▌   "]
    assert strip(8, Segment(0, 1, "")) == ["████████"]
    assert strip(8, Segment(0, 0, "")) == ["        "]
    assert strip(8, Segment(0, 0.001, ""))[0].strip(), "what is there is seen"


def test_parts_of_a_bar_differ_without_colour() -> None:
    (drawing,) = strip(
        9, Segment(0, 1 / 3, "", 1), Segment(1 / 3, 2 / 3, "", 2), Segment(2 / 3, 1, "", 7, "outline")
    )
    assert drawing == "▓▓▓▒▒▒▭▭▭"


def test_a_range_lies_behind_what_is_certain() -> None:
    assert strip(8, Segment(0, 0.75, "", 0, "range"), Segment(0, 0.5, "")) == ["████░░  "]


def test_bars_that_overlap_lie_on_two_strips() -> None:
    assert strip(4, Segment(0, 0.75, "", 1), Segment(0.5, 1, "", 2)) == ["▓▓▓ ", "  ▒▒"]


def test_marks_at_one_place_stand_side_by_side_and_then_below() -> None:
    marks = [Mark(0.5, sign, "") for sign in (Sign.DUE, Sign.READ, Sign.SESSION)]
    assert strip(9, *marks) == ["   ▣◆◎   "]
    assert strip(1, *marks[:2]) == ["◆", "◎"]


def test_a_mark_does_not_hide_a_short_bar() -> None:
    (drawing,) = strip(10, Segment(0.5, 0.51, "", 1), Mark(0.5, Sign.DUE, ""))
    assert "▓" in drawing
    assert "◆" in drawing


def test_links_run_between_marks_with_their_words() -> None:
    ends = (Mark(0, Sign.DUE, ""), Mark(1, Sign.SESSION, ""))
    assert strip(12, *ends, Link(0, 1, "41 h")) == ["◆───41 h───▣"]
    assert strip(6, *ends, Link(0, 1, "41 h", dashed=True)) == ["◆╌╌╌╌▣"]
    assert strip(12, *ends, Mark(0.45, Sign.BROKEN, ""), Link(0, 1)) == ["◆────✕─────▣"]


def test_links_that_cross_run_below() -> None:
    marks = [Mark(at, sign, "") for at, sign in ((0, Sign.DUE), (0.4, Sign.READ), (1, Sign.SESSION))]
    drawing = strip(11, *marks, Link(0, 0.4), Link(0.4, 1), Link(0, 1, "2 d"))
    assert drawing == ["◆───◎─────▣", "╰───2 d───╯"]


def test_rows_have_label_track_and_words_beside_or_below() -> None:
    row = TrackRow(Label("Week 1"), "4 h of 5 h", (Segment(0, 0.8, ""),), limits=(Tick(1, "5 h planned"),))
    chart = tracks(row, ticks=(Tick(0, "0 h"), Tick(1, "5 h")), axis="hours")
    wide = shown(chart, columns=140)
    assert wide[0].startswith("hours")
    assert wide[0].endswith("5 h")
    assert re.fullmatch(r"Week 1 +█+▊? +┃  4 h of 5 h \(┃ 5 h planned\)", wide[1])
    middle = shown(chart, columns=80)
    assert [line.strip() for line in middle[2:]] == ["4 h of 5 h (┃ 5 h planned)"]
    narrow = shown(chart, columns=30)
    assert (narrow[0], narrow[2]) == ("hours", "Week 1")
    assert re.fullmatch("█+▊?█* +┃", narrow[3])


def test_an_axis_is_drawn_once_for_groups_that_share_it() -> None:
    ticks = (Tick(0, "0 h"), Tick(1, "5 h"))
    groups = tuple(
        TrackGroup(Label(name), ticks, (TrackRow(Label(f"row {name}"), "x"),), axis="hours") for name in "ab"
    )
    lines = shown(Tracks("t", "", groups))
    assert sum("hours" in line for line in lines) == 1
    assert [line.split("┊")[0].rstrip() for line in lines if "row" in line] == ["  row a", "  row b"]


def test_a_matrix_is_a_grid() -> None:
    rows = (
        MatrixRow(
            Label("Decide"),
            (
                MatrixCell("twice", signs=(Mark(0, Sign.PRACTISED, ""), Mark(0, Sign.PRACTISED, ""))),
                MatrixCell("nothing"),
            ),
            "Module",
        ),
        MatrixRow(
            Label("Defend"),
            (
                MatrixCell("five", signs=(Mark(0, Sign.PRACTISED, ""),) * 5),
                MatrixCell("no", signs=(Mark(0, Sign.MISSING, ""),), text="no"),
            ),
            "Module",
        ),
    )
    chart = Matrix("m", "", "Outcome", (Label("Practised"), Label("Assessed")), rows)
    assert shown(chart) == [
        "Outcome   Practised  Assessed",
        "Module",
        "  Decide  PP         ·",
        "  Defend  P×5        ✗ no",
    ]


def test_columns_without_room_go_below() -> None:
    heads = tuple(Label(f"Column{number}") for number in range(8))
    cells = tuple(MatrixCell(f"cell {number}", text=f"text{number}") for number in range(8))
    chart = Matrix("m", "", "Row", heads, (MatrixRow(Label("Decide"), cells),))
    lines = shown(chart, columns=40)
    assert all(f"text{number}" in "\n".join(lines) for number in range(8))
    assert sum(line.startswith("Decide") for line in lines) == 3


def test_an_outline_is_a_tree() -> None:
    items = (
        OutlineItem(0, Label("Unit")),
        OutlineItem(1, Label("Decide"), "asked for", Sign.DECISION),
        OutlineItem(2, Label("Approve")),
        OutlineItem(2, Label("Reject")),
        OutlineItem(1, Label("Defend")),
    )
    assert shown(Outline("o", "", items, (Key("decision", Sign.DECISION),))) == [
        "Unit",
        "├─ ◇ Decide  asked for",
        "│  ├─ Approve",
        "│  └─ Reject",
        "└─ Defend",
        "◇ decision",
    ]


def test_tables_and_places_are_shown_where_somebody_asks() -> None:
    chart = tracks(TrackRow(Label("Read", Spot(0, 3)), "x"))
    assert not [line for line in shown(chart) if "module.yaml" in line]
    assert [line.strip() for line in shown(chart, places=True)][-1] == "modules/a.module.yaml:3"
    lines = shown(chart, tables=True, places=True)
    assert any(re.fullmatch(r"Read +5\.5 h +modules/a\.module\.yaml:3", line) for line in lines)
    assert any("not known" in line for line in lines)


def test_a_table_of_sums_has_no_places() -> None:
    row = Row((Cell("All"), Cell("6 h", 6)))
    text = drawn(portrait_of(view_with(tables=[table_of(row)])), Setting(80, places=True))
    assert "What  Hours\nAll     6 h\n" in text


def test_what_is_not_drawn_is_said() -> None:
    view = view_with(tracks(TrackRow(Label("Read"), "x")), tables=[table_of(*ROWS)])
    assert "`--tables` prints the same as a table" in drawn(portrait_of(view), Setting(80))
    alone = drawn(portrait_of(view_with(tables=[table_of(*ROWS)])), Setting(80))
    assert "5.5 h" in alone, "a view without a picture shows its tables"


def test_narrow_tables_become_cards() -> None:
    text = drawn(portrait_of(view_with(tables=[table_of(*ROWS)])), Setting(20, places=True))
    assert "What: Read\nHours: 5.5 h\nPlace:\n" in text


def test_colour_changes_no_letter() -> None:
    charts = (tracks(TrackRow(Label("Read"), "x", (Segment(0, 0.5, "", 1),), tone="gap")),)
    portrait = portrait_of(view_with(*charts, tables=[table_of(*ROWS)]))
    coloured = drawn(portrait, Setting(80, True, True))
    assert "\x1b[" in coloured
    assert COLOUR.sub("", coloured) == drawn(portrait, Setting(80, False, True))


def test_markup_and_commands_stay_text() -> None:
    text = drawn(portrait_of(view_with(tables=[table_of(*ROWS)]), title="[bold]::error::x"), Setting(60))
    assert "[bold]@all[/bold]" in text
    assert not STEERING.search(text)
    assert "##[" not in text
    assert not any(begins_command(line) for line in text.splitlines())


def test_a_text_that_runs_to_the_left_keeps_to_its_cell() -> None:
    row = Row((Cell("شرح", quoted=True, language="ar"), Cell("5 h", 5)))
    text = drawn(portrait_of(view_with(tables=[table_of(row)])), Setting(80))
    assert "\u2068شرح\u2069     5 h" in text


def test_wide_characters_are_measured() -> None:
    rows = (Row((Cell("同意とは"), Cell("5 h", 5))), Row((Cell("Consent"), Cell("6 h", 6))))
    text = drawn(portrait_of(view_with(tables=[table_of(*rows)])), Setting(80))
    assert "同意とは    5 h\nConsent     6 h\n" in text


def test_a_number_keeps_its_unit() -> None:
    view = view_with()._replace(answer=("The fullest one takes 12 h.",))
    text = drawn(portrait_of(view), Setting(26))
    assert "The fullest one takes\n12 h.\n" in text


def fits(text: str, columns: int) -> None:
    assert not STEERING.search(text)
    for line in text.splitlines():
        assert width(line) <= columns, line
        assert not begins_command(line)


WORDS = st.one_of(st.text(max_size=40), st.sampled_from(["Read", "Deciding what counts as consent", HOSTILE]))
LABELS = st.builds(Label, WORDS, st.sampled_from([None, Spot(0, 3)]))
PLACES = st.floats(-0.1, 1.1)
HUES = st.integers(0, 7)
FILLS = st.sampled_from(["solid", "range", "outline"])
SIGNS = st.sampled_from(list(Sign))
SEGMENTS = st.lists(st.builds(Segment, PLACES, PLACES, WORDS, HUES, FILLS), max_size=4).map(tuple)
MARKS = st.lists(st.builds(Mark, PLACES, SIGNS, WORDS), max_size=5).map(tuple)
LINKS = st.lists(st.builds(Link, PLACES, PLACES, WORDS, st.booleans()), max_size=3).map(tuple)
TICKS = st.lists(st.builds(Tick, PLACES, WORDS), max_size=4).map(tuple)
TRACK_ROWS = st.lists(
    st.builds(TrackRow, LABELS, WORDS, SEGMENTS, MARKS, LINKS, TICKS), min_size=1, max_size=3
)
TRACKS = st.builds(
    lambda title, ticks, rows: Tracks("t", "T", (TrackGroup(title, ticks, tuple(rows)),)),
    LABELS,
    TICKS,
    TRACK_ROWS,
)
CELLS = st.builds(MatrixCell, WORDS, WORDS, MARKS, SEGMENTS, st.one_of(st.none(), PLACES))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    columns = draw(st.lists(LABELS, max_size=6))
    rows = draw(
        st.lists(
            st.builds(
                lambda label, cells, group: MatrixRow(label, tuple(cells), group),
                LABELS,
                st.lists(CELLS, min_size=len(columns), max_size=len(columns)),
                WORDS,
            ),
            max_size=3,
        )
    )
    return Matrix("m", "M", draw(WORDS), tuple(columns), tuple(rows))


OUTLINES = st.lists(
    st.builds(OutlineItem, st.integers(0, 9), LABELS, WORDS, st.one_of(st.none(), SIGNS)), max_size=6
).map(lambda items: Outline("o", "O", tuple(items)))


@settings(max_examples=150)
@given(st.one_of(TRACKS, matrices(), OUTLINES), st.integers(20, 200), st.booleans())
def test_any_chart_fits_any_width(chart: Chart, columns: int, places: bool) -> None:
    text = drawn(
        portrait_of(view_with(chart, tables=[table_of(*ROWS)])),
        Setting(columns, tables=True, places=places),
    )
    fits(text, columns)


@given(st.integers(1, 60), SEGMENTS, MARKS, LINKS)
def test_no_mark_hides(
    room: int, segments: tuple[Segment, ...], marks: tuple[Mark, ...], links: tuple[Link, ...]
) -> None:
    drawing = "".join(strip(room, *segments, *marks, *(link._replace(label="") for link in links)))
    for sign in {mark.sign for mark in marks}:
        number = sum(mark.sign is sign for mark in marks)
        assert drawing.count(sign.character) >= number


@pytest.mark.slow
@settings(max_examples=40)
@given(st.integers(0, 2**32), st.integers(20, 200), st.sampled_from(VIEWS))
def test_any_spec_can_be_shown_at_any_width(seed: int, columns: int, entry: Entry) -> None:
    portrait = portrait_of_course(random_course(seed), [entry.name])
    text = drawn(portrait, Setting(columns, tables=True, places=True))
    fits(text, columns)
