"""A course that attacks: in no package does anything of it run, call out, leave its folder or break it."""

from __future__ import annotations

import io
import json
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from attacks import ATTACKS
from harmful import harm_in_html, harm_in_xml
from hostile_course import hostile_course
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.formats import FORMATS, Format, exporter_of, format_named
from coursewright.exporters.packing.archives import write_tar_gz, write_zip
from coursewright.exporters.packing.member import Member, data
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

SAFE_PATH = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
DEVICES = re.compile(r"(?i)(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(/|$)")
CASES = [
    *((form, version, "generic") for form in FORMATS for version in form.versions or (form.version,)),
    (format_named("imscc"), "1.1", "canvas"),
]
SITES = frozenset({"site", "scorm12", "scorm2004"})


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return hostile_course(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0].name}-{case[1]}-{case[2]}")
def package(request: pytest.FixtureRequest, course: Course) -> tuple[Format, dict[str, bytes]]:
    """Return a package for staff, which holds the most, by its files."""
    form, version, flavour = request.param
    choices = Choices(reader="staff", version=version, flavour=flavour)
    members = list(exporter_of(form)(edition_of(course, choices), Ledger(), lambda _: None))
    files = {member.path: data(member) for member in members}
    assert len(files) == len(members)
    return form, files


def test_paths_stay_inside(package: tuple[Format, dict[str, bytes]]) -> None:
    _, files = package
    for path in files:
        assert SAFE_PATH.fullmatch(path), path
        assert not {"..", "."} & set(path.split("/")), path
        assert DEVICES.search(path) is None, path
        assert max(map(len, path.split("/"))) <= 130
    assert len({path.casefold() for path in files}) == len(files)


def test_nothing_from_outside_the_folder_goes_along(package: tuple[Format, dict[str, bytes]]) -> None:
    for path, content in package[1].items():
        for secret in (b"OUTSIDE-SECRET", b"root:x:0", b"[secret]"):
            assert secret not in content, path


def test_archives_open_anywhere(package: tuple[Format, dict[str, bytes]]) -> None:
    form, files = package
    archive = io.BytesIO()
    members = [Member(path, content) for path, content in files.items()]
    if form.container == "tar.gz":
        write_tar_gz(members, archive)
        archive.seek(0)
        with tarfile.open(fileobj=archive) as tar:
            assert all(info.isreg() and not info.name.startswith(("/", "..")) for info in tar)
    else:
        write_zip(members, archive)
        with zipfile.ZipFile(archive) as packed:
            assert packed.testzip() is None
            assert packed.namelist() == list(files)


def test_pages_run_nothing(package: tuple[Format, dict[str, bytes]]) -> None:
    form, files = package
    for path, content in files.items():
        if path.endswith((".html", ".htm")) and not _is_of_the_course(path):
            whole = form.name in SITES or content[:9].lower() == b"<!doctype"
            assert harm_in_html(content.decode(), page=whole) == [], path
        if path.endswith(".xhtml") and form.name == "epub":
            assert harm_in_xml(etree.fromstring(content), page=True) == [], path


def test_xml_is_well_formed_and_holds_what_it_should(package: tuple[Format, dict[str, bytes]]) -> None:
    form, files = package
    for path, content in files.items():
        if not content.startswith(b"<?xml") or _is_of_the_course(path):
            continue
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
        assert root.getroottree().docinfo.internalDTD is None or path.endswith((".xhtml", ".ncx")), path
        assert not root.xpath("//processing-instruction()"), path
        for element in root.iter():
            if isinstance(element.tag, str):
                name = etree.QName(element).localname
                assert name.lower() not in {"script", "iframe", "object", "embed", "custom-evil", "x"}, (
                    path,
                    name,
                )
                assert (
                    form.name != "mbz"
                    or not (element.text or "").strip()
                    or re.fullmatch("[a-z_A-Z0-9]+", name)
                )
        for text in _html_within(root, form):
            assert harm_in_html(text) == [], path


def _is_of_the_course(path: str) -> bool:
    """Whether a file is one of the course, and no page of ours."""
    return {"files", "static", "web_resources"} & set(path.split("/")[:-1]) != set()


