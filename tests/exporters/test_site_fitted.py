"""The site says what fits the course: its menu, the rows of its lists, the tick below a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions import example, written
from site_reading import pages_of, site_of, words_of

from coursewright.exporters.site.course_data import counted_keys

if TYPE_CHECKING:
    from pathlib import Path


def test_without_outcomes_there_is_no_page_of_them(tmp_path: Path) -> None:
    edition = written(tmp_path, {"a.module.yaml": "module: a\ntitle: A\ntasks: [{id: t, title: T}]\n"})
    files = site_of(edition)
    assert "outcomes.html" not in files
    assert not [path for path, content in files.items() if b"outcomes.html" in content]


def test_rows_tell_what_is_no_step_of_its_own() -> None:
    edition = example("research-ethics")
    rows = [
        row
        for tree in pages_of(site_of(edition)).values()
        for row in tree.xpath("//ol[@class='cw-rows']/li")
        if "goes with a task" in words_of(row)
    ]
    told = {key for row in rows for key in row.xpath(".//@data-cw-state")}
    assert told == {key for entry in edition.entries for key in entry.materials}
    assert not told & counted_keys(edition)


def test_who_was_at_a_session_says_so() -> None:
    pages = pages_of(site_of(example("research-ethics")))
    assert pages["pages/consent-seminar-1.html"].xpath("//@data-cw-tick-label") == ["I was there"]
    assert not pages["pages/consent-rule-on-cases.html"].xpath("//@data-cw-tick-label")
