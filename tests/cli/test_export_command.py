"""`coursewright export`: what it takes, what it refuses, and that nothing is lost."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from spec_helpers import make

from coursewright.exporters.fidelity.report import fidelity_schema
from coursewright.exporters.formats import FORMATS, TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = """\
module: bees
title: Why bees dance
language: en
mode: asynchronous
support_model: led
value: You will be able to tell where the flowers are.
calendar: {starts: 2026-09-21, time_zone: Europe/London}
team: [{id: ada, name: Ada, role: instructor}]
week: 1
outcomes: [{id: read, statement: Decide from a dance where the flowers are, why: Every keeper asks this}]
tasks:
  - id: watch
    title: Watch three dances
    kind: quiz
    purpose: See the angle before you measure it
    outcomes: [read]
    duration: 20 min
    due: wed 17:00
    questions:
      - {prompt: Which way?, type: single, options: [{text: North, correct: true}, {text: South}]}
    monitoring: {by: ada, looks_for: who forgets the sun}
    follow_up: measure
  - {id: measure, title: Measure one, kind: investigation, purpose: Try it, outcomes: [read], due: fri 17:00,
     duration: 30 min, produces: one drawing, follow_up: {none: the course ends here}}
"""
BROKEN = MODULE.replace("follow_up: measure", "follow_up: nowhere")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path, {".git/x": "", "bees.module.yaml": MODULE})
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_package_and_what_it_keeps(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--format", "gift", cwd=folder)
    assert (done.code, done.out) == (0, ""), done.err
    assert re.match(r"Wrote bees\.gift\.txt \(0\.\d kB\)\n", done.err)
    assert "Of what the plan says, " in done.err
    assert "Which way?" in (folder / "bees.gift.txt").read_text("utf-8")
    assert names(folder) == [".git", "bees.gift.txt", "bees.module.yaml"]


def test_the_whole_report(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--format", "gift", "--report", "-", cwd=folder)
    assert "Dropped" in done.out
    assert "Measure one" in done.out
    coursewright("export", "--format", "gift", "--report", "kept.json", cwd=folder)
    record = json.loads((folder / "kept.json").read_text("utf-8"))
    Draft202012Validator(fidelity_schema()).validate(record)
    (package,) = record["packages"]
    assert (package["format"], package["file"]) == ("gift", "bees.gift.txt")
    fates = {(note["key"], note["aspect"]): note["fate"] for note in package["notes"]}
    assert fates["bees/watch", "questions"] == "kept"
    assert fates["bees/measure", ""] == "dropped"
    assert package["counts"]["dropped"] == sum(note["fate"] == "dropped" for note in package["notes"])


def test_errors_keep_a_course_in(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "bees.module.yaml").write_text(BROKEN, "utf-8")
    done = coursewright("export", "--format", "gift", cwd=folder)
    assert (done.code, done.out) == (1, "")
    assert "bees.module.yaml has 1 error, so it is not exported." in done.err
    assert "`coursewright lint .` shows where it is; --force exports all the same." in done.err
    assert not (folder / "bees.gift.txt").exists()
    assert coursewright("export", "--format", "gift", "--force", cwd=folder).code == 0
    assert (folder / "bees.gift.txt").exists()


def test_the_ending_says_the_form(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("export", "-o", "out/mine.gift.txt", cwd=folder).code == 0
    assert (folder / "out/mine.gift.txt").is_file()
    assert coursewright("export", "--format", "gift", "-o", "out/", cwd=folder).code == 0
    assert (folder / "out/bees.gift.txt").is_file()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ((), "For which platform? Add `--target` with one of moodle, canvas,"),
        (("--target", "modle"), "--target: `modle` is unknown. Did you mean `moodle`?"),
        (("--format", "mbzz"), "--format: `mbzz` is unknown. Did you mean `mbz`?"),
        (("--target", "moodle", "--format", "mbz"), "--target and --format both say the form."),
        (("--format", "gift", "--time-zone", "Mars/Base"), "--time-zone: `Mars/Base` is no time zone."),
        (("--format", "gift", "--language", "x y"), "--language: `x y` is no language."),
        (("--format", "gift", "--language", "fr"), "--language: the course is not in `fr`."),
        (("--format", "gift", "--starts", "soon"), "--starts: `soon` is no date."),
        (("--format", "gift", "--org", "me"), "--org is for Open edX."),
        (("--target", "openedx", "--run", "a b"), "--run: `a b` is no name for Open edX."),
        (("--format", "imscc", "--format-version", "2"), "a Common Cartridge has no version `2` here."),
        (("--format", "gift", "--flavour", "canvas"), "--flavour is `generic` or `canvas`, of a cartridge."),
        (("--target", "scorm", "--instructor"), "A SCORM package is for students alone."),
        (("--format", "gift", "--module", "wasps"), "The course has no module `wasps`."),
        (("--format", "gift", "--week", "7"), "The course has no week 7."),
        (("--format", "gift", "-o", "bees.module.yaml"), "could take the place of a spec."),
        (("--format", "gift", "--report", "bees.module.yaml"), "could take the place of a spec."),
        (("--target", "moodle", "-o", "bees.pdf"), "`bees.pdf` is no name for a Moodle backup"),
        (("--target", "moodle", "-o", "bees.imscc"), "End it in `.mbz`, or in `/` if it is a folder."),
        (("--target", "moodle", "-o", ".git/x"), "`.git/x/bees.mbz` cannot be written"),
        (("-o", "b.ics", "--report", "b.ics"), "`b.ics` would be the package and the report."),
    ],
)
def test_words_that_mean_nothing(
    words: tuple[str, ...], complaint: str, folder: Path, coursewright: Callable[..., Any]
) -> None:
    before = (folder / "bees.module.yaml").read_bytes()
    done = coursewright("export", *words, cwd=folder)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err
    assert names(folder) == [".git", "bees.module.yaml"]
    assert (folder / "bees.module.yaml").read_bytes() == before


def test_a_name_without_an_ending_is_a_folder(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("export", "--format", "gift", "-o", "out", cwd=folder).code == 0
    assert names(folder / "out") == ["bees.gift.txt"]
    assert coursewright("export", "--target", "site", "-o", "public/", cwd=folder).code == 0
    assert (folder / "public/index.html").is_file()


def test_what_is_no_file_is_not_replaced(folder: Path, coursewright: Callable[..., Any]) -> None:
    os.mkfifo(folder / "pipe.ics")
    done = coursewright("export", "-o", "pipe.ics", cwd=folder)
    assert done.code == 2
    assert "`pipe.ics` is no file that could be replaced." in done.err
    assert (folder / "pipe.ics").is_fifo()


def test_parts_and_editions_have_names_of_their_own(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    course = "course: hive\ntitle: Hive\nlanguage: en\nlanguages: [es]\nmodules: [bees.module.yaml]\n"
    make(tmp_path, {".git/x": "", "course.yaml": course, "bees.module.yaml": MODULE})
    for words in (
        ("imscc",),
        ("imscc", "--flavour", "canvas"),
        ("ics", "--module", "bees"),
        ("ics", "--week", "1"),
        ("ics", "--language", "es", "--instructor"),
        ("ics", "--language", "en"),
    ):
        done = coursewright("export", "--force", "--format", *words, cwd=tmp_path)
        assert done.code == 0, done.err
    assert [one for one in names(tmp_path) if one.startswith("hive")] == [
        "hive-bees.ics",
        "hive-canvas.imscc",
        "hive-es-staff.ics",
        "hive-week-1.ics",
        "hive.ics",
        "hive.imscc",
    ]


def test_a_course_in_another_of_its_languages(folder: Path, coursewright: Callable[..., Any]) -> None:
    both = MODULE.replace("language: en", "language: en\nlanguages: [es]")
    both = both.replace("Why bees dance", "{en: Why bees dance, es: Por qué bailan las abejas}")
    (folder / "bees.module.yaml").write_text(both, "utf-8")
    done = coursewright("export", "--format", "ics", "--language", "es", cwd=folder)
    assert done.code == 0, done.err
    assert "NAME:Por qué bailan las abejas" in (folder / "bees-es.ics").read_text("utf-8")
    assert "At least 10 texts have no translation into es, and stay as they are." in done.err
    done = coursewright("export", "--format", "ics", "--language", "en", "-o", "en.ics", cwd=folder)
    assert "translation" not in done.err


def test_what_is_left_to_write_and_to_do_next(folder: Path, coursewright: Callable[..., Any]) -> None:
    open_places = MODULE.replace("You will be able to tell where the flowers are.", '"TODO: what it gives"')
    undated = open_places.replace("{starts: 2026-09-21, ", "{")
    (folder / "bees.module.yaml").write_text(undated, "utf-8")
    done = coursewright("export", "--target", "moodle", cwd=folder)
    assert done.code == 0, done.err
    assert "1 place is still to be written. What is marked TODO is not in the package." in done.err
    assert "No time in it has a date. `--starts 2026-09-21`" in done.err
    assert done.err.splitlines()[-2].startswith("Next: restore it in Moodle as a new course.")
    done = coursewright("export", "--target", "site", "--starts", "2026-09-21", "--instructor", cwd=folder)
    assert "No time in it has a date." not in done.err
    assert "This edition is for those who teach" in done.err


def test_losses_for_one_reason_are_told_together(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--format", "ics", cwd=folder)
    told = "outcomes (2), questions (1), follow-up (1) and takes up (1): a calendar holds times, not content"
    assert f"  {told}\n" in done.err
    assert '"Decide from a dance where the flowers are": a calendar holds times, not content' in done.err


def test_drafts_stay_at_home(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "bees.module.yaml").write_text(MODULE + "status: draft\n", "utf-8")
    done = coursewright("export", "--format", "gift", cwd=folder)
    assert done.code == 2
    assert "All of it is still a draft" in done.err
    assert "--include-drafts" in done.err
    assert coursewright("export", "--format", "gift", "--include-drafts", cwd=folder).code == 0


def test_another_run_at_another_time(folder: Path, coursewright: Callable[..., Any]) -> None:
    coursewright("export", "-o", "a.ics", cwd=folder)
    coursewright("export", "-o", "b.ics", "--starts", "2027-02-01", cwd=folder)
    assert "20260923T1700" in (folder / "a.ics").read_text("utf-8")
    assert "20270203T1700" in (folder / "b.ics").read_text("utf-8")
    assert "202609" not in (folder / "b.ics").read_text("utf-8").replace("20260921", "")


def test_several_courses_become_a_package_each(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    other = MODULE.replace("module: bees", "module: wasps")
    broken = BROKEN.replace("module: bees", "module: ants")
    make(
        tmp_path,
        {".git/x": "", "a/m.module.yaml": MODULE, "b/m.module.yaml": broken, "c/m.module.yaml": other},
    )
    done = coursewright("export", "--format", "gift", "-o", "out", cwd=tmp_path)
    assert done.code == 1
    assert names(tmp_path / "out") == ["bees.gift.txt", "wasps.gift.txt"]
    assert "Dropped" not in done.err  # of several courses, the numbers
    assert "--report FILE says of each what was changed and dropped, and why." in done.err
    assert "`coursewright lint b/m.module.yaml` shows where it is" in done.err.splitlines()[-1]


def test_packages_do_not_take_each_others_place(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    make(tmp_path, {".git/x": "", "a/m.module.yaml": MODULE, "b/m.module.yaml": MODULE})
    done = coursewright("export", "--format", "gift", cwd=tmp_path)
    assert done.code == 2
    assert done.err.count("Wrote ") == 1
    assert (
        "b/m.module.yaml: Its package would be `bees.gift.txt`, like that of a/m.module.yaml. Export it alone"
        in done.err
    )
    done = coursewright("export", "-o", "bees.gift.txt", cwd=tmp_path)
    assert "Several courses do not fit into one file, `bees.gift.txt`." in done.err


def test_a_site_takes_no_folder_of_somebody_else(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"site/thesis.txt": "mine"})
    done = coursewright("export", "--target", "site", "-o", "site", cwd=folder)
    assert done.code == 2
    assert "`site` holds `thesis.txt`, which no export wrote." in done.err
    assert (folder / "site/thesis.txt").read_text("utf-8") == "mine"
    assert names(folder / "site") == ["thesis.txt"]


def test_a_site_does_not_replace_the_folder_one_is_in(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "here").mkdir()
    done = coursewright("export", "..", "--target", "site", "-o", ".", cwd=folder / "here")
    assert done.code == 2
    assert "A site cannot take the place of `.` while you are in it." in done.err
    assert names(folder / "here") == []


def test_a_site_is_renewed_whole(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert coursewright("export", "--target", "site", "-o", "site", cwd=folder).code == 0
    first = {one.relative_to(folder).as_posix() for one in (folder / "site").rglob("*")}
    assert "site/index.html" in first
    renamed = MODULE.replace("id: watch", "id: look")
    (folder / "bees.module.yaml").write_text(renamed, "utf-8")
    assert coursewright("export", "--target", "site", "-o", "site", cwd=folder).code == 0
    second = {one.relative_to(folder).as_posix() for one in (folder / "site").rglob("*")}
    assert any("watch" in one for one in first)
    assert not any("watch" in one for one in second)
    assert names(folder) == [".git", "bees.module.yaml", "site"]


def test_what_cannot_be_written_leaves_no_trace(folder: Path, coursewright: Callable[..., Any]) -> None:
    make(folder, {"file": "x"})
    done = coursewright("export", "--format", "gift", "-o", "file/bees.gift.txt", cwd=folder)
    assert done.code == 2
    assert "cannot be written" in done.err
    assert names(folder) == [".git", "bees.module.yaml", "file"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place where nobody may write")
def test_files_of_our_own_making_are_not_named(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--format", "gift", "-o", "/proc/bees.gift.txt", cwd=folder)
    assert done.code == 2
    assert done.err.startswith("coursewright: `/proc/bees.gift.txt` cannot be written: ")


def test_an_edition_for_staff_has_its_own_name(folder: Path, coursewright: Callable[..., Any]) -> None:
    coursewright("export", "--format", "ics", cwd=folder)
    coursewright("export", "--format", "ics", "--instructor", cwd=folder)
    coursewright("export", "--format", "guide", cwd=folder)
    made = [one for one in names(folder) if one.startswith("bees") and not one.endswith(".yaml")]
    assert made == ["bees-guide.md", "bees-staff.ics", "bees.ics"]
    assert "who forgets the sun" in (folder / "bees-guide.md").read_text("utf-8")
    assert "who forgets the sun" not in (folder / "bees.ics").read_text("utf-8")


def test_everything_is_listed(coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--list")
    assert done.code == 0
    for name, title in [one[:2] for one in TARGETS] + [one[:2] for one in FORMATS]:
        assert re.search(rf"^  {name} +{re.escape(title)}", done.out, re.MULTILINE)


@pytest.mark.parametrize("target", [one.name for one in TARGETS])
def test_every_target_has_its_package(target: str, folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("export", "--target", target, cwd=folder)
    assert done.code == 0, done.err
    made = [one for one in folder.iterdir() if one.name.startswith("bees") and one.suffix != ".yaml"]
    assert len(made) == 1
    if zipfile.is_zipfile(made[0]):
        with zipfile.ZipFile(made[0]) as archive:
            assert archive.testzip() is None
            assert not any(name.endswith("/") for name in archive.namelist())
