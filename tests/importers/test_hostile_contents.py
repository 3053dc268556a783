"""What sources hold is hostile too: words, sizes and secrets; and so may be what lies around an import."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sys
import tarfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from coursewright.cli.import_.importing import ImportWish, run_import
from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.importers.account import Account
from coursewright.importers.draft import CourseDraft, Text
from coursewright.importers.finishing.measure import refuse_too_many
from coursewright.importers.writing.record import RECORD, read_record
from coursewright.spec.errors import UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load
from coursewright.spec.model import Task
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

sys.path.insert(0, str(Path(__file__).parents[1] / "packages"))
from tiny import CARTRIDGE, packed

COURSES = Path(__file__).parent / "courses"
WORDS = (
    "none", "{none: x}", "- a", "# a", "a: b", "a #b", "&a", "*a", "!!python/object/apply:os.system [id]",
    "x-key", "{{ 7*7 }}", "{% include x %}", "=cmd|'/C calc'!A0", "null", "~", "yes", "1.0", "2026-01-01",
    "---", "...", "%YAML 1.1", "? a", "| a", "> a", "'", '"', "\\", "<<", "=", "[a](javascript:alert(1))",
    "a/b", "con", "..", "<script>alert(1)</script>", 'a:2:{s:1:"a";O:8:"stdClass":0:{}}', "\U0001f600",
    "course: x", "0x1f",
)  # fmt: skip
"""Titles that YAML, our format, a template, a spreadsheet or PHP would read as something else."""


def tarred(path: Path, *infos: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> Path:
    with tarfile.open(path, "w:gz", format=form) as archive:
        for info, data in infos:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def headed(**headers: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo("moodle_backup.xml")
    info.pax_headers = headers
    return info


@pytest.mark.parametrize(
    "headers",
    [
        {"GNU.sparse.size": "10737418240", "GNU.sparse.map": "0,1,10737418239,1"},
        {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "10737418240"},
    ],
)
def test_files_of_holes_in_archives_are_refused(headers: dict[str, str], tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.mbz", (headed(**headers), b"1\n10737418239\n1\n".ljust(512, b"\0") + b"x"))
    with pytest.raises(UsageError, match="holes"):
        run_import(ImportWish(path, output=str(tmp_path / "plan")))


def test_headers_that_are_a_bomb_are_refused(tmp_path: Path) -> None:
    path = tarred(tmp_path / "a.mbz", (headed(comment="a" * 20_000_000), b"x"))
    with pytest.raises(UsageError, match="headers"):
        run_import(ImportWish(path, output=str(tmp_path / "plan")))


def test_an_archive_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    source = packed(CARTRIDGE, tmp_path / "a.imscc")
    data = bytearray(source.read_bytes())
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 1)
    source.write_bytes(data)
    with pytest.raises(UsageError, match="password"):
        run_import(ImportWish(source, output=str(tmp_path / "plan")))


@pytest.mark.skipif(not hasattr(os.stat_result, "st_blocks"), reason="only some systems tell of holes")
def test_files_of_holes_in_folders_are_not_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "course"
    page = '<p><a href="../images/map.png">map</a></p>'
    for name, text in {**CARTRIDGE, "pages/one.html": page}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    os.truncate(source / "images" / "map.png", 10 << 30)
    if (source / "images" / "map.png").stat().st_blocks > 1000:
        pytest.skip("this file system keeps no holes")
    assert run_import(ImportWish(source, output=str(tmp_path / "plan"))) == 0
    assert "warning: images/map.png" in capsys.readouterr().err
    assert not (tmp_path / "plan" / "files").exists()


def test_a_report_does_not_overwrite_what_is_read(tmp_path: Path) -> None:
    source = packed(CARTRIDGE, tmp_path / "a.imscc")
    (tmp_path / "link.imscc").symlink_to(source)
    before = source.read_bytes()
    for name in ("a.imscc", "link.imscc"):
        with pytest.raises(UsageError, match="would overwrite"):
            run_import(ImportWish(source, output=str(tmp_path / "plan"), report=str(tmp_path / name)))
    assert source.read_bytes() == before


def test_a_record_that_somebody_has_spoilt_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    run_import(ImportWish(packed(CARTRIDGE, tmp_path / "a.imscc"), output=str(folder)))
    whole = json.loads((folder / RECORD).read_text())
    for key, value in (
        ("specs", 3),
        ("specs", {"course.yaml": [1]}),
        ("copies", {"files/a": 1}),
        ("sums", {"a\0b": "x"}),
        ("sums", ["a"]),
        ("places", [["a", "b", 3]]),
        ("form", None),
    ):
        (folder / RECORD).write_text(json.dumps({**whole, key: value}))
        with pytest.raises(UsageError, match="cannot be read"):
            read_record(folder)


def test_what_cannot_be_read_any_more_counts_as_edited(tmp_path: Path) -> None:
    source = packed(CARTRIDGE, tmp_path / "a.imscc")
    folder = tmp_path / "plan"
    run_import(ImportWish(source, output=str(folder)))
    page = next((folder / "pages").rglob("*.md"))
    page.unlink()
    page.mkdir()
    (page / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="edited"):
        run_import(ImportWish(source, output=str(folder), force=True))
    assert (page / "mine.txt").read_text() == "mine"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are texts")
def test_a_source_whose_name_is_no_text_is_imported(tmp_path: Path) -> None:
    source = tmp_path / os.fsdecode(b"course\xff.imscc")
    packed(CARTRIDGE, source)
    assert run_import(ImportWish(source, output=str(tmp_path / "plan"))) == 0
    assert json.loads((tmp_path / "plan" / RECORD).read_text())["source"] == "course\\udcff.imscc"


def test_a_text_that_no_spec_could_hold_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match="letters"):
        refuse_too_many(CourseDraft("a", {"description": "a b " * 3_000_000}))
    refuse_too_many(CourseDraft("a", {"description": Text("a b " * 3_000_000)}))


def titles(path: Path) -> set[str]:
    course = load(path)
    assert not [one for one in course.faults if one.kind is not FaultKind.DURATION]
    found: set[str] = set()
    waiting: list[Node] = [one.root for one in course.sources if one.root is not None]
    while waiting:
        match waiting.pop():
            case Mapping() as node:
                if isinstance(title := node.value("title"), Scalar):
                    found.add(title.text)
                waiting += [value for _, value in node.pairs.values()]
            case Sequence() as node:
                waiting += node.items
    return found


def test_titles_say_what_the_source_said(tmp_path: Path) -> None:
    items = "".join(
        f'<item identifier="n{n}"><title>{escape(word)}</title>'
        f'<item identifier="m{n}" identifierref="link"><title>{escape(word)}</title></item></item>'
        for n, word in enumerate(WORDS)
    )
    manifest = CARTRIDGE["imsmanifest.xml"].replace(
        '<item identifier="module">', f'{items}<item identifier="module">'
    )
    source = packed({**CARTRIDGE, "imsmanifest.xml": manifest}, tmp_path / "a.imscc")
    assert run_import(ImportWish(source, output=str(tmp_path / "plan"))) == 0
    assert set(WORDS) - titles(tmp_path / "plan" / "course.yaml") == set()


def test_a_terminal_gets_no_sign_that_steers_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        '# A\n\n## "\x1b[31mred\x1b[0m" \x9b31m \u202ereversed\u2066\n\n- \x1b]0;title\x07\n\n## B\n\n- c\n'
    )
    (tmp_path / "a.md").write_text(text)
    run_import(ImportWish(tmp_path / "a.md", form="markdown", output=str(tmp_path / "plan"), report="-"))
    said = "".join(capsys.readouterr())
    assert not [sign for sign in said if sign != "\n" and not sign.isprintable()]


def test_what_people_wrote_is_in_no_byte(tmp_path: Path) -> None:
    source = tmp_path / "backup"
    shutil.copytree(COURSES / "moodle-backup", source)
    digest = hashlib.sha1(b"zqfile").hexdigest()  # noqa: S324 - as Moodle names files
    (source / "files" / digest[:2]).mkdir(exist_ok=True)
    (source / "files" / digest[:2] / digest).write_text("zqfile")
    areas = (("509", "assignsubmission_file", "submission_files"), ("503", "mod_forum", "attachment"))
    rows = "".join(
        f"<file id='9{context}'><contenthash>{digest}</contenthash><contextid>{context}</contextid>"
        f"<component>{component}</component><filearea>{area}</filearea><itemid>0</itemid><filepath>/</filepath>"
        f"<filename>zqname.txt</filename><author>zqauthor</author></file>"
        for context, component, area in (*areas, ("7", "user", "private"))
    )
    post = "<posts><post><userid>7</userid><subject>zqs</subject><message>zqm</message></post></posts>"
    answer = "<responsesummary>zqanswer</responsesummary>"
    for name, end, more in (
        ("files.xml", "</files>", rows),
        (
            "activities/forum_103/forum.xml",
            "    </discussions>",
            f"<discussion><name>zqd</name>{post}</discussion>",
        ),
        (
            "activities/assign_109/assign.xml",
            "  </assign>",
            (
                "<submissions><submission><onlinetext>zqtext</onlinetext></submission></submissions>"
                "<grades><grade><grader>zqgrader</grader><commenttext>zqcomment</commenttext></grade></grades>"
            ),
        ),
        ("activities/choice_108/choice.xml", "  </choice>", "<answers><answer>zqvote</answer></answers>"),
        (
            "activities/quiz_104/quiz.xml",
            "  </quiz>",
            f"<password>zqpassword</password><attempts><attempt>{answer}</attempt></attempts>",
        ),
        ("activities/quiz_104/grades.xml", "</grade_item>", "<grade_grades>zqgrade</grade_grades>"),
    ):
        text = (source / name).read_text()
        assert end in text, name
        (source / name).write_text(text.replace(end, more + end))
    person = "<username>zqlogin</username><email>zq@example.org</email><firstname>zqfirst</firstname>"
    (source / "users.xml").write_text(f"<users><user id='7'>{person}</user></users>")
    (source / "course" / "logs.xml").write_text("<logs><log><info>zqlog</info></log></logs>")
    assert run_import(ImportWish(source, output=str(tmp_path / "plan"), report=str(tmp_path / "r.json"))) == 0
    written = [one for one in (tmp_path / "plan").rglob("*") if one.is_file()]
    assert len(written) > 5
    assert not [
        one for one in (*written, tmp_path / "r.json") if b"zq" in one.read_bytes() or "zq" in one.name
    ]


def test_an_account_has_an_end() -> None:
    account = Account()
    for number in range(50_000):
        account.left_out("block", str(number), "", "nobody knows it")
    with pytest.raises(UsageError, match="50,000"):
        account.partly("block", "0", "", "one too many")


def test_what_a_source_hides_is_in_no_package_even_with_drafts(tmp_path: Path) -> None:
    moodle, canvas = tmp_path / "moodle", tmp_path / "canvas"
    shutil.copytree(COURSES / "moodle-backup", moodle)
    shutil.copytree(COURSES / "canvas-export", canvas)
    module = moodle / "activities" / "assign_109" / "module.xml"
    module.write_text(module.read_text().replace("<visible>1<", "<visible>0<"))
    settings = canvas / "gassign01" / "assignment_settings.xml"
    settings.write_text(
        re.sub("<workflow_state>[a-z]*<", "<workflow_state>unpublished<", settings.read_text())
    )
    for source in (moodle, canvas):
        folder = tmp_path / f"{source.name}-plan"
        assert run_import(ImportWish(source, output=str(folder))) == 0
        course = load(folder / "course.yaml")
        edition = edition_of(course, Choices(drafts=True))
        assert "Advise the river board" in [one.title for one in course.every(Task)]
        assert "Advise the river board" not in [one.title for one in edition.entries]
        assert len(edition.entries) > 4
