"""The pages of the site: whole, linked, accessible in structure, and fitted to the course they are of."""

from __future__ import annotations

import datetime as dt
import io
import json
import posixpath
import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from random_specs import random_course
from site_reading import addresses, pages_of, site_of, words_of

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.site.export import MARKER, members, site_members
from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

MONDAY = dt.date(2026, 9, 28)
SMALL = """\
module: tea
title: Tea <script>alert(1)</script> & "cake" \\u202e
language: {language}
support_model: led
audience: {{who: everybody, bandwidth: low}}
workload: {{hours_per_week: 2}}
calendar: {{starts: 2026-09-28, weeks: 3, time_zone: Europe/London}}
week: 1
outcomes:
  - {{id: brew, statement: Brew tea, why: 'You will be <b>asked</b>', skills: [patience, heat]}}
materials:
  - {{id: film, title: A film, kind: video, path: film.mp4, alternative: light.txt, purpose: See steam}}
  - {{id: sheet, title: A sheet, kind: dataset, path: sheet.csv}}
  - {{id: page, title: A page, kind: page, path: page.md}}
  - {{id: far, title: Far away, kind: website, url: 'https://example.org/x?a=1&b=2'}}
tasks:
  - id: pour
    title: Pour & wait
    kind: investigation
    purpose: Find out when it is ready
    outcomes: [brew]
    materials: [page]
    duration: 45 min
    due: tue 17:00
    instructions: See [the page](page.md) and [elsewhere](https://example.org/y).
    monitoring: {{by: tutor, looks_for: SECRET-GAP, signal: a tick}}
    feedback: {{addresses: SECRET-ADDRESS, within: 2 days}}
    follow_up: taste
    reflection_prompts: [What did you smell?]
  - {{id: extra, title: Extra, kind: reading, optional: true, duration: 15 min, due: wed 17:00}}
  - id: exam
    title: The vault
    kind: quiz
    graded: true
    due: fri 17:00
    questions: [{{prompt: Which word?, type: short, answer: SECRET-KEY}}]
follow_up_activities:
  - id: taste
    title: Taste it
    kind: debate
    builds_on: [pour]
    opens_with: SECRET-OPENING
    due: fri 12:00
reflection:
  prompts: [SECRET-STAFF-PROMPT]
  for: instructors
announcements:
  - {{at: mon 08:00, text: SECRET-NEWS, kind: welcome}}
evaluation:
  - {{measure: SECRET-MEASURE, evidence: application, when: week 3, used_for: SECRET-USE}}
"""
SECRETS = ("GAP", "ADDRESS", "KEY", "OPENING", "STAFF-PROMPT", "NEWS", "MEASURE", "USE")


def small(folder: Path, language: str = "en", **choices: Any) -> dict[str, bytes]:
    return site_of(
        written(
            folder,
            {
                "tea.module.yaml": SMALL.format(language=language),
                "film.mp4": "x" * 2_000_001,
                "light.txt": "steam",
                "sheet.csv": "a,b\n1,2\n",
                "page.md": "# A page\n\nSteam rises. [Back](film.mp4) <script>alert(2)</script>\n",
            },
            **choices,
        )
    )


def links_hold(files: dict[str, bytes], pages: dict[str, HtmlElement]) -> None:
    ids = {
        path: {element.get("id") for element in tree.iter() if element.get("id")}
        for path, tree in pages.items()
    }
    for address in addresses(pages):
        if not address.target:
            assert not address.loaded, address
            continue
        assert address.target in files, address
        if address.fragment:
            assert address.fragment in ids[address.target], address


def turn(pages: dict[str, HtmlElement], path: str, way: str) -> str:
    """Return the page before or after one; empty where there is none."""
    links = pages[path].xpath(f"//a[@rel='{way}']/@href")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), links[0])) if links else ""


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("reader", ["learners", "staff"])
def test_every_page_is_sound_and_every_link_leads_somewhere(name: str, reader: str) -> None:
    files = site_of(example(name, MONDAY, reader=reader))
    pages = pages_of(files)
    links_hold(files, pages)
    titles = [tree.findtext(".//title") for tree in pages.values()]
    for path, tree in pages.items():
        assert len(tree.findall(".//h1")) == 1, path
        assert len(tree.findall(".//main")) == 1, path
        assert tree.get("lang"), path
        assert tree.find(".//a[@class='cw-skip']").get("href") == "#content"
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        main = [int(each.tag[1]) for each in tree.find(".//main").iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(main)), path
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        assert not [element for element in tree.iter() if element.get("style")], path
        assert not [script for script in tree.iter("script") if (script.text or "").strip()], path
        assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")], path
        policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert len(titles) == len(pages)
    assert all(titles)


