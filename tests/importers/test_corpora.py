"""Courses that other people made: they come in whole, hold, come in alike again, and can be linted.

What they hold is counted here without our readers: with regular expressions, `zipfile` and ElementTree. The
objectives, challenges, questions and minutes of the lessons of the Carpentries are counted in
`test_carpentries_import.py`, the curriculum of Learn to Cloud in `test_yaml_map_ready.py`, and the two
backups of Moodle's own in `test_moodle_import.py`; here they are imported again and linted.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest
import yaml
from drafting import imported

from coursewright.lint.api import Severity
from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.reporters.shared.fold import by_file, fold
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafting import Imported

_COURSES = Path(__file__).parent / "courses"
_SHARED = Path(__file__).parents[3] / "shared"
_CARTRIDGES = (
    *("all-question-types", "assignment-rubrics", "canvas_cc_gem_course", "canvas_cc_sample", "latex"),
    *("rich-content-cc-file", "single-discussion", "single-page"),
)
_ELSEWHERE = (
    *(f"corpora/{name}" for name in ("learn-to-cloud", "git-novice", "python-ecology-lesson")),
    *(f"samples/imscc/{name}.imscc" for name in _CARTRIDGES),
    *(f"reference/moodle/{name}.mbz" for name in ("fromcc45", "ref45")),
)
_SOURCES = (
    *(_COURSES / name for name in ("canvas-export", "moodle-backup", "openedx-course")),
    *(_SHARED / name for name in _ELSEWHERE),
)
_MOST_ENTRIES = 18
"""Of a module, at warning or above, after folding: beyond that nobody reads on."""
_LEFT_OVER = re.compile(
    r"\$IMS-CC-FILEBASE\$|%24IMS_CC|@@PLUGINFILE@@|\$@[A-Z]+|coursewright-import:|^\s*:::|</?(?:p|div|span)\b",
    re.MULTILINE,
)
"""What systems write into their texts, and HTML for which Markdown has a word."""
_CODE = re.compile(r"^([ >]*)(`{3,}|~{3,}).*?^\1\2$|(`+)[^`].*?\3", re.MULTILINE | re.DOTALL)
_OF_SOURCE = re.compile("module:|section:|chapter:")
_PICTURES = (".png", ".jpg")


class Counts(NamedTuple):
    """What a course holds."""

    modules: int = 0
    units: int = 0
    outcomes: int = 0
    pages: int = 0
    sessions: int = 0
    discussions: int = 0
    quizzes: int = 0
    questions: int = 0
    other_tasks: int = 0
    criteria: int = 0


@pytest.fixture(scope="module", params=_SOURCES, ids=lambda path: path.stem)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return _come(request.param, tmp_path_factory.mktemp("once"))


def _come(path: Path, folder: Path) -> Imported:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the checkout")
    return imported(path, folder)


def _written(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_course_comes_in_alike_each_time(
    course: Imported, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    again = imported(request.node.callspec.params["course"], tmp_path)
    assert _written(again.folder) == _written(course.folder)


def test_nothing_of_the_system_is_left_in_what_learners_read(course: Imported) -> None:
    for name, data in _written(course.folder).items():
        if name.endswith((".md", ".yaml")):
            text = _CODE.sub("", data.decode("utf-8"))
            found = _LEFT_OVER.search(text)
            assert found is None, f"{name}: {text[max(0, found.start() - 40) : found.end() + 40]}"


def test_every_module_can_be_read_to_the_end_of_its_findings(course: Imported, tmp_path: Path) -> None:
    for name, data in _written(course.folder).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(re.sub(rb"^status: draft\n", b"", data, flags=re.MULTILINE))
    whole = tmp_path / "course.yaml"
    main = whole if whole.exists() else next(tmp_path.glob("*.module.yaml"))
    findings = Linter(choose()).lint(load(main)).findings
    assert findings
    assert not [one for one in findings if one.crash or one.code == "SPC001"]
    weighty = [one for one in findings if one.severity >= Severity.WARNING]
    entries = {str(file): len(fold(here)) for file, here in by_file(weighty).items()}
    assert max(entries.values(), default=0) <= _MOST_ENTRIES, entries


@pytest.mark.parametrize("name", ["canvas-export", *(f"{name}.imscc" for name in _CARTRIDGES)])
def test_a_cartridge_holds_what_its_files_hold(name: str, tmp_path: Path) -> None:
    folder = _COURSES if name == "canvas-export" else _SHARED / "samples" / "imscc"
    come = _come(folder / name, tmp_path)
    assert _in_plan(come.folder) == _in_cartridge(dict(_members(folder / name)))


def test_a_backup_holds_what_its_activities_are(tmp_path: Path) -> None:
    path = _COURSES / "moodle-backup"
    contents = ET.parse(path / "moodle_backup.xml")  # noqa: S314 - made for these tests
    kinds = Counter(one.text for one in contents.iter("modulename"))
    raw = "".join(data.decode("utf-8") for name, data in _members(path) if name.endswith(".xml"))
    assert _in_plan(imported(path, tmp_path).folder) == Counts(
        modules=sum(1 for _ in contents.iterfind(".//sections/section")) - 1,  # the first is the course's own
        units=kinds["label"],
        pages=kinds["page"],
        discussions=kinds["forum"],
        quizzes=kinds["quiz"],
        questions=len(re.findall(r"<question id=", raw)) + kinds["choice"],
        other_tasks=kinds["assign"] + kinds["choice"],
        criteria=len(re.findall(r"<criterion id=", raw)),
    )


def test_an_open_edx_course_holds_what_its_blocks_are(tmp_path: Path) -> None:
    path = _COURSES / "openedx-course"
    raw = "".join(data.decode("utf-8") for name, data in _members(path) if name.endswith(".xml"))
    tags = Counter(re.findall(r"<(\w+)", re.sub(r'<(\w+) url_name="[^"]*"/>', "", raw)))
    verticals = re.findall(r"<vertical display_name.*?</vertical>", raw, re.DOTALL)
    reading = [one for one in verticals if "<html" in one and "<discussion" not in one]
    assert _in_plan(imported(path, tmp_path).folder) == Counts(
        modules=tags["chapter"],
        units=tags["sequential"],
        pages=len(reading) + 1,  # and the one about the course
        discussions=len(re.findall(r"<discussion\b", raw)),
        quizzes=sum("<problem" in one for one in verticals),
        questions=tags["problem"],
        other_tasks=tags["openassessment"],
        criteria=tags["criterion"],
    )


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder or of a zip by name."""
    if path.is_dir():
        yield from _written(path).items()
        return
    with zipfile.ZipFile(path) as zipped:
        yield from ((name, zipped.read(name)) for name in zipped.namelist() if not name.endswith("/"))


