"""`coursewright import`: where it writes, what it refuses, what it says, and with which exit code."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.importers.formats import FORMATS
from coursewright.importers.report.as_json import import_schema
from coursewright.importers.writing.record import RECORD
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Mapping

sys.path.insert(0, str(Path(__file__).parents[1] / "packages"))
from tiny import CARTRIDGE, packed


def run(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["import", *map(str, words)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return packed(_with_picture(), tmp_path / "tiny.imscc")


def _with_picture(**more: str) -> Mapping[str, str]:
    page = '<html><body><p>Look at <a href="../images/map.png">the map</a>.</p></body></html>'
    return {**CARTRIDGE, "pages/one.html": page, **more}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_folder_named_after_the_course_is_written_and_said(source: Path, tmp_path: Path) -> None:
    code, out, said = run(source)
    assert (code, out) == (0, "")
    assert said.startswith("Wrote tiny/ (")
    assert "coursewright lint tiny" in said
    course = load(tmp_path / "tiny" / "course.yaml")
    assert not course.faults
    assert all("status: draft" in module.source.text for module in course.modules)
    assert course.modules
    assert (tmp_path / "tiny" / "files" / "map.png").read_text() == "not really a picture"
    (page,) = (tmp_path / "tiny" / "pages").rglob("*.md")
    up = "../" * len(page.parent.relative_to(tmp_path / "tiny").parts)
    assert f"[the map]({up}files/map.png)" in page.read_text()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["tiny", "tiny.imscc"]


def test_the_same_source_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "one")
    run(source, "-o", "deep/two")
    assert contents(tmp_path / "one") == contents(tmp_path / "deep" / "two")


def test_a_dry_run_writes_nothing(source: Path, tmp_path: Path) -> None:
    code, _, said = run(source, "--dry-run", "-o", "not/there")
    assert code == 0
    assert said.startswith("Would write not/there/ (")
    assert [one.name for one in tmp_path.iterdir()] == ["tiny.imscc"]


def test_what_is_there_is_never_written_over_unasked(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    before = contents(tmp_path / "plan")
    code, _, said = run(source, "-o", "plan")
    assert code == 2
    assert "--merge" in said
    assert contents(tmp_path / "plan") == before
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine")
    for words in ((), ("--force",), ("--merge",)):
        code, _, said = run(source, "-o", "mine", *words)
        assert code == 2
        assert "no import wrote" in said
    assert contents(tmp_path / "mine") == {"diary.txt": b"mine"}
    assert run(source, "-o", "mine/diary.txt")[0] == 2
    (tmp_path / "empty").mkdir()
    assert run(source, "-o", "empty")[0] == 0


def test_force_replaces_what_an_import_wrote_and_nothing_else(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    folder = tmp_path / "plan"
    (folder / "diary.txt").write_text("mine")
    manifest = re.sub(
        r"<dependency [^>]*/>|<resource identifier=.picture.*", "", CARTRIDGE["imsmanifest.xml"]
    )
    files = {name: text for name, text in CARTRIDGE.items() if name != "images/map.png"}
    files |= {"imsmanifest.xml": manifest, "pages/one.html": "<p>No map.</p>"}
    newer = packed(files, tmp_path / "newer.imscc")
    assert run(newer, "-o", "plan", "--force")[0] == 0
    assert not (folder / "files").exists()
    assert (folder / "diary.txt").read_text() == "mine"
    (module,) = (folder / "modules").glob("*.yaml")
    module.write_text(module.read_text() + "# mine\n")
    before = contents(folder)
    code, _, said = run(source, "-o", "plan", "--force")
    assert code == 2
    assert f"`modules/{module.name}`" in said
    assert "--merge" in said
    assert contents(folder) == before


def test_a_merge_keeps_edits_brings_news_and_says_conflicts(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    folder = tmp_path / "plan"
    (module,) = (folder / "modules").glob("*.yaml")
    text = module.read_text()
    assert text.count("title: Topic") == 1
    module.write_text("# ours\n" + text.replace("title: Topic", "title: Talk  # better"))
    assert run(source, "-o", "plan", "--merge")[0] == 0
    assert "title: Talk  # better" in module.read_text()
    manifest = CARTRIDGE["imsmanifest.xml"]
    files = _with_picture(
        **{
            "imsmanifest.xml": manifest.replace("<title>Topic<", "<title>Theme<").replace(
                "<title>Page<", "<title>Leaf<"
            )
        }
    )
    newer = packed(files, tmp_path / "newer.imscc")
    before = contents(folder)
    code, _, said = run(newer, "-o", "plan", "--merge", "--dry-run")
    assert code == 1
    assert contents(folder) == before
    code, _, said = run(newer, "-o", "plan", "--merge", "--report", "merge.json")
    assert code == 1
    assert "`title` is `Talk` here, and `Theme` in the source" in " ".join(said.split())
    assert f'task "Talk" (Module), modules/{module.name}:' in " ".join(said.split())
    assert "title: Talk  # better" in module.read_text()
    assert "title: Leaf" in module.read_text()
    assert "Theme" in (folder / "import-conflicts.md").read_text()
    data = json.loads((tmp_path / "merge.json").read_text())
    Draft202012Validator(import_schema()).validate(data)
    assert [one["theirs"] for one in data["merge"]["conflicts"]] == ["Theme"]
    before = contents(folder)
    code, _, said = run(newer, "-o", "plan", "--merge")
    assert (code, "nothing to write" in said) == (0, True)
    assert contents(folder) == before


def test_reports_are_texts_or_json(source: Path, tmp_path: Path) -> None:
    code, out, _ = run(source, "-o", "a", "--report", "-")
    assert code == 0
    assert "Imported\n" in out
    assert "Copied\n  files/map.png: images/map.png\n" in out
    run(source, "-o", "b", "--report", "said.txt")
    assert (tmp_path / "said.txt").read_text() == out
    run(source, "-o", "c", "--report", "said.json")
    data: dict[str, Any] = json.loads((tmp_path / "said.json").read_text())
    Draft202012Validator(import_schema()).validate(data)
    course = load(tmp_path / "c" / "course.yaml")
    assert data["written"]["tasks"] == len(course.elements["Task"]) > 0
    found = sum(one["found"] for one in data["found"].values())
    fates = [note["fate"] for note in data["notes"]]
    assert found == fates.count("imported") + fates.count("left out")
    assert run(source, "-o", "d", "--report", "course.yaml")[0] == 2
    assert not (tmp_path / "d").exists()


def test_forms_are_listed_with_how_they_are_recognised() -> None:
    code, out, _ = run("--list")
    assert code == 0
    for form in FORMATS:
        assert f"{form.name} " in out
    assert "moodle_backup.xml" in out


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7", "a PDF document"),
        ("a.pptx", b"PK\x05\x06" + b"\0" * 18, "cannot be imported"),
        ("a.7z.imscc", b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        ("a.bin", b"\0\1\2", "--list"),
        ("syllabus.txt", b"%PDF-1.7", "Word saves a PDF as .docx"),
        ("a.jpg", b"\xff\xd8", "a picture"),
        ("a.odt", b"PK\x05\x06" + b"\0" * 18, "Save it as .docx"),
        ("notes.txt", b"hello", "ends in `.md`"),
        ("notes.md", b"hello", "`--from markdown` reads it"),
        ("data.json", b"[1]", "docs/yaml-map.md"),
        ("empty.txt", b"", "is empty"),
        ("course.yaml", b"course: x\n", "is a plan already"),
        ("soil.module.yaml", b"module: x\n", "coursewright lint"),
    ],
)
def test_what_is_not_recognised_is_named(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    code, _, said = run(tmp_path / name, "-o", tmp_path / "plan")
    assert code == 2
    assert says in said
    assert "Traceback" not in said
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"mimetype": "application/epub+zip"}, "an EPUB book"),
        ({"h5p.json": "{}"}, "an H5P activity"),
        ({"cmi5.xml": "<courseStructure/>"}, "a cmi5 course"),
        ({"moodle.xml": "<MOODLE_BACKUP/>"}, "a backup of Moodle 1.9"),
        ({"a/library.xml": "<library/>", "b.txt": ""}, "cannot be imported"),
        (
            {"imsmanifest.xml": '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"/>'},
            "IMS content package",
        ),
        ({"main.py": "", "lib/one.py": "", "x.json": "{}"}, "2 .py and 1 .json files"),
    ],
)
def test_packages_without_a_design_are_named(files: dict[str, str], says: str, tmp_path: Path) -> None:
    code, _, said = run(packed(files, tmp_path / "a.zip"), "-o", tmp_path / "plan")
    assert code == 2
    assert says in said


def test_words_that_mean_nothing_are_refused(source: Path, tmp_path: Path) -> None:
    for words, says in (
        (("--from", "imsc"), "Did you mean `imscc`?"),
        (("--from", "carp"), "Did you mean `carpentries`?"),
        (("--from", "zzz"), "--list"),
        (("--merge", "--force"), "Take one"),
        (("--from", "gift", "--map", "x.yaml"), "yaml-map"),
    ):
        code, _, said = run(source, "-o", "plan", *words)
        assert (code, says in said) == (2, True), said
    assert run()[0] == 2
    assert run(tmp_path, "-o", tmp_path / "plan", "--from", "markdown")[0] == 2
    assert not (tmp_path / "plan").exists()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("canvas", "imscc"),
        ("Common-Cartridge", "imscc"),
        ("moodle", "mbz"),
        ("moodel", "mbz"),
        ("openedx", "olx"),
        ("edx", "olx"),
        ("galaxy", "front-matter"),
        ("csv", "yaml-map"),
        (".xlsx", "yaml-map"),
        ("docx", "word"),
        ("md", "markdown"),
    ],
)
def test_what_people_call_a_form_leads_to_its_name(word: str, name: str, source: Path) -> None:
    code, _, said = run(source, "--from", word)
    assert code == 2
    assert f"Did you mean `{name}`?" in said


def test_a_dry_run_counts_what_the_import_writes(source: Path, tmp_path: Path) -> None:
    def number(said: str) -> int:
        return int(re.findall(r"\((\d+) files?\)", said)[0])

    _, _, would = run(source, "-o", "plan", "--dry-run")
    _, _, did = run(source, "-o", "plan")
    files = [one for one in contents(tmp_path / "plan") if one != RECORD]
    assert number(would) == number(did) == len(files)
    newer = packed(_with_picture(**{"images/map.png": "a better one"}), tmp_path / "newer.imscc")
    _, _, would = run(newer, "-o", "plan", "--merge", "--dry-run")
    _, _, did = run(newer, "-o", "plan", "--merge")
    assert number(would) == number(did) == 1


def test_a_dry_run_into_an_imported_folder_tells_what_force_would_do(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    code, out, said = run(source, "-o", "plan", "--dry-run", "--report", "-")
    assert (code, "in place of what an earlier import wrote" in said) == (0, True)
    assert "Copied\n" in out
    assert "edited since" not in said
    course = tmp_path / "plan" / "course.yaml"
    course.write_text(course.read_text() + "# mine\n")
    before = contents(tmp_path)
    code, _, said = run(source, "-o", "plan", "--dry-run")
    assert code == 0
    assert "`course.yaml` was edited since that import, so --force refuses" in " ".join(said.split())
    assert contents(tmp_path) == before
    assert run(source, "-o", "plan", "--force")[0] == 2


def test_a_merge_without_its_record_says_what_is_missing(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    (tmp_path / "plan" / RECORD).unlink()
    before = contents(tmp_path)
    code, _, said = run(source, "-o", "plan", "--merge")
    assert code == 2
    assert RECORD in said
    assert "version control" in said
    assert "coursewright diff plan" in said
    assert "no import wrote" not in said
    assert contents(tmp_path) == before
    code, _, said = run(source, "-o", "plan", "--force")
    assert (code, RECORD in said) == (2, True)


def test_a_report_as_text_tells_the_merge_as_the_terminal_does(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    manifest = CARTRIDGE["imsmanifest.xml"].replace("<title>Page<", "<title>Leaf<")
    newer = packed(_with_picture(**{"imsmanifest.xml": manifest}), tmp_path / "newer.imscc")
    code, _, said = run(newer, "-o", "plan", "--merge", "--report", "merge.txt")
    assert code == 0
    told = (tmp_path / "merge.txt").read_text()
    lines = [line for line in said.splitlines() if line.startswith(("Changed", "  "))]
    assert lines
    assert all(line in told.splitlines() for line in lines)
    code, out, said = run(newer, "-o", "plan", "--merge", "--report", "-")
    assert "nothing to do" in out


def test_what_did_not_come_in_is_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outline.md").write_text("# A\n\n## Outcomes\n\n- Dig\n\n## Tasks\n\n- Draw [it](gone.png)\n")
    _, _, said = run("outline.md", "-o", "plan")
    assert said.index("Left out\n") < said.index("Imported\n")


def test_a_web_address_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    code, _, said = run("https://example.org/courses/1", "-o", tmp_path / "plan")
    assert (code, "`https://example.org/courses/1` is a web address" in said) == (2, True)
    code, _, said = run(tmp_path / "nothing.imscc", "-o", tmp_path / "plan")
    assert (code, "There is no `" in said) == (2, True)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "is an empty folder"),
        ({"a.png": "x", "b/c.jpg": "x"}, "pictures alone (2)"),
        ({"geo.mbz": "x", "read.me": "x"}, "/geo.mbz` imports it"),
        ({"a.mbz": "x", "b.zip": "x"}, "`a.mbz` and `b.zip`"),
        ({"a.json": "{}"}, "docs/yaml-map.md"),
        ({"a.md": "hello"}, "--from markdown"),
        ({"course.yaml": "course: x"}, "a plan already"),
    ],
)
def test_folders_that_are_no_course_are_named_with_a_way_out(
    files: dict[str, str], says: str, tmp_path: Path
) -> None:
    folder = tmp_path / "some"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    code, _, said = run(folder, "-o", tmp_path / "plan")
    assert (code, says in said) == (2, True), said
    assert "say so with" not in said


def test_an_imported_folder_is_no_source(source: Path) -> None:
    run(source, "-o", "plan")
    code, _, said = run("plan", "-o", "again")
    assert code == 2
    assert "nothing to import" in said


def test_what_goes_wrong_while_writing_leaves_all_as_it_was(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, "-o", "plan")
    before = contents(tmp_path)
    newer = packed(_with_picture(**{"pages/one.html": "<p>No map.</p>"}), tmp_path / "newer.imscc")
    before["newer.imscc"] = newer.read_bytes()
    real, calls = Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        if Path(target).name == "import.json" and calls[0] < 1000:
            calls[0] += 1000
            raise OSError(28, "No space left on device")
        calls[0] += 1
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    code, _, said = run(newer, "-o", "plan", "--force")
    assert (code, "no space left" in said) == (2, True)
    assert calls[0] > 1004
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert contents(tmp_path) == before
    assert (tmp_path / "plan" / RECORD).is_file()


def test_a_record_that_names_files_outside_is_not_followed(source: Path, tmp_path: Path) -> None:
    run(source, "-o", "plan")
    (tmp_path / "victim.md").write_text("mine\n")
    file = tmp_path / "plan" / RECORD
    data = json.loads(file.read_text())
    data["sums"]["../victim.md"] = "53f0a7f7e3fa1f0b1b7b3a5b0a2b4ac6c2c1d6a8"
    file.write_text(json.dumps(data))
    code, _, _ = run(source, "-o", "plan", "--force")
    assert code == 2
    assert (tmp_path / "victim.md").read_text() == "mine\n"
    file.write_text("{")
    assert run(source, "-o", "plan", "--merge")[0] == 2