def test_the_marker_lists_every_file() -> None:
    files = site_of(example("research-ethics"))
    assert sorted(files) == files[MARKER].decode("ascii").splitlines()


def test_what_another_package_takes() -> None:
    edition = example("research-ethics")
    taken = list(
        site_members(
            edition, Ledger(), without=frozenset({"calendar", "offline"}), scripts=("script/session.js",)
        )
    )
    paths = [member.path for member in taken]
    assert not {MARKER, "calendar.ics", "offline.zip", "offline.html"} & set(paths)
    for path, tree in pages_of(
        {one.path: one.content for one in taken if isinstance(one.content, bytes)}
    ).items():
        loaded = [script.get("src") for script in tree.iter("script")]
        root = "../" * path.count("/")
        assert loaded[:2] == [f"{root}data/course.js", f"{root}script/session.js"]
        assert not tree.xpath("//a[contains(@href, 'offline')]")


def test_one_goes_through_the_whole_course_by_next() -> None:
    edition = example("data-literacy", MONDAY)
    pages = pages_of(site_of(edition))
    path, walked = "index.html", []
    while following := turn(pages, path, "next"):
        assert turn(pages, following, "prev") == path
        path = following
        walked.append(path)
    assert len(walked) == len(set(walked))
    entries = [f"pages/{entry.slug}.html" for entry in edition.entries if entry.kind != "announcement"]
    assert [path for path in walked if path.startswith("pages/")] == entries


def test_an_entry_says_its_kind_time_and_date_and_where_it_stands(tmp_path: Path) -> None:
    pages = pages_of(small(tmp_path))
    page = pages["pages/tea-pour.html"]
    text = words_of(page.find(".//main"))
    for said in (
        "Investigation",
        "45 minutes",
        "Tuesday 29 September 2026, 17:00",
        "Find out when it is ready",
    ):
        assert said in text
    assert page.find(".//main//time").get("datetime") == "2026-09-29T16:00:00Z"
    crumbs = [link.text for link in page.findall(".//nav[@class='cw-crumbs']//a")]
    assert crumbs[0] == "Course"
    outline = page.find(".//nav[@class='cw-outline']")
    assert [link.get("href") for link in outline.iter("a") if link.get("aria-current")] == [
        "../pages/tea-pour.html"
    ]
    assert "optional" in words_of(pages["pages/tea-extra.html"].find(".//header[1]/..//main"))
    assert "counts" in words_of(pages["pages/tea-exam.html"].find(".//main"))
    assert page.xpath("//section[contains(@class, 'cw-loop')]//a[contains(@href, 'tea-taste')]")


def test_what_is_light_comes_first_and_files_say_what_they_are(tmp_path: Path) -> None:
    files = small(tmp_path)
    pages = pages_of(files)
    film = words_of(pages["pages/tea-film.html"].find(".//main"))
    assert film.index("On a slow line") < film.index("See steam")
    assert "MP4 file, 2 MB" in film
    assert "CSV file, 1 kB" in words_of(pages["pages/tea-sheet.html"])
    assert "On another website: example.org" in words_of(pages["pages/tea-far.html"])
    assert "Steam rises." in words_of(pages["pages/tea-page.html"])


def test_the_offline_copy_is_whole_but_for_what_is_large(tmp_path: Path) -> None:
    files = small(tmp_path)
    with zipfile.ZipFile(io.BytesIO(files["offline.zip"])) as packed:
        inside = {name.removeprefix("tea/"): packed.read(name) for name in packed.namelist()}
    assert set(files) - set(inside) == {"offline.zip", "files/film.mp4", MARKER}
    said = words_of(pages_of(files)["offline.html"])
    assert f"{len(files['offline.zip']) / 1000:.0f} kB" in said
    assert "film.mp4 2 MB" in said
    pages = pages_of(inside)
    assert not [one for one in addresses(pages) if "offline.zip" in one.written]
    assert {one.fragment for one in addresses(pages) if one.target == "offline.html"} == {
        "",
        "content",
        "film.mp4",
    }
    links_hold(inside | {"files/film.mp4": b""}, pages)


def test_the_calendar_is_there_where_there_are_dates(tmp_path: Path) -> None:
    files = small(tmp_path)
    assert files["calendar.ics"].startswith(b"BEGIN:VCALENDAR")
    dates = words_of(pages_of(files)["calendar.html"])
    assert dates.index("Due: Pour & wait") < dates.index("Due: Extra") < dates.index("Due: Taste it")
    undated = site_of(example("data-literacy"))
    assert "calendar.ics" not in undated
    assert "Week 2" in words_of(pages_of(undated)["calendar.html"])


