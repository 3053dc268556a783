"""Each check, on the smallest package that has just this one thing wrong; and silence on good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from broken import BROKEN, Case, broken
from tiny import BASES, packed

from coursewright.packages.catalogue import all_checks
from coursewright.packages.checking import check

if TYPE_CHECKING:
    from pathlib import Path

ELSEWHERE = {
    *("PKG001", "PKG002", "PKG003", "PKG004", "PKG007", "PKG008", "PKG010", "PKG012", "PKG013"),
    *("PKG015", "PKG016", "PKG019", "PKG020", "PKG021", "PKG022"),
}
"""Checks of the archive, which test_hostile_archives.py is about."""


@pytest.mark.parametrize("base", BASES)
def test_nothing_is_said_of_a_good_package(base: str, tmp_path: Path) -> None:
    files, container = BASES[base]
    report = check(packed(files, tmp_path / "good", container))
    assert [(fault.check.code, fault.place) for fault in report.faults] == []
    assert report.looked_into
    assert not report.refused


@pytest.mark.parametrize("base", BASES)
def test_a_folder_is_checked_like_its_archive(base: str, tmp_path: Path) -> None:
    files, _ = BASES[base]
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert check(tmp_path).faults == ()


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_what_is_wrong_is_named_where_it_is(case: Case, tmp_path: Path) -> None:
    files, container = BASES[case.base]
    report = check(packed(broken(files, case), tmp_path / "broken", container))
    codes = {fault.check.code for fault in report.faults}
    assert case.code in codes, codes
    assert codes <= {case.code} | case.also
    fault = next(one for one in report.faults if one.check.code == case.code)
    assert fault.place.file == case.file
    assert fault.severity == all_checks()[case.code].severity or case.code == "PKG201"
    for text in (fault.says, fault.why, fault.do):
        assert text
        assert text.endswith((".", "?")), text


def test_every_check_has_a_package_that_it_is_about() -> None:
    assert {case.code for case in BROKEN} | ELSEWHERE == set(all_checks())


def test_of_other_packages_with_a_manifest_what_it_refers_to_is_checked(tmp_path: Path) -> None:
    manifest = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m">
  <organizations/>
  <resources>
    <resource identifier="q" type="imsqti_xmlv1p2" href="q.xml"><file href="q.xml"/></resource>
  </resources>
</manifest>"""
    report = check(
        packed({"imsmanifest.xml": manifest, "q.xml": "<questestinterop/>"}, tmp_path / "good.zip")
    )
    assert (report.kind.format, report.faults, report.looked_into) == ("qti", (), False)
    report = check(packed({"imsmanifest.xml": manifest}, tmp_path / "bad.zip"))
    assert [(fault.check.code, fault.place.line) for fault in report.faults] == [("PKG109", 4)]


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"}, "epub"),
        ({"h5p.json": "{}", "content/content.json": "{}"}, "h5p"),
        ({"cmi5.xml": "<courseStructure/>"}, "cmi5"),
        ({"moodle.xml": "<MOODLE_BACKUP/>"}, "moodle 1"),
    ],
)
def test_what_is_something_else_is_called_so(files: dict[str, str], kind: str, tmp_path: Path) -> None:
    report = check(packed(files, tmp_path / "other.zip"))
    assert (report.kind.format, report.faults, report.looked_into) == (kind, (), False)
