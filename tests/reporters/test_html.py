"""The report as a page: everything is in it, nothing runs or loads but its own script and style."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hostile import write_case
from html_reading import read
from html_records import course, homework, many, page_of, place, run_of, told
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.html.text import LONGEST
from coursewright.reporters.record import (
    CourseRecord,
    Excerpt,
    FileRecord,
    Foreign,
    Gone,
    Hushed,
    Omitted,
    RuleNote,
    TaskRecord,
    Trouble,
)

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "<script>window.hacked = 1</script>",
    "</script></style></title><img src=x onerror=alert(1)>",
    "\" onmouseover=alert(1) x='",
    "]]> --> {{ 7*7 }} {% raw %} {# #}",
    "[x](javascript:alert(1)) ![x](http://example.org/x.png)",
    "\x00 \x1b[31m \x7f \x9b31m \u202e \u2066 \u2028 \ufeff \ud800 \U000e0001",
    "%0A::error::x \r\n\t&lt;b&gt; &#60;",
    '`"`"` "`a" `',
)


@pytest.mark.parametrize("case", ["findings", "none", "syntax-error", "config-error", "untold", "hostile"])
def test_real_reports(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / case
    write_case(case, folder)
    monkeypatch.chdir(folder)
    once, again = (
        CliRunner().invoke(app, ["lint", "--today", "2026-09-01", "--format", "html", *cached]).stdout
        for cached in ((), ("--no-cache",))
    )
    read(once)
    assert once == again
    assert tmp_path.as_posix() not in once


def test_the_policy_lets_in_its_own_style_and_script_and_nothing_else() -> None:
    reading = read(page_of(course(told())))
    (policy,) = (
        attrs["content"]
        for tag, attrs in reading.tags
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    (style,), (script,) = reading.styles, reading.scripts
    style_hash, script_hash = (
        f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in (style, script)
    )
    assert policy is not None
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {style_hash}",
        f"script-src {script_hash}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"url\(|@import|https?:", style)
    assert not re.search(r"https?:|fetch|innerHTML|eval|document\.write", script)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    finding = told(
        message=text,
        why=text,
        fix=text,
        place=place(text, node=text),
        related=(place(text, label=text, written=text),),
        excerpt=Excerpt(text, text, text, text, text),
        unit=text,
        subject=text,
        task=TaskRecord(text, text, text),
        on_purpose=text,
    )
    at = place(text, node=text)
    one = CourseRecord(
        files=(FileRecord(text, "module", text), FileRecord(f"{text}2", "module", text)),
        findings=(finding, finding, finding, *homework(path=text)),
        on_purpose=(Omitted(at, text),),
        hushed=(Hushed(finding, "comment", text, text, 3), Hushed(finding, "baseline", text, text, 3)),
        gone=(Gone(text, text, text, 1, text, 3),),
        foreign=(Foreign(at, text),),
    )
    trouble = Trouble("configuration", text, 1, 1, text, text)
    rule = told(message=text)._replace(code=text, name=text)
    note = RuleNote(text, text, text, text, "error", 5, text, "A", text, ((text, text),), text)
    written = page_of(one, course(rule, rules=(note,)), troubles=(trouble,))
    read(written)
    written.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\ufeff]", written)
    assert len(re.findall("<script", written)) == 1


@settings(max_examples=25)
@given(st.text(), st.text())
def test_any_text_is_text(one: str, other: str) -> None:
    finding = told(message=one + other, fix=other, excerpt=Excerpt(one, other, one), related=(place(other),))
    reading = read(page_of(course(finding, title=other)))
    plain = re.sub(r"\s+", "", one)
    if plain.isascii() and plain.isprintable() and "`" not in one + other:
        assert plain in re.sub(r"\s+", "", reading.text)


def test_a_rule_page_of_a_stranger() -> None:
    page = (
        "# X1 mine\n\n<script>alert(1)</script> <b onclick=x>b</b>\n\n### Deep\n\n# Top\n\n#### Deeper\n\n"
        "[a](javascript:alert(1)) [b](data:text/html,x) [c](//example.org/x) [d](HTTPS://example.org/d)\n"
        "<https://example.org/e> <file:///etc/passwd> ![f](https://example.org/f.png)\n\n"
        "| a | b |\n|---|---|\n| <i>c</i> | d |\n"
    )
    note = RuleNote("X1", "mine", "A rule", "because", "error", 5, "X", "C", "practitioner", page=page)
    reading = read(page_of(course(told()._replace(code="X1", name="mine"), rules=(note,))))
    assert [one for one in reading.links if not one.startswith("#")] == [
        "HTTPS://example.org/d",
        "https://example.org/e",
        "https://example.org/f.png",
    ]
    assert all(
        attrs["rel"] == "noopener noreferrer"
        for tag, attrs in reading.tags
        if "target" in attrs and tag == "a"
    )
    assert [attrs["href"] for _, attrs in reading.of_class("u")] == ["https://example.org/e"]
    assert "<b onclick=x>b</b>" in reading.text
    assert "table" in {tag for tag, _ in reading.tags}


def test_a_rule_without_a_page_and_one_that_is_not_installed() -> None:
    sources = (("A book", "https://example.org/book"), ("A scroll", "javascript:alert(1)"), ("A talk", ""))
    note = RuleNote(
        "OWN001", "mine", "Tasks rhyme", "it is `fun`", "info", 90, "OWN", "C", "practitioner", sources
    )
    own = told()._replace(code="OWN001", name="mine")
    lost = told()._replace(code="a b<c", name="lost")
    reading = read(page_of(course(own, lost, rules=(note,))))
    for said in (
        "Tasks rhyme.",
        "it is fun",
        "about 1 h 30 min each time",
        "practitioner, grade C",
        "A talk",
    ):
        assert said in reading.text
    assert [one for one in reading.links if one.startswith("http")] == ["https://example.org/book"]
    assert "rule-OWN001" in reading.ids
    assert "coursewright explain a b<c" in reading.text


def test_every_finding_is_there_and_says_all_it_has_to() -> None:
    first = told(3, related=(place(line=9, label="the first one", written="id: x"), place("o.yaml", 7)))
    others = [told(line, fix=f"do {line}") for line in (5, 6, 7)]
    reading = read(page_of(course(first, *others, told(4, 4, on_purpose="", fix="", minutes=0))))
    text = reading.text
    for line in (3, 4, 5, 6, 7):
        assert f"Measure {line}" in text
        assert f"id: task-{line}" in text
    for said in (
        "line 9, the first one: id: x",
        "o.yaml, line 7",
        "And 3 more in this file",
        "about 15 min each, 1 h in all",
        'purpose: {none: "your reason"}',
        "do 7",
    ):
        assert said in text
    assert text.count("On purpose?") == 1
    assert [attrs["data-n"] for _, attrs in reading.of_class("f") if "data-n" in attrs] == ["4"]


def test_the_homework_pattern_stands_above_its_findings() -> None:
    reading = read(page_of(course(told(1), *homework(4), *homework(8))))
    assert '"Task 4" and "Task 8" go out and never come back' in reading.text
    kinds = [
        (attrs["class"] or "").split() for _, attrs in reading.of_class("f") + reading.of_class("homework")
    ]
    assert [("t" in kind) for kind in kinds] == [False, True, True, True, True, False]
    assert reading.text.index("Homework pattern") < reading.text.index("Measure 4")
    assert len(reading.of_class("homework")) == 1


def test_what_is_summed_up() -> None:
    page = page_of(course(*(told(line, line % 3, minutes=20) for line in range(2, 11)), title="Soil"))
    reading = read(page)
    for said in ("Soil", "3 errors", "6 warnings", "about 3 h to mend", "What takes longest to mend"):
        assert said in reading.text
    assert "coursewright explain FUP001" in reading.text
    assert "coursewright lint --select FUP001" in reading.text
    assert [attrs["width"] for tag, attrs in reading.tags if tag == "rect"] == ["100.0"] * 4


def test_what_is_on_purpose() -> None:
    at = place("a.yaml", 4, node="tasks[a].follow_up")
    one = CourseRecord(
        files=(FileRecord("a.yaml", "module", "A"),),
        on_purpose=(Omitted(at, "it is eaten"), Omitted(at, "")),
        hushed=(
            Hushed(told(6), "comment", "we know", "a.yaml", 5),
            Hushed(told(7), "baseline", "", "b.yaml", 1),
        ),
        gone=(Gone("a.yaml", "TSK001", "tasks[z]", 2, "b.yaml", 17),),
        foreign=(Foreign(at, "nl"),),
    )
    text = read(page_of(one)).text
    for said in (
        "without follow_up",
        "it is eaten",
        "no reason is given",
        "a.yaml:5",
        "we know",
        "1 finding in the baseline",
        "know no words of nl",
        "b.yaml:17",
        "tasks[z]",
        "Nothing found.",
    ):
        assert said in text
    assert "On purpose" not in read(page_of(course())).text


def test_what_could_not_be_checked_comes_first() -> None:
    trouble = Trouble("configuration", "coursewright.yaml", 3, 22, "There is no `eror`.", "Say `error`.")
    text = read(page_of(troubles=(trouble, Trouble("path", ".", 0, 0, "gone.", "")))).text
    assert text.index("There is no eror. Say error.") < text.index("Summary")
    assert "coursewright.yaml:3:22" in text
    assert "Exit 2" in text


def test_a_very_long_text_can_be_opened_in_full() -> None:
    long = "word " * 20_000
    reading = read(page_of(course(told(message=f"Task {long}end."), title=long)))
    assert f"Task {long}end." in reading.text
    (_, _), *more = reading.of_class("long")
    assert not more
    assert "All 100,009 characters" in reading.text
    assert len(max(reading.texts, key=len)) < 100_100
    short = "x" * LONGEST
    assert not read(page_of(course(told(message=short)))).of_class("long")


def test_what_can_be_opened_stands_behind_a_paragraph_and_not_in_it() -> None:
    long = "word " * 1_000
    one, other, third = (told(line, message=f"{line} {long}", why=long, fix=long) for line in (2, 3, 4))
    note = RuleNote(one.code, one.name, long, long, "warning", 5, "", "", "")
    whole = course(
        *(one, other, third),
        on_purpose=(Omitted(one.place, long),),
        hushed=(Hushed(one, "comment", long, "m", 1), Hushed(one, "baseline", long, "m", 1)),
        foreign=(Foreign(one.place, long),),
        rules=(note,),
    )
    reading = read(page_of(whole, troubles=(Trouble("path", "x", 0, 0, long, long),)))
    assert len(reading.of_class("long")) == 14


def test_what_a_spec_says_is_isolated_from_the_sentence_around_it() -> None:
    page = page_of(course(told(message='Task "שלום" needs `כן`.')))
    assert 'Task "<bdi>שלום</bdi>" needs <code dir="auto">כן</code>.' in page


def test_a_place_without_text_has_no_frame_and_a_point_is_seen() -> None:
    assert not read(page_of(course(told(excerpt=Excerpt())))).of_class("y")
    (_, attrs), *_ = read(page_of(course(told(excerpt=Excerpt("a: ", "", "b"))))).of_class("p")
    assert attrs["class"] == "p"


def test_what_it_is_called() -> None:
    def title(*courses: CourseRecord) -> str:
        return read(page_of(*courses)).text.split("checked by coursewright\n")[1].split("\n")[0]

    assert title(course(told(), title="Soil")) == "Soil"
    assert title(course(told(), title="")) == "m.module.yaml"
    assert title(course(told()), course(told())) == "2 files, 2 modules"
    whole = CourseRecord(files=(FileRecord("c", "course", "Food"), FileRecord("m", "module", "Soil")))
    assert title(whole) == "Food"
    assert title() == "Nothing was checked."


def test_files_with_nothing_found_are_named() -> None:
    files = (FileRecord("m.module.yaml", "module", "A"), FileRecord("n.module.yaml", "module", "Fine"))
    text = read(page_of(course(told(), files=files))).text
    assert "1 file with nothing found" in text
    assert "n.module.yaml" in text


def test_how_to_read_it_is_told_to_whoever_gets_it() -> None:
    reading = read(page_of(course(told())))
    ((tag, attrs),) = reading.of_class("how")
    assert tag == "details"
    assert "open" not in attrs
    terms = [
        term
        for term, follows in pairwise(reading.texts)
        if follows.startswith(("How heavy", "What the command"))
    ]
    assert terms == ["Error, warning, note", "Exit"]
    assert not read(page_of()).of_class("how")


@pytest.mark.slow
def test_a_large_report_stays_small_enough_to_send() -> None:
    courses = many(5_000)
    page = page_of(*courses)
    assert run_of(*courses).digest.total == 5_000
    assert len(page.encode()) < 10_000_000
    reading = read(page)
    counts = [int(attrs.get("data-n") or 1) for _, attrs in reading.of_class("f")]
    assert sum(counts) == 5_000