def test_the_planner_adds_up_and_can_be_ticked(tmp_path: Path) -> None:
    page = pages_of(small(tmp_path))["planner.html"]
    boxes = page.xpath("//input[@type='checkbox']")
    assert [box.get("data-cw-tick") for box in boxes] == [
        "tea/film",
        "tea/sheet",
        "tea/far",
        "tea/pour",
        "tea/extra",
        "tea/taste",
        "tea/exam",
    ]
    text = words_of(page)
    assert "Together about 1 hour." in text
    assert "from Monday 28 September 2026" in text


def test_course_pages_say_what_the_course_says(tmp_path: Path) -> None:
    files = small(tmp_path)
    pages = pages_of(files)
    front = words_of(pages["index.html"])
    for said in ("everybody", "3 weeks", "about 2 hours a week", "Brew tea", "patience", "Dates to keep"):
        assert said in front
    outcome = words_of(pages["outcomes.html"])
    assert "You will be <b>asked</b>" in outcome
    assert "Pour & wait" in outcome
    assert "What did you smell?" in words_of(pages["reflections.html"])
    assert "Europe/London" in words_of(pages["how-this-course-runs.html"])


def test_nothing_of_the_staff_is_in_a_site_for_learners(tmp_path: Path) -> None:
    files = small(tmp_path)
    with zipfile.ZipFile(io.BytesIO(files["offline.zip"])) as packed:
        inside = {f"zip/{name}": packed.read(name) for name in packed.namelist()}
    for path, content in (files | inside).items():
        assert b"SECRET" not in content, path
        assert not path.startswith("staff/")


def test_staff_have_a_folder_of_their_own_that_says_so(tmp_path: Path) -> None:
    files = small(tmp_path, reader="staff")
    pages = pages_of(files)
    own = {path: words_of(tree) for path, tree in pages.items() if path.startswith("staff/")}
    for text in own.values():
        assert "For staff only" in text
    together = " ".join(own.values())
    for secret in SECRETS:
        assert f"SECRET-{secret}" in together
    for path, content in files.items():
        if not path.startswith(("staff/", "offline.zip")):
            assert b"SECRET" not in content, path
    assert not re.search(r"staff/", files["data/search-index.js"].decode())


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    files = small(tmp_path)
    for path, tree in pages_of(files).items():
        assert not [one for one in tree.iter("script") if not one.get("src")], path
        assert "\x1b" not in files[path].decode()
    front = pages_of(files)["index.html"]
    assert "Tea <script>alert(1)</script>" in front.findtext(".//h1")


def test_the_search_knows_texts_but_not_what_is_folded_away() -> None:
    files = site_of(example("research-ethics"))
    text = (
        files["data/search-index.js"].decode().removeprefix("window.coursewrightSearch=").removesuffix(";\n")
    )
    rows = {address: (title, where, said) for title, address, where, said in json.loads(text)}
    title, where, said = rows["pages/consent-rule-on-cases.html"]
    assert title == "Rule on three cases"
    assert where == "Case study, Deciding what counts as consent"
    assert "Give your strongest reason" in said
    assert "In the pilot 39 thought" not in said
    assert set(rows) <= set(files)


def test_the_language_has_its_direction(tmp_path: Path) -> None:
    for language, direction in (("ar", "rtl"), ("de-CH", "ltr")):
        page = pages_of(small(tmp_path, language))["index.html"]
        assert (page.get("lang"), page.get("dir")) == (language, direction)


def test_styles_are_logical_and_ask_for_nothing() -> None:
    style = site_of(example("homework-fixed"))["assets/site.css"].decode()
    assert not re.search(r"url\((?!\"data:image/svg)", style)
    assert "@import" not in style
    physical = r"[\s;{](?:margin|padding|border)-(?:left|right)|[\s;{](?:left|right)\s*:|text-align:\s*right"
    assert not re.search(physical, style)


@pytest.mark.parametrize("seed", range(40))
def test_any_course_becomes_a_site(seed: int) -> None:
    try:
        edition = edition_of(random_course(seed), Choices(reader="staff", drafts=True))
    except CoursewrightError:
        return
    ledger = Ledger()
    files = {member.path: member.content for member in members(edition, ledger)}
    held = {path: content for path, content in files.items() if isinstance(content, bytes)}
    links_hold(dict.fromkeys(files, b""), pages_of(held))
    assert unaccounted(edition, ledger) == ()
