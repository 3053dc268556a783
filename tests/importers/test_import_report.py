"""The report of an import: counts by kind, things that say the same together, text and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drafts import FORM, brought_in, course, task
from jsonschema import Draft202012Validator

from coursewright.importers.account import Account
from coursewright.importers.draft import Item, ModuleDraft, Text
from coursewright.importers.report.as_json import as_record, import_schema
from coursewright.importers.report.as_text import as_text, total_line
from coursewright.importers.report.report import Group, Tally, report_of

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.report.report import Report


def told(folder: Path) -> Report:
    account = Account()
    account.imported("assignment", "t1", "Dig", "as a task")
    account.imported("assignment", "t2", "Draw", "as a task")
    account.imported("page", "p1", "Soils", "as a page")
    account.partly("assignment", "t1", "Dig", "its group is not said")
    account.partly("assignment", "t1", "Dig", "its points are in `x-points`")
    account.left_out("tool", "l1", "Calculator", "it runs elsewhere")
    account.keep("Notes", "p9", "For staff.", "they are for staff")
    quiz = task("t2", "Draw", questions=[{"prompt": "Why?", "type": "essay"}])
    page = Item("materials", "p1", {"title": "Soils", "path": Text("![m](coursewright-import:file/m.png)")})
    draft = course(ModuleDraft("m1", {"title": "Ground"}, [task("t1", "Dig"), quiz, page]))
    come = brought_in(draft, folder, {"m.png": b"1"})
    return report_of(come, FORM, FORM.title, account, [("x.html", "It is damaged.")])


def test_things_are_counted_by_kind(tmp_path: Path) -> None:
    report = told(tmp_path / "plan")
    assert report.tallies() == {
        "assignment": Tally(2, 2, 1, 0),
        "page": Tally(1, 1, 0, 0),
        "tool": Tally(1, 0, 0, 1),
    }
    assert report.total() == Tally(4, 3, 1, 1)
    assert report.written == {"courses": 1, "modules": 1, "materials": 1, "tasks": 2, "questions": 1}
    assert report.files == {"files/m.png": "m.png"}
    assert report.groups("imported") == [
        Group("assignment", "as a task", ("Dig", "Draw")),
        Group("page", "as a page", ("Soils",)),
    ]
    assert total_line(report) == (
        "Of 4 things in the source, 3 came in, 1 of them in part or in another form; 1 did not."
    )


def test_the_text_names_everything(tmp_path: Path) -> None:
    text = as_text(told(tmp_path / "plan"))
    for line in (
        "A course: plan-source, a Common Cartridge, or an export of Canvas",
        "  assignment  2 came in, 1 of them in part",
        "  tool        1 left out",
        "In the plan: 1 course, 1 module, 1 material, 2 tasks and 1 question.",
        "  x.html: It is damaged.",
        '  tool "Calculator": it runs elsewhere',
        "  assignment (2): as a task",
        "    Draw",
        "  Notes: they are for staff",
        "  files/m.png: m.png",
    ):
        assert line in text.splitlines()


def test_the_record_fits_its_schema_and_holds_every_note(tmp_path: Path) -> None:
    report = told(tmp_path / "plan")
    schema = import_schema()
    Draft202012Validator.check_schema(schema)
    record = as_record(report, "plan", "1.0")
    Draft202012Validator(schema).validate(record)
    assert len(record["notes"]) == 6
    assert record["found"]["assignment"] == {"found": 2, "imported": 2, "partly": 1, "left_out": 0}
    assert record["kept"][0]["title"] == "Notes"
    assert record["unread"] == [{"file": "x.html", "says": "It is damaged."}]


@pytest.mark.parametrize(
    ("came", "partly", "left_out", "says"),
    [
        (2, 0, 0, "All 2 things came in."),
        (2, 1, 0, "All 2 things came in, 1 of them in part or in another form."),
        (1, 0, 0, "The one thing in the source came in."),
        (0, 0, 2, "None of the 2 things in the source came in."),
        (0, 0, 0, "There was nothing in the source to bring in."),
        (1, 0, 1, "Of 2 things in the source, 1 came in; 1 did not."),
    ],
)
def test_the_total_is_said_plainly(came: int, partly: int, left_out: int, says: str, tmp_path: Path) -> None:
    account = Account()
    for number in range(came):
        account.imported("page", f"p{number}", "Page", "as a page")
    for number in range(partly):
        account.partly("page", f"p{number}", "Page", "without its dates")
    for number in range(left_out):
        account.left_out("tool", f"t{number}", "Tool", "it runs elsewhere")
    report = report_of(brought_in(course(), tmp_path / "plan", {}), FORM, FORM.title, account)
    assert total_line(report) == says
    assert "0 " not in as_text(report)


def test_a_note_that_is_there_twice_is_told_once(tmp_path: Path) -> None:
    account = Account()
    account.imported("page", "p1", "Soils", "as a page")
    for _ in range(2):
        account.partly("page", "p1", "Soils", "without its dates")
        account.keep("Soils", "p1", "For staff.", "it is for staff")
    report = report_of(brought_in(course(), tmp_path / "plan", {}), FORM, FORM.title, account)
    assert [one.titles for one in report.groups("partly")] == [("Soils",)]
    assert len(report.kept) == 1


def test_an_import_of_nothing_can_be_told(tmp_path: Path) -> None:
    report = report_of(brought_in(course(), tmp_path / "plan", {}), FORM, FORM.title, Account())
    assert report.total() == Tally(0, 0, 0, 0)
    assert "In the plan: 1 course." in as_text(report)
