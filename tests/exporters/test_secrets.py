"""What learners must not read is nowhere in what they get, to the last byte; what they must read is there."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from editions import written
from lxml import etree
from secret_course import NUMBERS, exported, marks, marks_in, secret_course

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.formats import FORMATS, Format, format_named
from coursewright.exporters.packing.archives import zipped
from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.entry_marks import facts_of
from coursewright.exporters.prose.assets import asset_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

STAFF_ROOMS = frozenset({"guide"})
"""Written for those who teach, whoever asks."""
SHOWN = ("site", "scorm12", "scorm2004", "epub")
"""What is opened by learners as it is: all that is in it can be read."""
FILES = frozenset({"zqopenfilezq", "zqopenpicturezq"})
"""In files that no e-book can show."""
MODELS = frozenset({"zqcheckmodelzq", "zqmarkedmodelzq", "zqmarkedexammodelzq"})
QUIZ_FILES = {
    "imscc": ("quizzes/", "quiz_", "non_cc_assessments/"),
    "mbz": ("questions.xml",),
    "olx": ("course/problem/", "course/vertical/"),
    "gift": ("",),
    "qti": ("",),
}


class Case(NamedTuple):
    """A format in one of its kinds."""

    form: Format
    version: str = ""
    flavour: str = "generic"


class Packages:
    """The packages of one course, each made once."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._made: dict[tuple[object, ...], dict[str, bytes]] = {}
        self._marks: dict[tuple[object, ...], dict[str, frozenset[str]]] = {}

    def files(self, case: Case, **choices: Any) -> dict[str, bytes]:
        """Return the files of a package."""
        key = (case, *sorted(choices.items()))
        if key not in self._made:
            wish: Any = {"version": case.version, "flavour": case.flavour, **choices}
            self._made[key] = exported(case.form, edition_of(self._course, Choices(**wish)))
        return self._made[key]

    def marks(self, case: Case, **choices: Any) -> dict[str, frozenset[str]]:
        """Return the marks in each file of a package."""
        key = (case, *sorted(choices.items()))
        if key not in self._marks:
            self._marks[key] = marks_in(self.files(case, **choices))
        return self._marks[key]

    def all_marks(self, case: Case, **choices: Any) -> frozenset[str]:
        """Return the marks anywhere in a package."""
        return frozenset().union(*self.marks(case, **choices).values())


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return Packages(secret_course(tmp_path_factory.mktemp("secrets")))


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    return Packages(secret_course(tmp_path_factory.mktemp("undated"), undated=True))


CASES = [
    *(Case(form, version) for form in FORMATS for version in form.versions or (form.version,)),
    Case(format_named("imscc"), "1.1", "canvas"),
]
LEARNERS = [case for case in CASES if case.form.room not in STAFF_ROOMS]
each_case = pytest.mark.parametrize(
    "case", LEARNERS, ids=lambda case: f"{case.form.name}-{case.version}-{case.flavour}"
)
UNDATED = frozenset(
    f"zqstaff{name}zq"
    for name in (
        "later",
        "reflect",
        "other",
        "talk",
        "wiki",
        "report",
        "measure",
        "when",
        "used",
        "modulemeasure",
    )
)
"""What staff read about things that have no day."""


@each_case
def test_learners_get_nothing_that_staff_read(case: Case, packages: Packages) -> None:
    assert not packages.all_marks(case) & marks("staff", "draft", "veil", "never")
    files = packages.files(case)
    assert not [(path, one) for path, text in files.items() for one in NUMBERS if one.encode() in text]


@each_case
def test_a_part_of_the_course_holds_nothing_of_another(case: Case, packages: Packages) -> None:
    for choices in ({"module": "one"}, {"weeks": (1, 1)}):
        assert not packages.all_marks(case, **choices) & marks("other", "draft", "veil", "never", "staff")


@each_case
def test_without_dates_nothing_else_comes_to_light(case: Case, undated: Packages) -> None:
    if case.form.name == "ics":
        with pytest.raises(UsageError):
            undated.files(case)
        return
    assert not undated.all_marks(case) & marks("staff", "draft", "never")
    if case.form.name != "mbz":
        assert not undated.all_marks(case) & marks("said")
        return
    # An announcement without a time waits until a teacher shows it.
    for path, inside in undated.marks(case).items():
        if inside & marks("said") and path.endswith("module.xml"):
            assert etree.fromstring(undated.files(case)[path]).findtext("visible") == "0"


