"""The design report as a page: links lead somewhere, text stays text, and hundreds of tasks stay small."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from urllib.parse import unquote

import design_portraits
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.reporters.views.as_csv import csv_text
from coursewright.reporters.views.html.charts import branches
from coursewright.reporters.views.html.csv_link import csv_file, csv_link
from coursewright.reporters.views.html.index import IndexEntry, index
from coursewright.reporters.views.html.page import page
from coursewright.reporters.views.html.texts import quoted
from coursewright.reporters.views.portrait import FileText, Portrait
from coursewright.views.asked_first import ASKED_FIRST
from coursewright.views.charts import Label, Matrix, MatrixCell, MatrixRow, Outline, OutlineItem
from coursewright.views.model import Cell, Column, Row, Spot, Table, View

ALONE = {"meta", "rect", "line", "path", "circle", "use"}


class Reading(HTMLParser):
    """What a page is made of: its tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._within = ""
        self.parts: dict[str, str] = {"style": "", "script": "", "title": ""}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._within = tag

    def handle_endtag(self, tag: str) -> None:
        self._within = "" if tag == self._within else self._within

    def handle_data(self, data: str) -> None:
        if self._within in self.parts:
            self.parts[self._within] += data
        else:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


def bones(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the tags of a page with the names of their attributes, of which texts must change nothing."""
    read = Reading(text)
    return [(tag, tuple(sorted(attributes))) for tag, attributes in read.tags]


def view_of(*cells: Cell, name: str = "workload") -> View:
    table = Table("things", "Things", (Column("thing", "Thing"),), tuple(Row((one,)) for one in cells))
    return View(name, "Things", "What is there?", ("There are things.",), (), (table,))


@pytest.mark.parametrize("name", ["small", "hebrew", "large"])
def test_links_lead_to_one_place_in_the_page(name: str) -> None:
    read = Reading(page(getattr(design_portraits, name)()))
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    links = [link for link in read.values("href") if not link.startswith("data:")]
    assert len(links) > 50
    assert {link[1:] for link in links} <= set(ids)
    assert {link[:1] for link in links} == {"#"}


def test_lines_are_numbered_as_in_the_file() -> None:
    files = (FileText("a.yaml", "one\r\ntwo\rthree\n"), FileText("b.yaml", ""))
    view = view_of(Cell("x", spot=Spot(0, 3)), Cell("y", spot=Spot(1, 1)), Cell("z", spot=Spot(0, 5)))
    text = page(Portrait("A", "", "module", "", "", (view,), files, "1"))
    assert '<ol start="1"><li>one<li>two<li id=A3>three<li><li id=A5></ol>' in text
    assert '<ol start="1"><li id=B1></ol>' in text


def test_blocks_of_lines_go_on_counting() -> None:
    files = (FileText("a.yaml", "".join(f"line {number}\n" for number in range(1, 251))),)
    text = page(Portrait("A", "", "module", "", "", (view_of(Cell("x", spot=Spot(0, 201))),), files, "1"))
    starts = re.findall(r'<ol start="(\d+)"><li(?: id=A\d+)?>line (\d+)<', text)
    assert starts == [("1", "1"), ("101", "101"), ("201", "201")]
    assert "<li id=A201>line 201<li>" in text


def test_only_its_own_style_and_script_may_run() -> None:
    for text in (page(design_portraits.small()), index([IndexEntry(design_portraits.small(), "a.html")])):
        read = Reading(text)
        policy = next(
            attributes["content"] for tag, attributes in read.tags if attributes.get("http-equiv") is not None
        )
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        for part in ("style", "script"):
            if read.parts[part]:
                digest = b64encode(sha256(read.parts[part].encode()).digest()).decode()
                assert f"{part}-src 'sha256-{digest}'" in policy
        assert read.values("style") == []
        assert "http://" not in text
        assert "https://" not in text
        assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]


def harmless(text: str) -> str:
    """Return a text of the same form: as long, and with plain letters where the other has none."""
    return re.sub(r"[ -~]", lambda found: found[0] if found[0].isalnum() or found[0] in ' "`' else "x", text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "</style></title></script></table></details>",
        '\' onmouseover=alert(1) x=" onfocus=alert(1) y="',
        "--> ]]> {{ 7*7 }} {% raw %} &lt;b&gt;",
    ],
)
def test_text_stays_text(text: str) -> None:
    made = page(design_portraits.hostile(text))
    assert bones(made) == bones(page(design_portraits.hostile(harmless(text))))
    assert text.split(" ", maxsplit=1)[0] in Reading(made).text
    entries = [IndexEntry(design_portraits.hostile(one), "a.html") for one in (text, harmless(text))]
    assert bones(index(entries[:1])) == bones(index(entries[1:]))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    view = view_of(Cell(text, spot=Spot(0, 1), quoted=True, language=text), name="ai")
    made = page(Portrait(text, text, "course", text, text, (view,), (FileText(text, text),), "1"))
    plain = page(
        Portrait(
            "x", "x", "course", "", "x", (view_of(Cell("x", spot=Spot(0, 1))),), (FileText("x", "x"),), "1"
        )
    )
    allowed = {name for _, names in bones(plain) for name in names} | {"dir", "lang", "data-path"}
    assert {name for _, names in bones(made) for name in names} <= allowed
    assert "\x1b" not in made
    assert "\u202e" not in made


def test_texts_keep_their_language_and_direction() -> None:
    made = page(design_portraits.hebrew())
    assert "<h1><bdi lang=he>אתיקה במחקר</bdi></h1>" in made
    assert "<p class=label lang=he dir=auto><a href=#A1>לקרוא" in made
    assert re.search(r"<td[^>]* lang=he dir=auto>|<th scope=row lang=he dir=auto>", made)
    assert '"<bdi>לקרוא את פרק 3: {x}</bdi>"' in made  # within a sentence of our own
    assert '<html lang="en-GB">' in made
    assert " dir=" not in re.sub(r"(?s)<main.*?</main>", "", page(design_portraits.small())).replace(
        '<code dir="auto">', ""
    )


@pytest.mark.parametrize("language", ["", "en", "en-GB", "not a tag", "<b>", "x" * 9])
def test_what_is_no_language_is_not_called_one(language: str) -> None:
    assert " lang=" not in page(design_portraits.portrait_of(language=language)).partition("<body>")[2]


def test_the_page_says_which_part_it_shows() -> None:
    whole = design_portraits.small()
    assert "Shown is only" not in page(whole)
    assert "Shown is only week 3, not the whole course." in page(whole._replace(part="week 3"))


def test_five_answers_come_first_in_their_order() -> None:
    made = page(design_portraits.small())
    begin = made.partition('<ol class="answers">')[2].partition("</ol>")[0]
    assert re.findall(r'<a href="#([a-z-]+)"', begin) == [
        "alignment",
        "workload",
        "timeline",
        "decisions",
        "on-purpose",
    ]
    assert begin.count("something to do") == 2
    assert begin.count("#dr-missing") == 2  # a sign for each, as colour alone says nothing
    assert made.index('class="answers"') < made.index('id="timeline"')


def test_one_view_stands_alone() -> None:
    made = page(design_portraits.portrait_of(design_portraits.workload(3)))
    assert 'class="answers"' not in made
    assert ">Overview<" not in made
    assert made.count("<h2") == 2  # the view, and the plan as written


def test_the_overview_says_its_answers_once() -> None:
    first = Outline(
        ASKED_FIRST, "What designers ask first", (OutlineItem(0, Label("A question?"), "An answer."),)
    )
    whole = design_portraits.small()
    overview = whole.views[0]._replace(charts=(first, *whole.views[0].charts))
    beside = page(whole._replace(views=(overview, *whole.views[1:])))
    assert 'class="answers"' in beside
    assert "An answer." not in beside
    alone = page(whole._replace(views=(overview,)))
    assert 'class="answers"' not in alone
    assert "An answer." in alone
    assert "An answer." not in index([IndexEntry(whole._replace(views=(overview,)), "a.html")])


def test_a_course_without_views_is_still_a_page() -> None:
    made = page(Portrait("", "", "course", "", "", (), (), "1"))
    assert "<h1><bdi></bdi></h1>" in made
    assert "0 files" in made


def test_tables_are_small_and_say_what_a_row_is_about_once() -> None:
    spots = (Spot(0, 1), Spot(0, 2))
    rows = (
        Row((Cell("Week 1", spot=spots[0]), Cell("a", spot=spots[0]), Cell("1 h", 60))),
        Row(
            (Cell("Week 1", spot=spots[0]), Cell("b", spot=spots[1]), Cell("not said", None, tone="unknown"))
        ),
        Row((Cell("Week 2"), Cell("c", spot=spots[1]), Cell("2 h", 120)), "Later"),
    )
    columns = (Column("week", "Week"), Column("thing", "Thing"), Column("time", "Time", "minutes"))
    view = View("ai", "A", "B?", ("C.",), (), (Table("t", "T", columns, rows),))
    made = page(Portrait("A", "", "module", "", "", (view,), (FileText("a.yaml", "x\ny\n"),), "1"))
    assert (
        "<tbody><tr><th scope=row rowspan=2><a href=#A1>Week 1</a><td>a<td>1 h"
        "<tr><td><a href=#A2>b</a><td class=unknown>not said"
        "<tbody><tr><th scope=rowgroup colspan=3>Later"
        "<tr><th scope=row>Week 2<td><a href=#A2>c</a><td>2 h"
    ) in made
    assert '<table class="e1">' in made  # the last column holds figures


def test_sources_lead_to_the_web() -> None:
    address = "https://doi.org/10.1007/978-981-13-2262-4_129-1"
    view = view_of(Cell("x"))._replace(sources=(f"Danaher (2019), {address}; and <b>",))
    made = page(design_portraits.portrait_of(view))
    link = f'<a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a>'
    assert f"<li>Danaher (2019), {link}; and &lt;b&gt;</li>" in made
    assert "<summary>1 source</summary>" in made


def test_an_empty_table_is_a_sentence() -> None:
    made = page(design_portraits.small())
    assert "Late loops: No loop is late." in made


def test_a_file_to_download_holds_what_the_csv_report_does() -> None:
    portrait = design_portraits.small()
    made = Reading(page(portrait))
    found = {
        attributes["download"]: attributes["href"] for _, attributes in made.tags if "download" in attributes
    }
    for view in portrait.views:
        for table in view.tables:
            if table.rows:
                address = found[csv_file(table, view, portrait)]
                assert address is not None
                kind, _, data = address.partition(",")
                assert kind == "data:text/csv;charset=utf-8"
                assert unquote(data) == "\ufeff" + csv_text(table, portrait)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_table_survives_its_address(texts: list[str]) -> None:
    table = view_of(*map(Cell, texts)).tables[0]
    portrait = design_portraits.portrait_of()
    address = csv_link(table, portrait)
    assert not re.search(r"[\"'<>&#\x00-\x1f]", address)
    assert unquote(address.partition(",")[2]) == "\ufeff" + csv_text(table, portrait)


def test_no_formula_gets_into_a_spreadsheet() -> None:
    made = csv_link(
        view_of(Cell("=cmd|' /C calc'!A0", quoted=True)).tables[0], design_portraits.portrait_of()
    )
    assert "\r\n'=cmd" in unquote(made)


def test_a_table_that_is_too_large_to_download_says_how_to_get_it() -> None:
    view = view_of(*(Cell(f"thing {number}") for number in range(4_000)))
    made = page(design_portraits.portrait_of(view))
    assert "coursewright report --view workload --table things --format csv" in made
    assert "data:text/csv" not in made
    assert made.count("<tr>") == 4_001  # to read, it is all there


def test_what_is_too_long_for_a_cell_can_be_opened_there() -> None:
    long = "word " * 1_000
    made = page(design_portraits.portrait_of(view_of(Cell(long, spot=Spot(0, 1), quoted=True))))
    assert "<summary>All 4,999 characters</summary>" in made


def test_a_long_line_of_the_plan_says_how_much_is_not_shown() -> None:
    portrait = design_portraits.portrait_of(design_portraits.workload(1))
    made = page(portrait._replace(files=(FileText("a.yaml", "x" * 10_000),)))
    assert "x… <i>and 8,000 more characters</i>" in made


def test_an_outline_hangs_together() -> None:
    lines = [
        OutlineItem(depth, Label(name)) for depth, name in ((0, "a"), (2, "b"), (1, "c"), (2, "d"), (0, "e"))
    ]
    tree = branches(lines)
    assert [branch.item.label.text for branch in tree] == ["a", "e"]
    assert [branch.item.label.text for branch in tree[0].below] == ["b", "c"]
    assert [branch.item.label.text for branch in tree[0].below[1].below] == ["d"]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_no_line_of_an_outline_is_lost(depths: list[int]) -> None:
    def all_of(level: list[object]) -> list[str]:
        return [
            name
            for branch in level
            for name in (branch.item.label.text, *all_of(branch.below))  # type: ignore[attr-defined]
        ]

    lines = [OutlineItem(depth, Label(str(number))) for number, depth in enumerate(depths)]
    assert all_of(list(branches(lines))) == [line.label.text for line in lines]


def matrix_of(*cells: MatrixCell, group: str = "") -> str:
    columns = tuple(Label(f"column {number}") for number in range(len(cells)))
    rows = (MatrixRow(Label("Week 1: first steps"), cells, group),)
    chart = Matrix("m", "M", "Week", columns, rows)
    return page(design_portraits.portrait_of(View("ai", "A", "B?", ("C.",), (chart,))))


def test_the_words_of_a_cell_stand_once() -> None:
    made = matrix_of(MatrixCell("not said", "not said", spot=Spot(0, 1)), MatrixCell("two tasks", "2"))
    assert '<td data-c="column 0"><a href=#A1>not said</a>' in made
    said = "<div><span aria-hidden=true>2</span> <span class=v>two tasks</span></div>"
    assert f'<td data-c="column 1">{said}' in made


def test_the_words_of_a_cell_are_cut_where_they_run_on() -> None:
    made = matrix_of(MatrixCell("task, " * 100, "100"))
    assert made.count("task, ") < 60
    assert "… The table below says all." in made


def test_the_heading_of_a_group_is_left_out_where_its_row_says_it() -> None:
    cell = MatrixCell("none", "none")
    assert 'scope="rowgroup"' not in matrix_of(cell, group="first steps")
    assert 'scope="rowgroup"' in matrix_of(cell, group="Second module")


def test_a_wide_matrix_needs_more_room() -> None:
    for columns, name in ((3, "slim"), (4, "few"), (10, "some"), (16, "many"), (17, "vast")):
        assert f'<table class="{name}">' in matrix_of(*[MatrixCell("none", "none")] * columns)


def test_an_index_leads_to_its_pages_and_to_no_line() -> None:
    entries = [
        IndexEntry(design_portraits.small(), "ethics 1/report.html"),
        IndexEntry(design_portraits.hebrew(), "javascript:alert(1)"),
    ]
    read = Reading(index(entries))
    links = read.values("href")
    assert "ethics%201/report.html" in links
    assert "ethics%201/report.html#workload" in links
    assert "javascript%3Aalert%281%29" in links
    inside = [link for link in links if link.startswith("#")]
    assert not [link for link in inside if re.match(r"#[A-Z]+\d", link)]
    assert {link[1:] for link in inside} <= set(read.values("id"))
    assert "2 courses at a glance" in read.text
    assert read.text.count("something to do") == 4  # alignment and timeline of each


def test_an_index_of_nothing_and_of_courses_without_an_overview() -> None:
    assert "0 courses at a glance" in index([])
    made = index([IndexEntry(design_portraits.portrait_of(design_portraits.on_purpose()), "a.html")])
    assert "1 course at a glance" in made
    assert "<figure" not in made


def test_the_same_plan_makes_the_same_page() -> None:
    assert page(design_portraits.small()) == page(design_portraits.small())


@pytest.mark.slow
def test_400_tasks_are_written_quickly_and_stay_small() -> None:
    portrait = design_portraits.large()
    page(design_portraits.small())
    started = time.process_time()
    made = page(portrait)
    assert time.process_time() - started < 2
    assert len(made.encode()) < 3_000_000


def test_what_heads_rows_is_in_one_line_and_steers_nothing() -> None:
    said = str(quoted("Week 3: \x1b[31m\x00\u202e\n<b>"))
    assert said == "<bdi>Week 3: \\u001b[31m\\u0000\\u202e &lt;b&gt;</bdi>"
