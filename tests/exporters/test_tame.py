"""Files of a course that browsers would run: they lose what runs, and others stay as they are."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from attacks import FILES
from editions import written
from lxml import etree

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.fidelity.tamed_files import note_tamed_files
from coursewright.exporters.formats import exporter_of, format_named
from coursewright.exporters.packing.member import data
from coursewright.exporters.prose.tame import tamed

if TYPE_CHECKING:
    from pathlib import Path

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{more}>{inside}</svg>'
)


def drawing(inside: str, more: str = "") -> str:
    return SVG.format(more=more, inside=inside)


def made(folder: Path, name: str, text: str | bytes) -> bytes:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    content = tamed(path)
    return content if isinstance(content, bytes) else content.read_bytes()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain.svg", drawing('<!-- made by hand --><circle r="4" fill="url(#g)" style="fill: url(#g)"/>')),
        ("link.svg", drawing('<a href="https://example.org/"><text>there</text></a><use href="#a"/>')),
        ("inside.svg", drawing('<image href="data:image/png;base64,AA=="/><image href="photo.jpg"/>')),
        ("moving.svg", drawing('<animate attributeName="r" from="1" to="2"/>')),
        (
            "boxes.svg",
            drawing('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">A</p></foreignObject>'),
        ),
        ("data.xml", "<data><row id='1'/></data>"),
        ("table.csv", "<script>,1\n"),
        ("notes.txt", "<script>"),
        ("photo.png", b"\x89PNG<script>"),
        ("numbers.dat", "1 2 3"),
    ],
)
def test_what_cannot_run_stays_as_it_is(tmp_path: Path, name: str, text: str | bytes) -> None:
    assert made(tmp_path, name, text) == (text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>run()</script>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">run()</s:script>',
        '<script xmlns="http://www.w3.org/1999/xhtml">run()</script>',
        '<circle onclick="run()"/>',
        '<a xlink:href=" java&#9;script:run()"><text>x</text></a>',
        '<a href="data:text/html,run()"><text>x</text></a>',
        '<animate attributeName="xlink:href" values="javascript:run()"/>',
        '<set attributeName="onclick" to="run()"/>',
        '<use href="https://run.example/x.svg#a"/>',
        '<image href="//run.example/x.png"/>',
        "<style>@import url(//run.example/x.css);</style>",
        '<circle style="fill: url( //run.example/x )"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="run.html"/>',
        "<?run x?>",
    ],
)
def test_what_runs_or_calls_out_is_taken_out(tmp_path: Path, inside: str) -> None:
    content = made(tmp_path, "a.svg", drawing(f"before{inside}<title>kept</title>after"))
    assert b"run" not in content.lower()
    assert "".join(map(str, etree.fromstring(content).itertext())).replace("x", "") == "beforekeptafter"


def test_a_drawing_in_a_drawing_of_entities_is_none(tmp_path: Path) -> None:
    content = made(tmp_path, "a.svg", FILES["files/entity.svg"])
    assert b"script" not in content
    assert b"ENTITY" not in content


def test_what_no_browser_may_read_to_its_end_begins_with_a_word(tmp_path: Path) -> None:
    content = made(tmp_path, "a.svg", drawing("<script>run()</script><open>"))
    with pytest.raises(etree.XMLSyntaxError, match="line 1, column 1"):
        etree.fromstring(content)


def test_a_packed_drawing_is_looked_into(tmp_path: Path) -> None:
    content = made(tmp_path, "a.svgz", gzip.compress(drawing("<script>run()</script>").encode()))
    assert b"run" not in gzip.decompress(content)
    assert gzip.decompress(made(tmp_path, "b.svgz", b"none")) != b"none"


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a", "a.unknown"])
def test_a_page_begins_with_a_policy(tmp_path: Path, name: str) -> None:
    text = "<!doctype html><html><p>Grüße</p><script>run()</script>"
    content = made(tmp_path, name, text)
    assert content.endswith(text.encode())
    assert content.startswith(
        b'<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
    )
    assert b"default-src 'none'" in content[:200]


def test_a_wide_page_becomes_a_narrow_one(tmp_path: Path) -> None:
    content = made(tmp_path, "a.html", "<p>Grüße</p>".encode("utf-16"))
    assert content.decode().endswith("<p>Grüße</p>")


def test_an_old_page_keeps_its_letters(tmp_path: Path) -> None:
    content = made(tmp_path, "a.html", '<meta charset="latin-1"><p>Grüße</p>'.encode("latin-1"))
    assert content.endswith("Grüße</p>".encode("latin-1"))
    assert b"utf-8" not in content


@pytest.mark.parametrize("name", ["site", "imscc", "mbz", "olx", "scorm12"])
def test_the_report_says_what_became_of_a_file(tmp_path: Path, name: str) -> None:
    spec = (
        "module: m\ntitle: M\nmaterials:\n"
        "- {id: moving, title: Moving, kind: other, path: moving.svg}\n"
        "- {id: still, title: Still, kind: other, path: still.svg}\n"
        "tasks: [{id: t, title: T}]\n"
    )
    files = {"m.module.yaml": spec, "moving.svg": drawing("<script>run()</script>"), "still.svg": drawing("")}
    form, ledger = format_named(name), Ledger()
    edition = written(tmp_path, files, version=form.version)
    contents = [data(member) for member in exporter_of(form)(edition, ledger, lambda _: None)]
    note_tamed_files(edition, form.room, ledger)
    assert not any(b"run()" in content for content in contents)
    moving, still = ledger.about("m/moving"), ledger.about("m/still")
    assert moving is not None
    assert moving.fate == "changed"
    assert moving.how.endswith("no script in it runs, and it loads nothing from elsewhere")
    assert still is not None
    assert "script" not in still.how
