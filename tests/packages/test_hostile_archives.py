"""Archives that are broken, or made to do harm: named at once, in little memory, and never unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import subprocess
import sys
import tarfile
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hostile_packages import LAUGHS, large_xml, many_members, million_entries, ten_gigabytes, zipped
from tiny import BASES, CARTRIDGE, packed

from coursewright.packages.checking import check
from coursewright.spec.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.packages.report import Report

SECONDS = 10
"""CPU seconds: several times what each takes on a busy machine, and far from what it was made to take."""
MEGABYTES = 300


def codes(path: Path) -> set[str]:
    """Check a package in the time it may take, and return what was said."""
    begun = time.process_time()
    report = check(path)
    assert time.process_time() - begun < SECONDS
    return {fault.check.code for fault in report.faults}


def only(path: Path) -> Report:
    """Check what is refused as a whole."""
    report = check(path)
    assert len(report.faults) == 1, report.faults
    assert report.refused
    return report


def tarred(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for info, data in members:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def special(kind: bytes, name: str = "odd") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = "/etc/passwd"
    return info, b""


def test_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    for name, data, what in (
        ("page.imscc", b"<!DOCTYPE html><html></html>", "a web page"),
        ("empty.mbz", b"", "an empty file"),
        ("course.zip", b"7z\xbc\xaf\x27\x1c....", "a 7z archive"),
        ("course.imscc", b"hello", "no archive"),
    ):
        (tmp_path / name).write_bytes(data)
        fault = only(tmp_path / name).faults[0]
        assert fault.check.code == "PKG002"
        assert what in fault.says


def test_what_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="no such file"):
        check(tmp_path / "course.imscc")


@pytest.mark.parametrize("base", ["cartridge", "moodle"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.97])
def test_a_truncated_archive_is_broken(base: str, part: float, tmp_path: Path) -> None:
    files, container = BASES[base]
    whole = packed(files, tmp_path / "whole", container).read_bytes()
    (tmp_path / "cut").write_bytes(whole[: int(len(whole) * part)])
    assert only(tmp_path / "cut").faults[0].check.code == "PKG001"


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.imscc", "w", zipfile.ZIP_STORED) as archive:
        for name, text in CARTRIDGE.items():
            archive.writestr(name, text)
    data = (tmp_path / "c.imscc").read_bytes()
    (tmp_path / "c.imscc").write_bytes(data.replace(b"Which?", b"Whish?", 1))
    faults = check(tmp_path / "c.imscc").faults
    assert [(fault.check.code, fault.place.file) for fault in faults] == [("PKG019", "quiz.xml")]


def test_noise_behind_a_good_start_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.mbz").write_bytes(gzip.compress(b"no tar at all, just text\n" * 100))
    assert only(tmp_path / "a.mbz").faults[0].check.code == "PKG001"
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    assert only(tmp_path / "b.zip").faults[0].check.code == "PKG001"


def test_links_and_devices_are_named(tmp_path: Path) -> None:
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        assert codes(tarred(tmp_path / "a.mbz", special(kind))) >= {"PKG007"}
    link = zipfile.ZipInfo("link")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    assert codes(zipped(tmp_path / "a.zip", (link, b"/etc/passwd"))) >= {"PKG007"}


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / "imsmanifest.xml").symlink_to("/etc/passwd")
    assert codes(tmp_path / "package") == {"PKG007", "PKG017"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_path_that_is_there_twice_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("imsmanifest.xml", b"<manifest/>"), ("imsmanifest.xml", b"<other/>"))
    assert codes(path) >= {"PKG008"}


def test_names_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", ("caf\u00e9.html", b"x"))
    data = (tmp_path / "a.zip").read_bytes().replace("caf\u00e9.html".encode(), b"caf\x82\x82.html")
    data = data.replace(struct.pack("<H", 0x800), struct.pack("<H", 0))  # as a program of 1995 would
    (tmp_path / "a.zip").write_bytes(data)
    assert codes(tmp_path / "a.zip") >= {"PKG010"}
    info = tarfile.TarInfo("caf\udce9.html")
    assert codes(tarred(tmp_path / "a.mbz", (info, b"x"))) >= {"PKG010"}


def test_a_locked_or_oddly_packed_file_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.imscc", "w", zipfile.ZIP_LZMA) as archive:
        for name, text in CARTRIDGE.items():
            archive.writestr(name, text)
    assert codes(tmp_path / "a.imscc") == {"PKG013"}
    data = bytearray(packed(CARTRIDGE, tmp_path / "b.imscc").read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rfind(sign) + at] |= 1
    (tmp_path / "b.imscc").write_bytes(data)
    assert codes(tmp_path / "b.imscc") == {"PKG012", "PKG019"}


def test_a_folder_around_a_package_and_an_archive_within_one_are_named(tmp_path: Path) -> None:
    around = {f"my course/{name}": text for name, text in CARTRIDGE.items()}
    assert codes(packed(around, tmp_path / "a.imscc")) == {"PKG015"}
    inner = packed(CARTRIDGE, tmp_path / "inner.imscc").read_bytes()
    assert codes(zipped(tmp_path / "b.zip", ("course.imscc", inner))) == {"PKG016"}


def test_a_package_in_the_wrong_kind_of_archive_is_named(tmp_path: Path) -> None:
    assert codes(packed(BASES["olx"][0], tmp_path / "a.zip")) == {"PKG022"}
    assert codes(packed(CARTRIDGE, tmp_path / "a.tar.gz", "tar.gz")) == {"PKG022"}
    assert codes(packed(BASES["moodle"][0], tmp_path / "a.mbz", "zip")) == set()  # Moodle takes both


def test_folders_of_an_h5p_file_are_named(tmp_path: Path) -> None:
    assert codes(zipped(tmp_path / "a.h5p", ("content/", b""), ("h5p.json", b"{}"))) == {"PKG021"}
    assert codes(zipped(tmp_path / "b.h5p", ("h5p.json", b"{}"))) == set()


def test_a_bomb_in_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", b"\0" * (1 << 20))
    data = (tmp_path / "a.zip").read_bytes()
    # Each entry claims half a gigabyte: ten in all.
    claimed = data.replace(struct.pack("<L", 1 << 20), struct.pack("<L", 512 << 20))
    (tmp_path / "a.zip").write_bytes(claimed)
    assert codes(tmp_path / "a.zip") == {"PKG004"}


_LIMITED = """
import sys, time
from pathlib import Path
from coursewright.packages.checking import check
begun = time.process_time()
report = check(Path(sys.argv[1]))
print(report.faults[0].check.code, time.process_time() - begun)
status = Path("/proc/self/status")  # the peak that `resource` knows is also that of whoever started us
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024)
"""


def measured(path: Path) -> tuple[str, float, int]:
    """Check a package in a process of its own: the first code, seconds, and megabytes (0 if not known)."""
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    first, megabytes = done.stdout.splitlines()
    code, seconds = first.split()
    return code, float(seconds), int(megabytes)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (ten_gigabytes, "PKG004"),
        (million_entries, "PKG003"),
        (many_members, "PKG003"),
        (large_xml, "PKG020"),
    ],
)
def test_no_archive_takes_long_or_much_memory(make: object, code: str, tmp_path: Path) -> None:
    assert callable(make)
    found, seconds, megabytes = measured(make(tmp_path / "hostile"))
    assert found == code
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize(
    "manifest",
    [
        LAUGHS + b"]><manifest>&k;</manifest>",
        b'<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><manifest>&x;</manifest>',
        b'<!DOCTYPE m [<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;]><manifest/>',
    ],
)
def test_entities_are_not_followed(manifest: bytes, tmp_path: Path) -> None:
    cartridge = manifest.replace(
        b"<manifest", b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"'
    )
    for data in (manifest, cartridge):
        assert codes(zipped(tmp_path / "a.zip", ("imsmanifest.xml", data))) == {"PKG102"}


def test_entities_in_other_alphabets_are_not_followed(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<topic xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"><title>&x;</title></topic>'
    )
    files: dict[str, str | bytes] = {**CARTRIDGE, "topic.xml": text.encode("utf-16")}
    report = check(packed(files, tmp_path / "a.imscc"))
    assert {fault.check.code for fault in report.faults} == {"PKG102"}
    assert "root:" not in repr(report)


def test_deep_nesting_is_no_trouble(tmp_path: Path) -> None:
    depth = 100_000
    files = {
        **CARTRIDGE,
        "quiz.xml": "<a>" * depth + "</a>" * depth,
        "pages/one.html": "<div>" * depth + '<a href="x">',
    }
    assert "PKG101" in codes(packed(files, tmp_path / "a.imscc"))
    policy = {**BASES["olx"][0], "course/policies/run/policy.json": "[" * depth}
    assert codes(packed(policy, tmp_path / "b.tar.gz", "tar.gz")) == {"PKG610"}
    nested = '{"op":"&","c":[' * 5000
    waits = {**BASES["moodle"][0]}
    name = "activities/assign_12/module.xml"
    waits[name] = waits[name].replace("<availability>", f"<availability>{nested.replace('&', '&amp;')}")
    assert codes(packed(waits, tmp_path / "c.mbz", "tar.gz")) == {"PKG415"}


def test_nothing_is_written_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for base, (files, container) in BASES.items():
        path = packed(files, tmp_path / base, container)
        monkeypatch.chdir(tmp_path)
        before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*")}
        check(path)
        assert {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*")} == before


def test_very_many_faults_are_counted(tmp_path: Path) -> None:
    links = "".join(f'<a href="missing-{number}.html">{number}</a>' for number in range(1000))
    report = check(packed({**CARTRIDGE, "pages/one.html": f"<p>{links}</p>"}, tmp_path / "a.imscc"))
    assert report.count("warning") == 1000
    assert len(report.faults) == 200
    assert report.more == {"PKG701": 800}