def _in_cartridge(members: dict[str, bytes]) -> Counts:
    texts = {name: data.decode("utf-8") for name, data in members.items() if not name.endswith(_PICTURES)}
    whole = "".join(texts.values())
    outline = texts["imsmanifest.xml"].partition("<organizations>")[2].partition("</organizations>")[0]
    folders = re.findall(r'<item identifier="[^"]*">\s*<title>', outline)
    pages = [name for name in texts if name.startswith("wiki_content/")]
    pages += [
        name for name, text in texts.items() if name.endswith("/syllabus.html") and _says_something(text)
    ]
    quizzes = [text for name, text in texts.items() if name.endswith(".xml.qti")]
    return Counts(
        modules=whole.count("<module ") or len(folders) * _is_shown(texts),
        units=whole.count("<content_type>ContextModuleSubHeader<"),
        outcomes=whole.count("<learningOutcome "),
        pages=len(pages),
        sessions=whole.count("<event "),
        discussions=whole.count("<topic ") - whole.count("<type>announcement</type>"),
        quizzes=len(quizzes),
        questions=sum(map(_asked, quizzes)),
        other_tasks=sum(bool(re.search(r"/assignment(?:_settings)?\.xml$", name)) for name in texts),
        criteria=whole.count("<criterion>"),
    )


def _is_shown(texts: dict[str, str]) -> bool:
    """Whether a page is shown to students: a folder of hidden ones alone is no module."""
    pages = [text for name, text in texts.items() if name.startswith("wiki_content/")]
    return any('name="workflow_state" content="unpublished"' not in page for page in pages)


def _says_something(page: str) -> bool:
    return bool(re.sub(r"<[^>]+>|\s", "", page.partition("<body>")[2]))


def _asked(quiz: str) -> int:
    """Count the questions of a quiz of Canvas: each menu in a text is one, and a text alone is none."""
    total = 0
    for item in re.findall(r"<item .*?</item>", quiz, re.DOTALL):
        kind = re.search(r"question_type</fieldlabel>\s*<fieldentry>(\w+)", item)
        named = kind[1] if kind else ""
        menus = item.count("<response_lid ") if named == "multiple_dropdowns_question" else 1
        total += 0 if named == "text_only_question" else menus
    return total


def _in_plan(folder: Path) -> Counts:
    """Count what was written; of modules, those that the source has."""
    specs = [yaml.load(path.read_bytes(), yaml.BaseLoader) for path in folder.rglob("*.yaml")]  # noqa: S506
    units = [unit for spec in specs for unit in spec.get("units", ())]
    held: dict[str, list[dict[str, Any]]] = {
        key: [item for level in (*specs, *units) for item in level.get(key, ())]
        for key in ("outcomes", "materials", "tasks", "sessions")
    }
    kinds = Counter(task.get("kind") for task in held["tasks"])
    return Counts(
        modules=sum(bool(_OF_SOURCE.match(spec.get("x-source", ""))) for spec in specs if "module" in spec),
        units=len(units),
        outcomes=len(held["outcomes"]),
        pages=sum(one.get("kind") == "page" for one in held["materials"]),
        sessions=len(held["sessions"]),
        discussions=kinds["discussion"],
        quizzes=kinds["quiz"],
        questions=sum(len(task.get("questions", ())) for task in held["tasks"]),
        other_tasks=len(held["tasks"]) - kinds["discussion"] - kinds["quiz"],
        criteria=sum(len(task.get("criteria", ())) for task in held["tasks"]),
    )