@pytest.mark.parametrize("name", SHOWN)
def test_pages_hold_no_keys_no_exams_and_no_announcements(name: str, packages: Packages) -> None:
    case = Case(format_named(name), format_named(name).version)
    assert not packages.all_marks(case) & marks("check", "marked", "exam", "said")


@pytest.mark.parametrize("name", SHOWN)
def test_pages_hold_all_that_learners_must_read(name: str, packages: Packages) -> None:
    case = Case(format_named(name), format_named(name).version)
    expected = marks("open", "other")
    assert expected - packages.all_marks(case) <= (FILES if name == "epub" else frozenset())


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.form.name in QUIZ_FILES],
    ids=lambda case: f"{case.form.name}-{case.version}-{case.flavour}",
)
def test_keys_are_in_the_files_of_quizzes_alone(case: Case, packages: Packages) -> None:
    keys = marks("check", "marked", "exam")
    holding: set[str] = set()
    for path, inside in packages.marks(case).items():
        if inside & keys:
            assert path.startswith(QUIZ_FILES[case.form.name]), (path, inside & keys)
        if path.startswith("course/vertical/"):  # an essay stands in the unit itself: it has no key
            assert not inside & marks("check", "marked")
        holding |= inside
    told = {one for one in marks("check", "marked") if "told" in one} if case.form.name == "olx" else set()
    assert keys - MODELS - told <= holding
    assert not holding & MODELS


STAFF_EDITIONS = {
    "site": frozenset(),
    "epub": frozenset(),
    "imscc": frozenset(),
    "mbz": frozenset(),
    "olx": frozenset(),
    "ics": UNDATED,
}
"""What each leaves out of what staff read: a calendar, what has no day."""


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.form.name in STAFF_EDITIONS],
    ids=lambda case: f"{case.form.name}-{case.version}-{case.flavour}",
)
def test_the_editions_for_staff_hold_what_staff_read(case: Case, packages: Packages) -> None:
    missing = marks("staff", "said") - packages.all_marks(case, reader="staff")
    missing = frozenset(one for one in missing if "maker" not in one)
    assert missing - {"zqsaidtitlezq"} <= STAFF_EDITIONS[case.form.name]


def test_pages_of_a_site_for_staff_stand_apart(packages: Packages) -> None:
    for path, inside in packages.marks(Case(format_named("site")), reader="staff").items():
        if not path.startswith("staff/") and path != "offline.zip":
            assert not inside & marks("staff", "said", "marked"), path


def test_moodle_hides_what_is_for_staff(packages: Packages) -> None:
    case = Case(format_named("mbz"))
    files = packages.files(case, reader="staff")
    secret = [
        path for path, inside in packages.marks(case, reader="staff").items() if inside & marks("staff")
    ]
    assert secret
    for path in secret:
        folder = path.rpartition("/")[0]
        module = etree.fromstring(files[f"{folder}/module.xml"])
        assert module.findtext("visible") == "0", path
        section = etree.fromstring(files[f"sections/section_{module.findtext('sectionid')}/section.xml"])
        assert section.findtext("visible") == "0", path


def test_moodle_shows_an_announcement_when_its_time_has_come(packages: Packages) -> None:
    case = Case(format_named("mbz"))
    files = packages.files(case)
    told = [path for path, inside in packages.marks(case).items() if "zqsaidtextzq" in inside]
    assert [path.rpartition("/")[2] for path in told] == ["label.xml"]
    module = etree.fromstring(files[told[0].replace("label.xml", "module.xml")])
    availability = json.loads(module.findtext("availability") or "{}")
    assert [one["type"] for one in availability["c"]] == ["date"]
    assert availability["showc"] == [False]


def test_canvas_posts_announcements_later_and_publishes_nothing_for_staff(packages: Packages) -> None:
    case = Case(format_named("imscc"), "1.1", "canvas")
    files = packages.files(case, reader="staff")
    settings = [
        etree.fromstring(text)
        for path, text in files.items()
        if path.startswith("announcement") and "_meta" in path
    ]
    assert len(settings) == 2
    for one in settings:
        assert one.findtext("{*}workflow_state") == "post_delayed"
        assert one.findtext("{*}delayed_post_at")
    secret = [
        path for path, inside in packages.marks(case, reader="staff").items() if inside & marks("staff")
    ]
    assert secret
    for path in secret:
        assert b'name="workflow_state" content="unpublished"' in files[path], path