def _html_within(root: Any, form: Format) -> list[str]:
    """Return the texts that a platform shows as HTML."""
    found: list[Any] = []
    match form.name:
        case "mbz":
            for told in root.iter("{*}*"):
                if told.tag.endswith("format") and told.tag != "format" and told.text == "1":
                    found += told.itersiblings(told.tag.removesuffix("format"), preceding=True)
            found += root.iter("presentation", "label", "text", "summary", "intro")
        case "imscc" | "qti":
            found += [one for one in root.iter("{*}mattext", "{*}text") if one.get("texttype") == "text/html"]
            found += [
                one for outcome in root.iter("{*}learningOutcome") for one in outcome.iter("{*}description")
            ]
        case "olx":
            blocks = root.iter("poll", "survey")
            return [value for one in blocks for key, value in one.items() if "name" not in key]
    return [one.text or "" for one in found]


def test_open_edx_polls_show_texts_as_they_are(course: Course) -> None:
    edition = edition_of(course, Choices())
    polls = [
        element
        for member in exporter_of(format_named("olx"))(edition, Ledger(), lambda _: None)
        if member.path.startswith("course/vertical/")
        for element in etree.fromstring(data(member)).iter("poll")
    ]
    assert polls
    for poll in polls:
        for key in ("question", "answers", "feedback"):
            value = poll.get(key) or ""
            texts = [one["label"] for _, one in json.loads(value)] if key == "answers" else [value]
            assert not any(letter in text for text in texts for letter in "<>[]"), value


def test_the_calendar_has_no_parts_of_others(course: Course) -> None:
    [member] = exporter_of(format_named("ics"))(
        edition_of(course, Choices(reader="staff")), Ledger(), lambda _: None
    )
    content = data(member)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)", content)
    calendar = Calendar.from_ical(content)
    assert all("X-EVIL" not in part for part in calendar.walk())
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == sum(1 for _ in calendar.walk("VEVENT"))


@pytest.mark.parametrize("version", ["md", "html"])
def test_the_guide_runs_nothing_even_where_markdown_may(course: Course, version: str) -> None:
    edition = edition_of(course, Choices(version=version))
    [member] = exporter_of(format_named("guide"))(edition, Ledger(), lambda _: None)
    text = data(member).decode()
    if version == "md":
        text = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert harm_in_html(text, page=version == "html") == []


def test_gift_shows_html_that_runs_nothing(course: Course) -> None:
    [member] = exporter_of(format_named("gift"))(edition_of(course, Choices()), Ledger(), lambda _: None)
    text = data(member).decode()
    assert len(re.findall(r"^\$CATEGORY:", text, re.MULTILINE)) <= 4
    for piece in re.findall(r"\[html\]((?:\\.|[^\\{}=~#])*?)(?= -> |[{}=~#])", text, re.DOTALL):
        assert harm_in_html(re.sub(r"\\(.)", r"\1", piece.replace("\\n", "\n"))) == []


def test_data_of_the_site_is_data_and_its_pages_forbid_scripts_in_them(course: Course) -> None:
    files = {
        member.path: data(member)
        for member in exporter_of(format_named("site"))(
            edition_of(course, Choices()), Ledger(), lambda _: None
        )
    }
    json.loads(files["data/course.js"].decode("ascii").removeprefix("window.coursewright = { course: ")[:-4])
    json.loads(
        files["data/search-index.js"].decode().removeprefix("window.coursewrightSearch=").rstrip(";\n")
    )
    for path, content in files.items():
        if path.endswith(".html") and b"Content-Security-Policy" in content and not path.startswith("files/"):
            policy = re.search(rb'Content-Security-Policy" content="([^"]+)"', content)
            assert policy is not None
            assert b"unsafe" not in policy[1]
            assert content.index(b"Content-Security-Policy") < content.index(b"<script"), path


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.module.yaml").write_text('module: a\ntitle: "\\ud800"\n')
    assert "character" in " ".join(fault.message for fault in load(tmp_path / "a.module.yaml").faults)


def test_a_huge_text_goes_through(tmp_path: Path) -> None:
    huge = " ".join(ATTACKS[:4]).replace('"', "") * 2000
    (tmp_path / "a.module.yaml").write_text(
        "module: a\ntitle: A\ntasks: ["
        + json.dumps({"id": "t", "title": huge[:20_000], "kind": "discussion", "instructions": huge})
        + "]\n"
    )
    edition = edition_of(load(tmp_path / "a.module.yaml"), Choices(version="1.1"))
    for form in ("imscc", "epub"):
        files = [
            data(member) for member in exporter_of(format_named(form))(edition, Ledger(), lambda _: None)
        ]
        assert not any(b"<script>" in content for content in files)
