"""The guide for those who teach: what it says, and that it accounts for everything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.guide.export import members
from coursewright.exporters.packing.member import data

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def _guide(edition: Edition) -> str:
    (member,) = members(edition, Ledger())
    assert member.path == f"{edition.id}-guide.{edition.choices.version or 'md'}"
    return data(member).decode()


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("version", ["md", "html"])
def test_every_entry_is_accounted_for(name: str, version: str) -> None:
    edition = example(name, drafts=True, reader="staff", version=version)
    ledger = Ledger()
    first = [data(member) for member in members(edition, ledger)]
    assert unaccounted(edition, ledger) == ()
    assert first == [data(member) for member in members(edition, Ledger())]


def test_what_it_is_for() -> None:
    text = _guide(example("research-ethics"))
    week = text[text.index("## Week 1") : text.index("## Week 2")]
    for said in (
        "**What to look for**: The reason that most rulings leave out",
        "**The gap to address**: Freedom to refuse was read off the sheet",
        "**Open with**: The reason that most rulings left out",
        "Welcome to the committee.",
        "1. Feedback on Rule on three cases (8 minutes)",
        "4 hours 40 minutes",
    ):
        assert said in week
    assert "Which of our own decisions as teachers" in text
    assert "Choosing the cases for next year" in text


def test_nobody_is_asked_to_lead_what_leads_itself() -> None:
    text = _guide(example("workplace-refresher"))
    assert "Nobody follows this course from day to day" in text
    assert "Leave a sign" not in text


def test_both_forms_say_the_same() -> None:
    shown = MarkdownIt("commonmark").enable("table").render(_guide(example("research-ethics")))
    page = _guide(example("research-ethics", version="html"))
    bodies: list[Any] = [
        lxml_html.fromstring(f"<div>{shown}</div>"),
        lxml_html.fromstring(page).find(".//main"),
    ]
    one, other = (re.sub(r"\W+", "", body.text_content()) for body in bodies)
    assert one == other


def test_texts_of_a_course_stay_texts(tmp_path: Path) -> None:
    evil = "# no <script>alert(1)</script> | *x* [y](javascript:1) `z` $a$ ![i](https://e.org/i.png)"
    text = f"""
module: a
title: {evil!r}
tasks:
  - id: t
    title: {"1. " + evil!r}
    monitoring: {{by: tutor, looks_for: {"- " + evil!r}}}
announcements: [{{at: week 1 mon, text: {evil!r}}}]
"""
    shown = (
        MarkdownIt("commonmark").enable("table").render(_guide(written(tmp_path, {"a.module.yaml": text})))
    )
    assert "<script" not in shown
    assert "<img" not in shown
    assert "href" not in shown
    page = _guide(written(tmp_path, {"a.module.yaml": text}, version="html"))
    assert "<script" not in page
    assert 'lang="en"' in page


def test_people_go_by_name_and_times_by_words(tmp_path: Path) -> None:
    text = """\
module: m
team: [{id: teacher, role: instructor}, {id: ada, name: Ada, role: tutor}]
support: {response_time: 24 h}
tasks: [{id: t, title: T}]
"""
    said = _guide(written(tmp_path, {"m.module.yaml": text}, reader="staff"))
    assert "**Tutor**: Ada" in said
    assert "**An answer comes within**: 24 hours" in said
    assert "teacher" not in said
