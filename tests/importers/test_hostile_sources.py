"""Sources that are broken, or made to do harm: refused or survived with a message, and nothing outside."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import pytest

from coursewright.cli.import_.importing import ImportWish, run_import
from coursewright.importers.source import open_source, yaml_plain
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load

sys.path.insert(0, str(Path(__file__).parents[1] / "packages"))
from hostile_packages import LAUGHS, large_xml, many_members, million_entries, ten_gigabytes
from spoilt import spoilt
from tiny import BASES, CARTRIDGE, packed

SECONDS = 6
"""CPU seconds, start included: each takes less than two on a machine that does nothing else."""
MEGABYTES = 300


def taken_in(source: Path, folder: Path) -> int:
    """Import a source; nothing but the folder may be there afterwards that was not there before."""
    before = listing(folder.parent)
    code = run_import(ImportWish(source, output=str(folder)))
    new = listing(folder.parent) - before
    assert {one for one in new if not one.startswith(folder.name)} == set()
    return code


def listing(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def zipped(path: Path, *extra: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    """Write a cartridge that is whole, with more in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in CARTRIDGE.items():
            archive.writestr(name, text)
        for entry, data in extra:
            archive.writestr(entry, data)
    return path


def linked(*names: str) -> str:
    """Return the page of the cartridge with a link to each of some files."""
    links = "".join(f'<p><a href="{name}">file</a></p>' for name in names)
    return f"<html><body><p>Text.</p>{links}</body></html>"


def test_names_that_lead_out_are_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("../evil.png", "/abs.png", "C:\\drive.png", "..\\back.png", "pages/../../up.png")
    entries = [(zipfile.ZipInfo(name), b"evil") for name in names]
    files = {**CARTRIDGE, "pages/one.html": linked(*names, "../../../../etc/passwd")}
    path = tmp_path / "a.imscc"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for info, data in entries:
            archive.writestr(info, data)
    assert taken_in(path, tmp_path / "plan") == 0
    said = capsys.readouterr().err
    assert "warning: ../evil.png" in said
    assert not [
        one for one in (tmp_path / "plan").rglob("*") if one.is_file() and b"evil" in one.read_bytes()[:4]
    ]


