"""Outlines in Word: headings by style, lists, tables that are plans, pictures, and what means harm."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from coursewright.importers.desk import Desk
from coursewright.importers.formats import detected
from coursewright.importers.links import to_file
from coursewright.importers.source import open_source
from coursewright.importers.word.reading import read
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft

docx = pytest.importorskip("docx", reason="python-docx makes the documents of these tests")
pytest.importorskip("mammoth", reason="Word documents are read by the extra `word`")


def _picture() -> bytes:
    """Return a PNG of one pixel."""
    chunks = (
        b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0),
        b"IDAT" + zlib.compress(b"\0\0"),
        b"IEND",
    )
    parts = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _document(path: Path) -> Path:
    made = docx.Document()
    made.core_properties.author = "Jane Doe"
    made.add_heading("Ethics in practice", 0)
    made.add_paragraph("A course about it.")
    made.add_heading("Learning outcomes", 1)
    made.add_paragraph("By the end you can:")
    made.add_paragraph("Decide which process fits", style="List Bullet")
    made.add_paragraph("Explain why", style="List Bullet")
    made.add_heading("Week 1: Consent", 1)
    paragraph = made.add_paragraph("Welcome ")
    paragraph.add_run("all").bold = True
    made.add_picture(io.BytesIO(_picture()))
    made.add_heading("Tasks", 2)
    made.add_paragraph("Rule on cases (45 min)", style="List Number")
    made.add_paragraph("Write a memo", style="List Number")
    reading = made.add_paragraph()
    reading.add_run("Reading:").bold = True
    reading.add_run(" Smith 2020")
    made.add_heading("Schedule", 1)
    rows = [
        ["Week", "Topic", "Reading", "Task"],
        ["2", "Harm", "Belmont\nSmith", "Memo (30 min)"],
        ["3", "Data", "", "Quiz"],
    ]
    table = made.add_table(rows=len(rows), cols=4)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    made.save(str(path))
    return path


def _read(path: Path) -> tuple[CourseDraft, Desk]:
    desk = Desk()
    return read(open_source(path), desk), desk


def _changed(path: Path, name: str, change: tuple[str, str], more: dict[str, bytes] | None = None) -> Path:
    """Write a document anew with something replaced in one of its parts, and parts added."""
    with zipfile.ZipFile(path) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts[name] = parts[name].replace(change[0].encode(), change[1].encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one, data in (parts | (more or {})).items():
            new.writestr(one, data)
    return path


def test_a_document_is_an_outline(tmp_path: Path) -> None:
    path = _document(tmp_path / "ethics.docx")
    found = detected(open_source(path))
    assert found is not None
    assert found.name == "word"
    draft, desk = _read(path)
    (module,) = draft.modules
    assert module.data == {
        "title": "Ethics in practice",
        "description": "A course about it.",
        "authors": ["Jane Doe"],
    }
    assert [item.data for item in module.items] == [
        {"statement": "Decide which process fits"},
        {"statement": "Explain why"},
    ]
    week, harm, data = module.units
    picture = to_file("word/media/image1.png")
    assert week.data == {"title": "Consent", "week": "1", "overview": f"Welcome **all**\n\n![]({picture})"}
    assert [item.data for item in week.items] == [
        {"title": "Rule on cases", "duration": "45 min"},
        {"title": "Write a memo"},
        {"title": "Smith 2020", "kind": "reading"},
    ]
    assert harm.data == {"title": "Harm", "week": "2"}
    assert [item.data["title"] for item in harm.items] == ["Belmont", "Smith", "Memo"]
    assert data.data == {"title": "Data", "week": "3"}
    assert not [note for note in desk.account if note.fate == "left out"]
    assert "word/media/image1.png" in open_source(path).sizes


def test_what_was_deleted_or_commented_is_counted_and_left_out(tmp_path: Path) -> None:
    deleted = (
        '<w:p><w:del w:id="9" w:author="x"><w:r><w:delText>GONE</w:delText></w:r></w:del>'
        '<w:ins w:id="8" w:author="x"><w:r><w:t>Stays</w:t></w:r></w:ins></w:p><w:p>'
    )
    path = _document(tmp_path / "e.docx")
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = (
        f'<w:comments xmlns:w="{namespace}"><w:comment w:id="1"><w:p><w:r><w:t>SECRET</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    _changed(path, "word/document.xml", ("<w:p>", deleted), {"word/comments.xml": comments.encode()})
    draft, desk = _read(path)
    said = repr(draft) + repr(desk.account.kept)
    assert "Stays" in said
    assert "GONE" not in said
    assert "SECRET" not in said
    assert [(note.what, note.title) for note in desk.account if note.fate == "left out"] == [
        ("comment", "1 comment"),
        ("deleted text", "1 deleted text"),
    ]


def test_a_picture_outside_the_document_is_not_fetched(tmp_path: Path) -> None:
    path = _document(tmp_path / "e.docx")
    _changed(path, "word/document.xml", ("r:embed=", "r:link="))
    _changed(
        path,
        "word/_rels/document.xml.rels",
        ('Target="media/image1.png"', 'Target="file:///etc/passwd" TargetMode="External"'),
    )
    draft, _ = _read(path)
    assert "passwd" not in repr(draft)
    assert draft.modules[0].units[0].data["overview"] == "Welcome **all**"


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("word/document.xml", ("<w:document ", '<!DOCTYPE x [<!ENTITY a "b">]><w:document ')),
        ("word/document.xml", ("</w:document>", "")),
        ("word/styles.xml", ("</w:styles>", "")),
    ],
)
def test_parts_that_are_unsafe_or_broken_are_told(tmp_path: Path, name: str, change: tuple[str, str]) -> None:
    path = _changed(_document(tmp_path / "e.docx"), name, change)
    with pytest.raises(UsageError, match="cannot be read"):
        _read(path)


def test_too_many_tags_are_told_before_they_cost_anything(tmp_path: Path) -> None:
    path = _changed(
        _document(tmp_path / "e.docx"), "word/document.xml", ("<w:p>", "<w:p/>" * 130_000 + "<w:p>")
    )
    with pytest.raises(UsageError, match="too long"):
        _read(path)


def test_nesting_is_bounded(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120 + "<w:p>"
    path = _changed(_document(tmp_path / "e.docx"), "word/document.xml", ("<w:p>", deep))
    assert len(_read(path)[0].modules[0].units) == 3
    path = _changed(path, "word/document.xml", ("<w:sdt>", "<w:sdt><w:sdtContent>" * 200 + "<w:sdt>"))
    with pytest.raises(UsageError, match="cannot be read"):
        _read(path)


def test_without_the_extra_the_way_to_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _document(tmp_path / "e.docx")
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(UsageError) as raised:
        _read(path)
    assert 'pip install "coursewright[word]"' in raised.value.hint


def test_notes_of_a_document_stay_with_their_text(tmp_path: Path) -> None:
    path = _document(tmp_path / "e.docx")
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {namespace}>{note}</w:footnotes>"
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    _changed(
        path,
        "word/document.xml",
        ("<w:t>A course about it.</w:t></w:r>", f"<w:t>A course about it.</w:t></w:r>{reference}"),
        {"word/footnotes.xml": notes.encode()},
    )
    draft, _ = _read(path)
    assert draft.modules[0].data["description"] == "A course about it.[^2]\n\n[^2]: The note."
    assert not [item for unit in draft.modules[0].units for item in unit.items if "note" in str(item.data)]


def test_other_zips_are_no_word_documents(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UsageError, match="no Word document"):
        _read(path)
