"""`coursewright report`."""

from __future__ import annotations

import csv
import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from design_courses import CONSENT, course_files
from jsonschema import Draft202012Validator
from spec_helpers import make

from coursewright.cli.look.report_target import Names
from coursewright.reporters.views.pdf import VARIABLE, find_browser
from coursewright.reporters.views.portrait import Portrait
from coursewright.spec.errors import CoursewrightError
from coursewright.views.catalogue import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable

ALONE = ("--view", "mix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return course_files(tmp_path)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Write two modules of the same id that stand alone."""
    make(tmp_path, {".git/x": "", "a/m.module.yaml": CONSENT, "b/m.module.yaml": CONSENT})
    return tmp_path


def files(folder: Path) -> set[str]:
    """Return the files below a folder that are no specs."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found if path.suffix != ".yaml"}


def test_a_page_by_default(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "-o", "out/report.html", cwd=folder)
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Wrote {Path('out/report.html')}\n"
    assert files(folder) == {"out/report.html"}
    text = (folder / "out/report.html").read_text("utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert "Research ethics" in text
    piped = coursewright("report", cwd=folder)
    assert (piped.code, piped.out, piped.err) == (0, text, "")
    assert coursewright("report", "-o", "-", cwd=folder).out == text


def test_the_ending_says_the_form(folder: Path, coursewright: Callable[..., Any]) -> None:
    for name, start in (
        ("r.json", '{"format_version": 1'),
        ("r.md", "# Research ethics"),
        ("r.markdown", "# "),
    ):
        assert coursewright("report", *ALONE, "-o", name, cwd=folder).code == 0
        assert (folder / name).read_text("utf-8").startswith(start)
    assert coursewright("report", *ALONE, "--format", "json", "-o", "r.txt", cwd=folder).code == 0
    assert json.loads((folder / "r.txt").read_text("utf-8"))


def test_json_follows_its_schema(folder: Path, coursewright: Callable[..., Any]) -> None:
    schema = json.loads(coursewright("schema", "design-report").out)
    document = json.loads(coursewright("report", "--format", "json", cwd=folder).out)
    Draft202012Validator(schema).validate(document)
    (course,) = document["courses"]
    assert course["files"] == ["course.yaml", "consent/consent.module.yaml", "data/data.module.yaml"]
    assert [view["name"] for view in course["views"]] == [one.name for one in VIEWS]
    lines = {name: (folder / name).read_text("utf-8").splitlines() for name in course["files"]}
    places = [
        row["place"]
        for view in course["views"]
        for table in view["tables"]
        for row in table["rows"]
        if row["place"]
    ]
    assert places
    assert all(1 <= place["line"] <= len(lines[place["path"]]) for place in places)


def test_several_courses_become_a_page_each(two: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "-o", "r.html", cwd=two)
    assert done.code == 0
    assert files(two) == {"r.html", "r-consent.html", "r-consent-2.html"}
    assert done.err.splitlines() == ["Wrote r.html", "Wrote r-consent-2.html", "Wrote r-consent.html"]
    index = (two / "r.html").read_text("utf-8")
    assert 'href="r-consent.html' in index
    assert 'href="r-consent-2.html' in index


def test_several_courses_in_one_document(two: Path, coursewright: Callable[..., Any]) -> None:
    document = json.loads(coursewright("report", *ALONE, "--format", "json", cwd=two).out)
    assert [one["files"] for one in document["courses"]] == [["a/m.module.yaml"], ["b/m.module.yaml"]]
    text = coursewright("report", *ALONE, "--format", "markdown", cwd=two).out
    assert text.count("\n## What students do\n") == 2


def test_several_courses_do_not_fit_on_one_page(two: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", cwd=two)
    assert (done.code, done.out) == (2, "")
    assert "There are 2 courses or modules here" in done.err


def test_a_table_as_csv(folder: Path, coursewright: Callable[..., Any]) -> None:
    words = ("report", "--view", "workload", "--format", "csv", "--table", "weeks")
    done = coursewright(*words, cwd=folder)
    assert done.code == 0
    assert list(csv.DictReader(done.out.splitlines()))
    assert coursewright(*words, "-o", "weeks.csv", cwd=folder).code == 0
    assert (folder / "weeks.csv").read_bytes().decode() == done.out.replace("\r\n", "\n").replace(
        "\n", "\r\n"
    )


def test_many_tables_need_a_folder(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "--view", "workload", "-o", "w.csv", cwd=folder)
    assert done.code == 2
    assert "Choose one with `--view` and `--table`, or name a folder with `-o`" in done.err
    assert "weeks" in done.err
    assert files(folder) == set()
    done = coursewright("report", "--view", "workload", "--format", "csv", "-o", "tables", cwd=folder)
    assert done.code == 0
    assert "tables/workload-weeks.csv" in files(folder)


def test_a_table_that_is_none(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "--format", "csv", "--table", "weex", cwd=folder)
    assert done.code == 2
    assert "There is no table `weex`." in done.err


def test_folders_of_several_courses(two: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "--view", "on-purpose", "--format", "csv", "-o", "t/", cwd=two)
    assert done.code == 0
    assert files(two) == {"t/consent/on-purpose-on-purpose.csv", "t/consent-2/on-purpose-on-purpose.csv"}


def test_pictures(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "--view", "workload", "-o", "w.svg", cwd=folder)
    assert done.code == 0
    assert (folder / "w.svg").read_text("utf-8").lstrip().startswith("<")
    done = coursewright("report", "-o", "w2.svg", cwd=folder)
    assert done.code == 2
    assert "Choose one with `--view`" in done.err
    assert coursewright("report", *ALONE, "--view", "ai", "--format", "svg", "-o", "p", cwd=folder).code == 0
    assert {"p/mix.svg", "p/ai.svg"} <= files(folder)


def test_a_storyboard(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "--storyboard", "-o", "s.html", cwd=folder)
    assert done.code == 0
    text = (folder / "s.html").read_text("utf-8")
    assert "Research ethics" in text
    assert coursewright("report", "--storyboard", cwd=folder).out == text


@pytest.mark.slow
def test_a_pdf(folder: Path, coursewright: Callable[..., Any]) -> None:
    try:
        find_browser()
    except CoursewrightError as error:
        pytest.skip(error.message)
    done = coursewright("report", *ALONE, "-o", "out/r.pdf", cwd=folder)
    assert (done.code, done.err) == (0, f"Wrote {Path('out/r.pdf')}\n")
    assert files(folder) == {"out/r.pdf"}
    assert (folder / "out/r.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are of POSIX systems")
def test_a_pdf_takes_the_place_of_no_pipe(folder: Path, coursewright: Callable[..., Any]) -> None:
    os.mkfifo(folder / "r.pdf")
    done = coursewright("report", *ALONE, "-o", "r.pdf", cwd=folder)
    assert done.code == 2
    assert "is no file" in done.err
    assert (folder / "r.pdf").is_fifo()


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for a browser is a shell script")
def test_a_pdf_goes_to_where_a_link_leads(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "own-browser"
    browser.write_text(
        """#!/bin/sh
for one in "$@"; do case "$one" in --print-to-pdf=*) echo made > "${one#--print-to-pdf=}";; esac; done
""",
        "utf-8",
    )
    browser.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(browser))
    (folder / "kept.pdf").write_text("old", "utf-8")
    (folder / "r.pdf").symlink_to("kept.pdf")
    assert coursewright("report", *ALONE, "-o", "r.pdf", cwd=folder).code == 0
    assert (folder / "r.pdf").is_symlink()
    assert (folder / "kept.pdf").read_text("utf-8") == "made\n"


def test_a_file_below_the_home_of_nobody(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", *ALONE, "-o", "~nobody-of-this-name/r.html", cwd=folder)
    assert done.code == 0
    assert files(folder) == {"~nobody-of-this-name/r.html"}


def test_a_pdf_without_a_browser_leaves_no_trace(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-browser")
    done = coursewright("report", *ALONE, "-o", "r.pdf", cwd=folder)
    assert done.code == 2
    assert "no-such-browser" in done.err
    assert files(folder) == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--view", "mixx"), "There is no view `mixx`. Did you mean `mix`?"),
        (("-o", "r.yaml"), "A report in `r.yaml` could take the place of a spec."),
        (("-o", "r.xyz"), "What form shall `r.xyz` have?"),
        (("-o", "consent"), "What form shall `consent` have?"),
        (("-o", "consent", "--format", "html"), "`consent` is a folder."),
        (("--format", "pdf"), "A PDF goes to a file."),
        (("--storyboard", "--format", "json"), "A storyboard is a page."),
        (("--storyboard", "--view", "mix"), "A storyboard has its own views."),
        (("--table", "weeks"), "--table goes with csv."),
        (("nowhere.yaml",), "nowhere.yaml: there is no such file or folder."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_written(
    words: tuple[str, ...], said: str, folder: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("report", *words, cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert files(folder) == set()


def test_a_folder_without_a_spec(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("report", "-o", "r.html", cwd=tmp_path)
    assert done.code == 2
    assert "There is no spec in this folder." in done.err
    assert files(tmp_path) == set()


def test_what_was_there_stays_where_nothing_can_be_written(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    (folder / "r.html").write_text("old")
    assert coursewright("report", "--week", "9", "-o", "r.html", cwd=folder).code == 2
    assert (folder / "r.html").read_text() == "old"
    assert files(folder) == {"r.html"}


def test_no_file_for_courses_that_cannot_be_read(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "coursewright.yaml").write_text("profile: [\n")
    for name in ("r.json", "r.html", "r.md"):
        done = coursewright("report", *ALONE, "-o", name, cwd=folder)
        assert (done.code, done.out) == (2, "")
        assert "coursewright.yaml" in done.err
        assert "Wrote" not in done.err
    assert files(folder) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_link_to_a_spec_is_no_place_for_a_report(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "r.html").symlink_to(folder / "course.yaml")
    before = (folder / "course.yaml").read_text()
    done = coursewright("report", "-o", "r.html", cwd=folder)
    assert done.code == 2
    assert (folder / "course.yaml").read_text() == before


@pytest.mark.parametrize(
    ("id_", "title", "name"),
    [
        ("consent", "Consent", "consent"),
        ("", "../../etc/passwd", "etc-passwd"),
        ("", "Ä b: C*?", "Ä-b-C"),
        ("", "...", "course"),
        ("", "x" * 300, "x" * 60),
        ("", "__init__", "init"),
    ],
)
def test_names_of_pages_are_safe(id_: str, title: str, name: str) -> None:
    made = Portrait(title, id_, "course", "", "", (), (), "1")
    names = Names()
    assert names.of(made) == name
    assert names.of(made) == f"{name}-2"
    shouted = made._replace(id=name.upper())
    assert names.of(shouted) == f"{name.upper()}-3", "file systems may not tell them apart"


@pytest.mark.slow
def test_a_page_is_not_for_a_terminal(folder: Path, terminal: Callable[..., Any]) -> None:
    done = terminal("report", "--week", "1", cwd=folder, columns=200)
    assert done.code == 2
    command = done.out.split("`")[1]
    assert shlex.split(command) == ["coursewright", "report", "--week", "1", "-o", "report.html"]
    assert terminal(*shlex.split(command)[1:], cwd=folder).code == 0
    assert files(folder) == {"report.html"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_an_index_whose_name_is_no_text(two: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("report", *ALONE, "-o", os.fsdecode(b"r\xff.html"), cwd=two).code == 0
    assert 'href="r%FF-consent.html"' in (two / os.fsdecode(b"r\xff.html")).read_text("utf-8")