def test_links_in_archives_are_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = zipfile.ZipInfo("images/link.png")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    assert taken_in(zipped(tmp_path / "a.imscc", (link, b"/etc/passwd")), tmp_path / "zip") == 0
    assert "images/link.png" in capsys.readouterr().err
    files, _ = BASES["moodle"]
    with tarfile.open(tmp_path / "b.mbz", "w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            data = text.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            odd = tarfile.TarInfo(f"odd{kind.decode()}")
            odd.type, odd.linkname = kind, "/etc/passwd"
            archive.addfile(odd)
    assert taken_in(tmp_path / "b.mbz", tmp_path / "tar") == 0
    assert capsys.readouterr().err.count("warning: odd") == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a thing of Unix")
def test_links_and_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "course"
    source.mkdir()
    for name, text in CARTRIDGE.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (source / "images" / "leads-out.png").symlink_to(tmp_path / "secret.txt")
    (source / "around").symlink_to(source, target_is_directory=True)
    os.mkfifo(source / "pipe.html")
    assert taken_in(source, tmp_path / "plan") == 0
    texts = [one.read_bytes() for one in (tmp_path / "plan").rglob("*") if one.is_file()]
    assert not [one for one in texts if b"secret" in one]


def test_a_link_in_the_target_is_not_written_through(tmp_path: Path) -> None:
    source = zipped(tmp_path / "a.imscc")
    assert taken_in(source, tmp_path / "plan") == 0
    (tmp_path / "elsewhere").mkdir()
    pages = tmp_path / "plan" / "pages"
    pages.rename(tmp_path / "moved")
    pages.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(CoursewrightError, match="link"):
        run_import(ImportWish(source, output=str(tmp_path / "plan"), force=True))
    assert not [*(tmp_path / "elsewhere").iterdir()]


def test_names_that_differ_by_case_or_accents_stay_apart(tmp_path: Path) -> None:
    composed = unicodedata.normalize("NFC", "images/Café.png")
    names = (
        "images/map.png",
        "images/Map.png",
        "Images/MAP.png",
        composed,
        unicodedata.normalize("NFD", composed),
    )
    manifest = CARTRIDGE["imsmanifest.xml"].replace(
        "</resources>",
        "".join(
            f'<resource identifier="f{n}" type="webcontent" href="{name}"><file href="{name}"/></resource>'
            for n, name in enumerate(names[1:])
        )
        + "</resources>",
    )
    files = {
        **CARTRIDGE,
        "imsmanifest.xml": manifest,
        "pages/one.html": linked(*(f"../{one}" for one in names)),
    }
    path = tmp_path / "a.imscc"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for name in names[1:]:
            archive.writestr(name, name)
    assert taken_in(path, tmp_path / "plan") == 0
    copied = [one.name for one in (tmp_path / "plan" / "files").iterdir()]
    folded = {unicodedata.normalize("NFC", one).casefold() for one in copied}
    assert len(copied) == len(folded) == len(names)
    assert all(one.endswith(".png") for one in copied)


@pytest.mark.parametrize("part", [0.3, 0.97])
def test_a_truncated_archive_is_refused(part: float, tmp_path: Path) -> None:
    whole = zipped(tmp_path / "whole.imscc").read_bytes()
    (tmp_path / "cut.imscc").write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(UsageError, match="cannot be opened"):
        taken_in(tmp_path / "cut.imscc", tmp_path / "plan")


def test_a_damaged_file_is_left_out_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.imscc"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in {**CARTRIDGE, "pages/one.html": linked("../images/map.png")}.items():
            archive.writestr(name, text)
    path.write_bytes(path.read_bytes().replace(b"not really a picture", b"not really a Picture", 1))
    assert taken_in(path, tmp_path / "plan") == 0
    assert "its checksum does not fit" in capsys.readouterr().err
    assert not (tmp_path / "plan" / "files").exists()


@pytest.mark.parametrize(
    "head",
    [
        LAUGHS + b"]><manifest>&k;</manifest>",
        b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>',
    ],
)
def test_entities_are_not_followed(head: bytes, tmp_path: Path) -> None:
    manifest = head.replace(
        b"<manifest>", b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">'
    )
    files = {**CARTRIDGE, "imsmanifest.xml": manifest.decode()}
    with pytest.raises(CoursewrightError):
        taken_in(packed(files, tmp_path / "a.imscc"), tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_a_manifest_as_deep_as_xml_may_be_is_survived(tmp_path: Path) -> None:
    deep = "".join(f'<item identifier="d{n}"><title>t</title>' for n in range(200)) + "</item>" * 200
    manifest = CARTRIDGE["imsmanifest.xml"].replace(
        '<item identifier="root">', f'<item identifier="root">{deep}'
    )
    files = {**CARTRIDGE, "imsmanifest.xml": manifest, "pages/one.html": "<div><ul><li><b>" * 25_000 + "x"}
    assert taken_in(packed(files, tmp_path / "a.imscc"), tmp_path / "plan") == 0
    assert load(tmp_path / "plan" / "course.yaml").modules


def test_yaml_that_grows_or_nests_is_refused() -> None:
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    for text in (laughs, "[" * 100_000, "{a: " * 100_000, "a: &a [*a]", "? [x]\n: y", "a: *b", "\x07: b"):
        with pytest.raises(UsageError, match=r"`x\.yaml`"):
            yaml_plain(text, "x.yaml")
    assert yaml_plain("a: &a [x, {b: no}]\nc: *a\nd:\n", "x") == {
        "a": ["x", {"b": "no"}],
        "c": ["x", {"b": "no"}],
        "d": "",
    }
    assert yaml_plain("", "x") == ""


def test_texts_in_other_encodings_are_read(tmp_path: Path) -> None:
    for number, encoding in enumerate(("cp1252", "utf-16", "utf-8-sig")):
        path = tmp_path / f"{number}.gift"
        path.write_bytes("::Café:: Où? {=là ~ici}\r\n".encode(encoding))
        assert taken_in(path, tmp_path / f"plan{number}") == 0
        texts = "".join(one.read_text() for one in (tmp_path / f"plan{number}").glob("*.yaml"))
        assert "Où?" in texts


def test_what_is_not_there_or_no_file_is_said(tmp_path: Path) -> None:
    for name in ("nothing.imscc", "nothing.md"):
        with pytest.raises(CoursewrightError, match="There is no"):
            taken_in(tmp_path / name, tmp_path / "plan")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
        with pytest.raises(CoursewrightError, match="not a file"):
            open_source(tmp_path / "pipe.md")


@pytest.mark.parametrize("seed", range(0, 60, 20))
def test_whatever_is_wrong_with_a_package_there_is_a_plan_or_a_reason(seed: int, tmp_path: Path) -> None:
    plans = 0
    for number in range(seed, seed + 20):
        spoilt(tmp_path / "spoilt", random.Random(number))  # noqa: S311 - the same each time
        folder = tmp_path / str(number)
        try:
            run_import(ImportWish(tmp_path / "spoilt", output=str(folder)))
        except CoursewrightError:
            assert not folder.exists()
            continue
        plans += 1
        (main,) = [*folder.glob("course.yaml"), *folder.glob("*.module.yaml")]
        assert not [one for one in load(main).faults if one.kind is not FaultKind.DURATION]
    assert plans > 5


def long_lines(path: Path) -> Path:
    """Write a cartridge with a page of one long line of what Markdown would escape."""
    text = "<p>" + "*_[`" * 200_000 + "</p><p>" + "a" * 5_000_000
    return packed({**CARTRIDGE, "pages/one.html": text}, path)


def many_things(path: Path) -> Path:
    """Write a cartridge with far more items than a course has."""
    items = "".join(f'<item identifier="n{n}"><title>t</title></item>' for n in range(40_000))
    manifest = CARTRIDGE["imsmanifest.xml"].replace(
        '<item identifier="root">', f'<item identifier="root">{items}'
    )
    return packed({**CARTRIDGE, "imsmanifest.xml": manifest}, path)


_LIMITED = """
import sys, time
from pathlib import Path
from coursewright.cli.main import app
try:
    app(["import", sys.argv[1], "-o", sys.argv[2]])
except SystemExit as end:
    status = Path("/proc/self/status")  # the peak that `resource` knows is also that of whoever started us
    lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    print(end.code, time.process_time(), peak)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (ten_gigabytes, 2, "would unpack to more than"),
        (million_entries, 2, "more than 50,000 files"),
        (many_members, 2, "more than 50,000 files"),
        (large_xml, 2, "imsmanifest.xml"),
        (many_things, 2, "more than"),
        (long_lines, 0, "Wrote"),
    ],
)
def test_no_source_takes_long_or_much_memory(make: object, code: int, says: str, tmp_path: Path) -> None:
    assert callable(make)
    source = make(tmp_path / "hostile")
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(source), str(tmp_path / "plan")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    exit_code, seconds, megabytes = done.stdout.split()
    assert (int(exit_code), says in done.stderr) == (code, True), done.stderr
    assert float(seconds) < SECONDS
    assert int(megabytes) < MEGABYTES
    assert listing(tmp_path) - {"hostile"} == set() or code == 0