def test_a_cartridge_gives_what_is_for_staff_to_instructors(packages: Packages) -> None:
    case = Case(format_named("imscc"), "1.1")
    files = packages.files(case, reader="staff")
    manifest = etree.fromstring(files["imsmanifest.xml"])
    for path, inside in packages.marks(case, reader="staff").items():
        if path.startswith("pages/") and inside & marks("staff", "said"):
            [resource] = [one for one in manifest.iter("{*}resource") if one.get("href") == path]
            roles = [
                value.text
                for one in resource.iter("{*}intendedEndUserRole")
                for value in one.iter("{*}value")
            ]
            assert roles == ["Instructor"]


def test_open_edx_shows_what_is_for_staff_to_staff_only(packages: Packages) -> None:
    case = Case(format_named("olx"))
    files = packages.files(case, reader="staff")
    secret = [
        path
        for path, inside in packages.marks(case, reader="staff").items()
        if inside & marks("staff", "said") and path.endswith(".html")
    ]
    assert secret
    for path in secret:
        name = path.rpartition("/")[2].removesuffix(".html")
        block = etree.fromstring(files[f"course/html/{name}.xml"])
        hidden = block.get("visible_to_staff_only") == "true"
        units = [
            etree.fromstring(text)
            for other, text in files.items()
            if other.startswith("course/vertical/") and f'"{name}"'.encode() in text
        ]
        assert hidden or (units and all(unit.get("visible_to_staff_only") == "true" for unit in units)), path


def test_drafts_go_along_where_they_are_asked_for(packages: Packages) -> None:
    assert marks("draft") <= packages.all_marks(Case(format_named("site")), drafts=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.form.name}-{case.version}-{case.flavour}")
def test_what_is_hidden_stays_hidden_drafts_or_not(case: Case, packages: Packages) -> None:
    assert marks("veil")
    assert not packages.all_marks(case, drafts=True) & marks("veil")
    assert not packages.all_marks(case, drafts=True, reader="staff") & marks("veil")


def test_what_is_hidden_is_told_as_left_out(tmp_path: Path) -> None:
    course = secret_course(tmp_path)
    for choices, why in ((Choices(drafts=True), "staff"), (Choices(drafts=True, reader="staff"), "hidden")):
        told = [what for what, reason in edition_of(course, choices).left_out if reason == why]
        assert len(told) == 8 + (why == "staff")  # a reflection for instructors is left out of the first
        assert 'material "Key zqveilkeyzq"' in told


def test_a_file_that_another_item_names_too_goes_along(tmp_path: Path) -> None:
    text = """
module: a
materials:
  - {id: one, title: One, kind: dataset, path: one.csv, x-hidden: true}
  - {id: two, title: Two, kind: dataset, path: one.csv}
  - {id: three, title: Three, kind: dataset, path: three.csv, x-hidden: false}
"""
    edition = written(tmp_path, {"a.module.yaml": text, "one.csv": "1", "three.csv": "3"})
    assert [one.title for one in edition.entries] == ["Two", "Three"]
    source = edition.course.modules[0].source
    assert asset_of("one.csv", source, edition.course) is not None
    assert asset_of("three.csv", source, edition.course) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"<p>zqstaffhiddenzq</p>",
        b"ZQstaffhiddenZQ",
        b"DESCRIPTION:zqstaffhid\r\n denzq",
        "zqstaffhiddenzq".encode("utf-16"),
        b'{"key": "' + base64.b64encode(b"what is to be found: zqstaffhiddenzq, twice") + b'"}',
        zipped([Member("inner.zip", zipped([Member("a.txt", b"zqstaffhiddenzq")]))]),
    ],
)
def test_the_search_finds_marks_however_they_are_written(content: bytes) -> None:
    assert marks_in({"file": content}) == {"file": {"zqstaffhiddenzq"}}


def test_what_a_page_says_that_a_quiz_asks_tells_nothing_of_keys(tmp_path: Path) -> None:
    def asked(name: str, *keys: str) -> list[object]:
        right, answer, yes = keys
        text = f"""\
module: psy
tasks:
  - id: quiz
    title: Quiz
    kind: quiz
    questions:
      - prompt: Which one?
        options: [{{text: one, correct: {right}}}, {{text: two, correct: true, feedback: {answer}}}]
      - {{prompt: How many?, type: numeric, points: 2, answer: {answer}}}
      - {{prompt: Is it?, type: true-false, answer: {yes}, feedback: "{answer}"}}
"""
        edition = written(tmp_path / name, {"psy.module.yaml": text})
        return [facts_of(entry, edition)["asked"] for entry in edition.entries]

    marked = asked("a", "false", "3", "true")
    assert "numeric:2" in str(marked)
    assert marked == asked("b", "true", "4711", "false")
