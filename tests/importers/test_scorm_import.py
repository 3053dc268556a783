"""SCORM packages become courses: items of the manifest, pages to read, and what our exporter wrote."""

from __future__ import annotations

import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from editions import example

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.archives import zipped
from coursewright.exporters.scorm.export import members
from coursewright.importers.desk import Desk
from coursewright.importers.draft import File, Ref, Text
from coursewright.importers.formats import detected
from coursewright.importers.links import to_file, to_thing
from coursewright.importers.scorm.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft

HEAD = {
    "1.2": 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
    "2004": 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" '
    'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"',
}
LOM = """<lom xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"><general>
<title><langstring>Lom title</langstring></title><language>en-GB</language>
<description><langstring>All about golf.</langstring></description>
<keyword><langstring>golf</langstring></keyword>
<keyword><langstring>etiquette, rules</langstring></keyword></general>
<educational><typicallearningtime><datetime>01:30:00</datetime></typicallearningtime></educational>
<classification><purpose><value><langstring>Educational Objective</langstring></value></purpose>
<description><langstring>Play a round by the rules</langstring></description></classification></lom>"""
TEXT = "<h1>Playing</h1><p>" + "Read the lie of the ball before you choose a club. " * 4 + "</p>"


def _package(
    path: Path, organisations: str, resources: str, files: dict[str, str], version: str = "1.2"
) -> Path:
    manifest = (
        f'<?xml version="1.0"?><manifest identifier="golf" {HEAD[version]}><metadata>'
        f"<schema>ADL SCORM</schema><schemaversion>{version}</schemaversion>{LOM}</metadata>{organisations}"
        f"<resources>{resources}</resources></manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("imsmanifest.xml", manifest)
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def _organisations(items: str) -> str:
    around = '<organization identifier="o"><title>T</title>'
    return f"<organizations>{around}{items}</organization></organizations>"


def _sco(identifier: str, href: str, *files: str) -> str:
    inside = "".join(f'<file href="{name}"/>' for name in (href, *files))
    about = f'identifier="{identifier}" type="webcontent" adlcp:scormtype="sco" href="{href}"'
    return f"<resource {about}>{inside}</resource>"


GOLF = """<organizations default="B"><organization identifier="A"><title>Other order</title></organization>
<organization identifier="B"><title>Golf explained</title>
<item identifier="i1"><title>Playing</title>
  <item identifier="i11" identifierref="r1"><title>How to play</title></item>
  <item identifier="i12" identifierref="r2" isvisible="false"><title>Par</title>
    <adlcp:prerequisites type="aicc_script">i11</adlcp:prerequisites></item></item>
<item identifier="i2" identifierref="r3"><title>First quiz</title>
  <adlcp:masteryscore>80</adlcp:masteryscore></item>
<item identifier="i3" identifierref="r4"><title>Last quiz</title><adlcp:masteryscore>70</adlcp:masteryscore>
  <adlcp:prerequisites type="aicc_script">i2</adlcp:prerequisites></item>
<item identifier="i4" identifierref="r4"><title>Again</title><adlcp:masteryscore>70</adlcp:masteryscore>
  <adlcp:prerequisites type="aicc_script">i2|i3</adlcp:prerequisites></item>
<item identifier="i5" identifierref="none"><title>Nothing</title></item>
</organization></organizations>"""
RESOURCES = (
    _sco("r1", "playing/play.html", "shared/lie.png")
    + _sco("r2", "par.html", "shared/run.js")
    + _sco("r3", "quiz.html")
    + _sco("r4", "missing.html")
    + _sco("r5", "https://example.org/x")
)
FILES = {
    "playing/play.html": f'<html><body>{TEXT}<img src="../shared/lie.png" alt="A lie">'
    '<a href="../par.html">Par</a></body></html>',
    "shared/lie.png": "png",
    "par.html": "<html><script src='shared/run.js'></script><body><div id='app'></div></body></html>",
    "shared/run.js": "run()",
    "quiz.html": "<html><body><iframe src='x'></iframe></body></html>",
}


def _read(path: Path) -> tuple[CourseDraft, Desk]:
    source, desk = open_source(path), Desk()
    found = detected(source)
    assert found is not None
    assert found.name == "scorm"
    return read(source, desk), desk


def test_items_become_units_materials_and_tasks(tmp_path: Path) -> None:
    draft, desk = _read(_package(tmp_path / "golf.zip", GOLF, RESOURCES, FILES))
    assert draft.lone_module
    (module,) = draft.modules
    assert module.data == {
        "title": "Golf explained",
        "description": "All about golf.",
        "language": "en-GB",
        "x-scorm": {"keywords": ["golf", "etiquette", "rules"], "typical_learning_time": "1 h 30 min"},
    }
    (unit,) = module.units
    assert unit.data == {"title": "Playing"}
    play, par = unit.items
    assert play.data["kind"] == "page"
    page = play.data["path"]
    assert isinstance(page, Text)
    assert page.markdown.startswith("# Playing\n\nRead the lie of the ball")
    assert f"![A lie]({to_file('shared/lie.png')})[Par]({to_thing('item:i12')})" in page.markdown
    assert par.data == {
        "title": "Par",
        "kind": "other",
        "path": File("par.html"),
        "x-scorm": {"href": "par.html", "files": [File("shared/run.js")], "prerequisites": "i11"},
        "x-hidden": True,
    }
    outcome, first, last, again = module.items
    assert outcome.data == {"statement": "Play a round by the rules"}
    assert first.data["pass_mark"] == "80%"  # noqa: S105
    assert first.data["materials"] == {"title": "First quiz", "kind": "other", "path": File("quiz.html")}
    assert last.data["requires"] == [Ref("item:i2")]
    assert "requires" not in again.data
    assert again.data["x-scorm"] == {"href": "missing.html", "prerequisites": "i2|i3"}
    left = {note.title for note in desk.account if note.fate == "left out"}
    assert left == {"Other order", "Nothing"}


def test_items_in_items_in_items_are_modules(tmp_path: Path) -> None:
    inner = '<item identifier="{0}"><title>{0}</title>{1}</item>'
    leaf = '<item identifier="{0}" identifierref="r1"><title>{0}</title></item>'
    items = "".join(
        inner.format(
            f"m{one}", "".join(inner.format(f"u{one}{two}", leaf.format(f"l{one}{two}")) for two in (1, 2))
        )
        for one in (1, 2)
    )
    organisations = _organisations(items)
    draft, _ = _read(_package(tmp_path / "x.zip", organisations, RESOURCES, FILES))
    assert [module.data["title"] for module in draft.modules] == ["m1", "m2"]
    assert [[unit.data["title"] for unit in module.units] for module in draft.modules] == [
        ["u11", "u12"],
        ["u21", "u22"],
    ]
    sources = [item.source for module in draft.modules for unit in module.units for item in unit.items]
    assert sources == ["item:l11", "item:l12", "item:l21", "item:l22"]


def test_scorm_2004_says_what_passes_in_its_sequencing(tmp_path: Path) -> None:
    sequencing = (
        "<imsss:sequencing><imsss:objectives>"
        '<imsss:primaryObjective objectiveID="score" satisfiedByMeasure="{0}">'
        "<imsss:minNormalizedMeasure>0.65</imsss:minNormalizedMeasure></imsss:primaryObjective>"
        '<imsss:objective objectiveID="rules"/></imsss:objectives></imsss:sequencing>'
    )
    items = "".join(
        f'<item identifier="i{said}" identifierref="r1"><title>{said}</title>{sequencing.format(said)}</item>'
        for said in ("true", "false")
    )
    organisations = (
        f'<organizations><organization identifier="o"><title>T</title>{items}</organization></organizations>'
    )
    draft, _ = _read(_package(tmp_path / "x.zip", organisations, RESOURCES, FILES, "2004"))
    passed, shown = draft.modules[0].items[1:]
    assert (passed.kind, passed.data["pass_mark"]) == ("tasks", "65%")
    assert shown.kind == "materials"
    assert shown.data["x-scorm"] == {"objectives": ["score", "rules"]}


@pytest.mark.parametrize(("name", "version"), [("research-ethics", "1.2"), ("homework-fixed", "2004")])
def test_what_our_exporter_wrote_comes_back(tmp_path: Path, name: str, version: str) -> None:
    edition = example(name, version=version)
    path = tmp_path / "own.zip"
    path.write_bytes(zipped(members(edition, Ledger())))
    draft, desk = _read(path)
    assert [module.wanted_id for module in draft.modules] == [
        part.module.id for part in edition.modules if part.module is not None
    ]
    there = {item.source: item for module in draft.modules for item in module.items} | {
        item.source: item for item in draft.items
    }
    shown = [entry for entry in edition.entries if entry.kind != "announcement"]  # no page of it
    for entry in shown:
        item = there[f"entry:{entry.key}"]
        if item.kind != "reflection":
            assert item.data["title"] == entry.title
    outcomes = {item.data["statement"] for item in there.values() if item.kind == "outcomes"}
    assert outcomes == {card.statement for card in edition.outcomes}
    assert any(note.fate == "partly" and "learners see" in note.how for note in desk.account)


def test_hostile_manifests_are_read_in_little_time(tmp_path: Path) -> None:
    deep = '<item identifier="a"><title>t</title>' * 200 + "</item>" * 200
    many = "".join(
        f'<item identifier="i{n}" identifierref="r1"><title>t</title></item>' for n in range(30_000)
    )
    wide = "".join(
        f'<resource identifier="w{n}"><dependency identifierref="w{n + 1}"/></resource>' for n in range(5000)
    )
    organisations = _organisations(deep + many)
    path = _package(tmp_path / "x.zip", organisations, RESOURCES + wide, FILES)
    before = time.process_time()
    draft, _ = _read(path)
    assert time.process_time() - before < 4
    assert draft.modules or draft.items


def test_a_package_without_items_is_told(tmp_path: Path) -> None:
    path = _package(tmp_path / "x.zip", "<organizations/>", RESOURCES, FILES)
    with pytest.raises(UsageError, match="no items"):
        _read(path)
