"""`coursewright show`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from design_courses import CONSENT, course_files
from spec_helpers import make

from coursewright.cli.look.view_words import view_or_path_words, view_words
from coursewright.reporters.shared.measure import width
from coursewright.views.catalogue import VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COLOUR = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return course_files(tmp_path)


def test_the_overview_of_the_folder_one_is_in(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("show", cwd=folder)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Research ethics\nThe course on one screen\n")
    assert coursewright("show", "overview", folder, cwd=folder.parent).out == done.out
    assert coursewright("show", folder, cwd=folder.parent).out == done.out, "a path may stand for the view"


@pytest.mark.parametrize("entry", VIEWS, ids=lambda entry: entry.name)
def test_every_view_answers_its_question(entry: Any, folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("show", entry.name, "--width", "60", cwd=folder)
    assert (done.code, done.err) == (0, "")
    title, view, _, question, answer, *_ = done.out.splitlines()
    assert title == "Research ethics"
    assert view == entry.title
    assert question.rstrip().endswith("?") or answer
    assert max(map(width, done.out.splitlines())) <= 60


def test_a_module_is_shown_as_the_part_of_its_course_that_it_is(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    named = coursewright("show", "workload", "data/data.module.yaml", cwd=folder).out
    assert named.startswith("Research ethics (module data)\n")
    assert "Third" in named
    assert "First" not in named
    assert coursewright("show", "workload", "--module", "data", cwd=folder).out == named
    assert coursewright("show", "workload", "data", cwd=folder).out == named, "so is its folder"
    assert coursewright("show", "workload", cwd=folder / "data").out == named
    both = coursewright("show", "workload", "data", "consent", cwd=folder).out
    assert both == coursewright("show", "workload", cwd=folder).out


def test_only_some_weeks(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("show", "workload", "--week", "2-3", cwd=folder)
    assert done.out.startswith("Research ethics (weeks 2 to 3)\n")
    assert "Second" in done.out
    assert "Third" in done.out
    assert "First" not in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("workloda",), "There is no view `workloda`. Did you mean `workload`?"),
        (("--week", "soon"), "--week: `soon` is no week. Write it as 3, or several as 3-4."),
        (("--week", "4-3"), "--week: `4-3` ends before it begins. Write `3-4`."),
        (("--week", "9"), "The course has no week 9. Its weeks go from 1 to 3."),
        (("--week", "1", "--module", "data"), "The course has no week 1. Its only week is 3."),
        (("--module", "dta"), "The course has no module `dta`. Did you mean `data`?"),
        (("--starts", "monday"), "--starts: `monday` is no date. Write it as 2026-09-21."),
        (("mix", "nowhere"), "nowhere: there is no such file or folder."),
        (
            ("--isolated", "--config", "course.yaml"),
            "--config and --isolated exclude each other. Keep one of them.",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(
    words: tuple[str, ...], said: str, folder: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("show", *words, cwd=folder)
    assert (done.code, done.out, done.err) == (2, "", f"coursewright: {said}\n")


def test_several_courses_come_one_after_the_other(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    make(tmp_path, {"a/m.module.yaml": CONSENT, "b/m.module.yaml": CONSENT.replace("Consent", "Other")})
    done = coursewright("show", "mix", cwd=tmp_path)
    assert [line for line in done.out.splitlines() if line in {"Consent", "Other"}] == ["Consent", "Other"]
    one = coursewright("show", "mix", "--module", "consent", "--week", "1", cwd=tmp_path)
    assert one.code == 0


def test_a_course_without_the_module_is_passed_over(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"other/m.module.yaml": CONSENT.replace("consent", "other")})
    done = coursewright("show", "mix", "--module", "data", cwd=folder)
    assert done.code == 0
    assert done.out.count("\nWhat students do\n") == 1


def test_one_that_does_not_open_keeps_no_other_from_being_shown(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("show", "mix", "course.yaml", "gone.module.yaml", cwd=folder)
    assert done.code == 2
    assert "What students do" in done.out
    assert "gone.module.yaml: there is no such file or folder." in done.err


def test_a_course_with_a_fault_is_shown_as_far_as_it_is_read(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    (folder / "course.yaml").write_text("course: ethics\nmodules: [consent/consent.module.yaml, :\n")
    done = coursewright("show", "mix", "consent/consent.module.yaml", cwd=folder)
    assert done.code == 2
    assert "course.yaml, line 2: A value is missing here." in done.err
    assert "What students do" in done.out


def test_the_first_day_may_be_told(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    spec = CONSENT.replace("duration: 90 min}", "due: {release: day 1 09:00, due: day 2 10:00}}")
    make(tmp_path, {"m.module.yaml": f"timezone: Europe/London\n{spec}"})
    done = coursewright("show", "timeline", "--starts", "2026-09-21", cwd=tmp_path)
    assert done.code == 0


def test_the_configuration_and_the_baseline_hold(folder: Path, coursewright: Callable[..., Any]) -> None:
    spec = CONSENT.replace("duration: 90 min}", "materials: [{title: Sheet, kind: text, words: 6000}]}")
    (folder / "consent/consent.module.yaml").write_text(spec)
    before = coursewright("show", "workload", "--week", "1", cwd=folder).out
    rates = "rates: {reading_understand_many: 60}\n"
    (folder / "coursewright.yaml").write_text(rates)
    slow = coursewright("show", "workload", "--week", "1", cwd=folder).out
    assert slow != before
    assert coursewright("show", "workload", "--week", "1", "--isolated", cwd=folder).out == before
    (folder / "coursewright.yaml").unlink()
    found = coursewright("show", "findings", cwd=folder).out
    assert coursewright("baseline", "create", cwd=folder).code == 0
    assert coursewright("show", "findings", cwd=folder).out != found


def test_the_list_of_views(coursewright: Callable[..., Any]) -> None:
    done = coursewright("show", "--list", "--width", "70")
    assert done.code == 0
    assert [line.split()[0] for line in done.out.splitlines() if line[:1] != " "] == [
        one.name for one in VIEWS
    ]
    assert max(map(len, done.out.splitlines())) <= 70


def test_tables_and_places(folder: Path, coursewright: Callable[..., Any]) -> None:
    out = coursewright("show", "workload", "--tables", "--places", "--width", "120", cwd=folder).out
    assert "consent/consent.module.yaml:6" in out
    assert "--tables" not in out


def test_the_shell_is_offered_views_and_paths(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [word for word, _ in view_words("a")] == ["alignment", "agency", "ai", "accessibility"]
    assert [word for word, _ in view_or_path_words("da")] == ["data/"]
    assert [word for word, _ in view_or_path_words("data/")] == ["data/data.module.yaml"]
    assert view_or_path_words("nowhere/") == []


@pytest.mark.slow
def test_a_terminal_sees_the_same_words_in_colour(folder: Path, terminal: Callable[..., Any]) -> None:
    coloured = terminal("show", "workload", columns=80, cwd=folder)
    plain = terminal("show", "workload", columns=80, cwd=folder, env={"NO_COLOR": "1"})
    assert coloured.code == plain.code == 0
    assert "\x1b[" in coloured.out
    assert "\x1b[" not in plain.out
    assert COLOUR.sub("", coloured.out) == plain.out
    assert max(map(width, plain.out.splitlines())) <= 80


def test_a_file_that_is_no_yaml_is_said_with_its_place(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    (folder / "broken").mkdir()
    (folder / "broken" / "b.module.yaml").write_text("module: b\ntasks: [{id: a\n", "utf-8")
    done = coursewright("show", "overview", "broken", cwd=folder)
    assert done.code == 2
    assert "1 file could not be read" in done.out
    assert "broken/b.module.yaml, line 2: The `{` opened here is not closed." in " ".join(done.err.split())
