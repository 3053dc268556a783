"""What learners must not read is nowhere in what they get, to the last byte; what they must read is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from lxml import etree
from secret_course import NUMBERS, exported, marks, marks_in, secret_edition

from coursewright.exporters.formats import FORMATS, Format, format_named
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

STAFF_ROOMS = frozenset({"guide"})
"""Written for those who teach, whoever asks."""
SHOWN = ("site", "scorm12", "scorm2004", "epub")
"""What is opened by learners as it is: all that is in it can be read."""
COURSE_PAGES = ("site", "scorm12", "scorm2004")
BANKS = ("gift", "qti")
AUDIENCE = frozenset({"zqopenwhozq", "zqopenpriorzq"})
"""Said before one enrols: no platform shows it once one is in."""
FILES = frozenset({"zqopenfilezq", "zqopenpicturezq"})
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
    version: str
    flavour: str = "generic"

    def export(self, folder: Path, **choices: Any) -> dict[str, bytes]:
        """Return the package of the course."""
        edition = secret_edition(folder, version=self.version, flavour=self.flavour, **choices)
        return exported(self.form, edition)

    def marks(self, folder: Path, **choices: Any) -> frozenset[str]:
        """Return all marks in the package."""
        return frozenset().union(*marks_in(self.export(folder, **choices)).values())


CASES = [
    *(Case(form, version) for form in FORMATS for version in form.versions or (form.version,)),
    Case(format_named("imscc"), "1.1", "canvas"),
]
LEARNERS = [case for case in CASES if case.form.room not in STAFF_ROOMS]
each_case = pytest.mark.parametrize(
    "case", LEARNERS, ids=lambda case: f"{case.form.name}-{case.version}-{case.flavour}"
)
COURSE_LEVEL = frozenset({"zqstaffmeasurezq", "zqstaffwhenzq", "zqstaffusedzq", "zqstaffmodulemeasurezq"})


@each_case
def test_learners_get_nothing_that_staff_read(case: Case, tmp_path: Path) -> None:
    files = case.export(tmp_path)
    found = frozenset().union(*marks_in(files).values())
    assert not found & marks("staff", "draft", "never")
    assert not [(path, number) for path, text in files.items() for number in NUMBERS if number.encode() in text]


@each_case
def test_a_part_of_the_course_holds_nothing_of_another(case: Case, tmp_path: Path) -> None:
    for choices in ({"module": "one"}, {"weeks": (1, 1)}):
        assert not case.marks(tmp_path, **choices) & marks("other", "draft", "never", "staff")


@each_case
def test_without_dates_nothing_else_comes_to_light(case: Case, tmp_path: Path) -> None:
    edition = secret_edition(tmp_path, undated=True, version=case.version, flavour=case.flavour)
    if case.form.name == "ics":
        with pytest.raises(UsageError):
            exported(case.form, edition)
        return
    files = exported(case.form, edition)
    found = marks_in(files)
    assert not frozenset().union(*found.values()) & marks("staff", "draft", "never")
    if case.form.name != "mbz":
        assert not frozenset().union(*found.values()) & marks("said")
        return
    for path, inside in found.items():
        if inside & marks("said") and path.endswith("module.xml"):
            assert etree.fromstring(files[path]).findtext("visible") == "0"


@pytest.mark.parametrize("name", SHOWN)
def test_pages_hold_no_keys_no_exams_and_no_announcements(name: str, tmp_path: Path) -> None:
    case = Case(format_named(name), format_named(name).version)
    assert not case.marks(tmp_path) & marks("check", "marked", "exam", "said")


@pytest.mark.parametrize("name", SHOWN)
def test_pages_hold_all_that_learners_must_read(name: str, tmp_path: Path) -> None:
    case = Case(format_named(name), format_named(name).version)
    expected = marks("open", "other")
    # Files stand compressed in the archive of an e-book, or beside it: here they are members as elsewhere.
    assert expected - case.marks(tmp_path) <= (FILES if name == "epub" else frozenset())


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.form.name in QUIZ_FILES], ids=lambda case: f"{case.form.name}-{case}"
)
def test_keys_are_in_the_files_of_quizzes_alone(case: Case, tmp_path: Path) -> None:
    keys = marks("check", "marked", "exam")
    holding: set[str] = set()
    for path, inside in marks_in(case.export(tmp_path)).items():
        if inside & keys:
            assert path.startswith(QUIZ_FILES[case.form.name]), (path, inside & keys)
        if path.startswith("course/vertical/"):  # an essay stands in the unit itself: it has no key
            assert not inside & marks("check", "marked")
        holding |= inside
    told = {one for one in marks("check", "marked") if "told" in one} if case.form.name == "olx" else set()
    assert keys - MODELS - told <= holding
    assert not holding & MODELS


@pytest.mark.parametrize("name", ["site", "epub", "ics"])
def test_the_editions_for_staff_hold_what_staff_read(name: str, tmp_path: Path) -> None:
    case = Case(format_named(name), "")
    missing = marks("staff", "said") - case.marks(tmp_path, reader="staff")
    dated = {"zqstafflaterzq", "zqstaffreflectzq", "zqstaffotherzq", "zqstafftalkzq", "zqstaffwikizq", "zqstaffreportzq"}
    assert {one for one in missing if "maker" not in one} <= (dated | COURSE_LEVEL if name == "ics" else {"zqsaidtitlezq"})


def test_pages_of_a_site_for_staff_stand_apart(tmp_path: Path) -> None:
    files = Case(format_named("site"), "").export(tmp_path, reader="staff")
    for path, inside in marks_in(files).items():
        if not path.startswith("staff/") and path != "offline.zip":
            assert not inside & marks("staff", "said", "marked"), path


def test_moodle_hides_what_is_for_staff(tmp_path: Path) -> None:
    files = Case(format_named("mbz"), "").export(tmp_path, reader="staff")
    secret = [path for path, inside in marks_in(files).items() if inside & marks("staff")]
    assert secret
    for path in secret:
        folder = path.rpartition("/")[0]
        module = etree.fromstring(files[f"{folder}/module.xml"])
        assert module.findtext("visible") == "0", path
        section = etree.fromstring(files[f"sections/section_{module.findtext('sectionid')}/section.xml"])
        assert section.findtext("visible") == "0", path


def test_moodle_shows_an_announcement_when_its_time_has_come(tmp_path: Path) -> None:
    files = Case(format_named("mbz"), "").export(tmp_path)
    told = [path for path, inside in marks_in(files).items() if "zqsaidtextzq" in inside]
    assert [path.rpartition("/")[2] for path in told] == ["label.xml"]
    module = etree.fromstring(files[told[0].replace("label.xml", "module.xml")])
    availability = json.loads(module.findtext("availability") or "{}")
    assert [one["type"] for one in availability["c"]] == ["date"]
    assert availability["showc"] == [False]


def test_canvas_posts_announcements_later_and_publishes_nothing_for_staff(tmp_path: Path) -> None:
    files = Case(format_named("imscc"), "1.1", "canvas").export(tmp_path, reader="staff")
    settings = [etree.fromstring(text) for path, text in files.items() if path.startswith("announcement") and "_meta" in path]
    assert len(settings) == 2
    for one in settings:
        assert one.findtext("{*}workflow_state") == "post_delayed"
        assert one.findtext("{*}delayed_post_at")
    secret = [path for path, inside in marks_in(files).items() if inside & marks("staff")]
    assert secret
    for path in secret:
        assert b'name="workflow_state" content="unpublished"' in files[path], path


def test_a_cartridge_gives_what_is_for_staff_to_instructors(tmp_path: Path) -> None:
    files = Case(format_named("imscc"), "1.1").export(tmp_path, reader="staff")
    manifest = etree.fromstring(files["imsmanifest.xml"])
    for path, inside in marks_in(files).items():
        if path.startswith("pages/") and inside & marks("staff", "said"):
            [resource] = manifest.xpath(f"//*[local-name()='resource'][@href='{path}']")
            assert resource.xpath(".//*[local-name()='intendedEndUserRole']/*[local-name()='value']/text()") == ["Instructor"]


def test_open_edx_shows_what_is_for_staff_to_staff_only(tmp_path: Path) -> None:
    files = Case(format_named("olx"), "").export(tmp_path, reader="staff")
    secret = [path for path, inside in marks_in(files).items() if inside & marks("staff", "said") and path.endswith(".html")]
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


def test_drafts_go_along_where_they_are_asked_for(tmp_path: Path) -> None:
    assert marks("draft") <= Case(format_named("site"), "").marks(tmp_path, drafts=True)


def test_the_search_finds_marks_however_they_are_written() -> None:
    mark = b"zqstaffhiddenzq"
    import base64
    import gzip  # noqa: F401
