"""The files of a Moodle backup agree with each other: every number that one names is there in another."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example
from mbz_course import everything
from mbz_reading import NULL, Backup, backup_of
from random_specs import random_course

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element

ADDRESS = re.compile(r"\$@([A-Z]+)VIEWBYID\*(\d+)@\$")
FILE = re.compile(r"@@PLUGINFILE@@/([^\"'&<>\s)]+)")


def disagreements(backup: Backup) -> list[str]:
    """Return what in a backup names something that is not there, or is not what it is called."""
    return [
        *_modules(backup),
        *_sections(backup),
        *_restrictions(backup),
        *_grades(backup),
        *_questions(backup),
        *_files(backup),
        *_texts(backup),
        *_unique(backup),
    ]


def _modules(backup: Backup) -> list[str]:
    found = []
    sections = {section.get("id"): section for section in backup.sections}
    groupings = {one.get("id") for one in backup.xml("groups.xml").iter("grouping")}
    for module in backup.modules.values():
        holder = module.files[module.kind]
        if (holder.get("moduleid"), holder.get("modulename")) != (str(module.number), module.kind):
            found.append(f"{module.folder}: another module")
        if module.settings.get("id") != str(module.number) or module.set_to("modulename") != module.kind:
            found.append(f"{module.folder}: module.xml of another")
        if holder.get("id") != module.of_kind.get("id"):
            found.append(f"{module.folder}: another instance")
        section = sections.get(module.set_to("sectionid"))
        if section is None or section.findtext("number") != module.set_to("sectionnumber"):
            found.append(f"{module.folder}: no such section")
        named = {module.set_to("groupingid"), module.says("teamsubmissiongroupingid")}
        if not named <= {"", "0"} | groupings:
            found.append(f"{module.folder}: no such grouping")
    return found


def _sections(backup: Backup) -> list[str]:
    found = []
    by_section: dict[str, list[str]] = {}
    for module in backup.modules.values():
        by_section.setdefault(module.set_to("sectionid"), []).append(str(module.number))
    for place, section in enumerate(backup.sections):
        said = [one for one in (section.findtext("sequence") or "").split(",") if one]
        if said != by_section.get(section.get("id") or "", []):
            found.append(f"section {place}: another sequence")
        if section.findtext("number") != str(place):
            found.append(f"section {place}: another number")
    return found


def _restrictions(backup: Backup) -> list[str]:
    numbers = {module.number: module for module in backup.modules.values()}
    found = []
    for module in backup.modules.values():
        for one in module.conditions("completion"):
            other = numbers.get(one["cm"])
            if other is None or other is module:
                found.append(f"{module.folder}: waits for nothing")
            elif other.set_to("completion") == "0":
                found.append(f"{module.folder}: waits for what is never done")
            elif one["e"] in {2, 3} and other.set_to("completiongradeitemnumber") == NULL:
                found.append(f"{module.folder}: waits for a grade that nobody gives")
    for section in backup.sections:
        awaited = re.findall(r'"cm":(\d+)', section.findtext("availabilityjson") or "")
        if not {int(number) for number in awaited} <= set(numbers):
            found.append("a section waits for nothing")
    return found


def _grades(backup: Backup) -> list[str]:
    book = backup.xml("gradebook.xml")
    categories = {one.get("id") for one in book.iter("grade_category")}
    found = []
    for module in backup.modules.values():
        items = module.files["grades"].findall("grade_items/grade_item")
        named = [one.text for one in module.files["inforef"].findall("grade_itemref/grade_item/id")]
        if named != [item.get("id") for item in items]:
            found.append(f"{module.folder}: inforef names other grade items")
        for item in items:
            if item.findtext("iteminstance") != module.of_kind.get("id"):
                found.append(f"{module.folder}: a grade item of another")
            if item.findtext("categoryid") not in categories:
                found.append(f"{module.folder}: no such category")
    for item in book.iter("grade_item"):
        holder = (
            item.findtext("iteminstance")
            if item.findtext("itemtype") != "manual"
            else item.findtext("categoryid")
        )
        if holder not in categories:
            found.append("gradebook: no such category")
    return found


def _questions(backup: Backup) -> list[str]:
    bank = backup.xml("questions.xml")
    entries = {one.get("id") for one in bank.iter("question_bank_entry")}
    course = backup.xml("course/course.xml").get("contextid")
    found = [f"category {one.get('id')}: elsewhere" for one in bank if one.findtext("contextid") != course]
    used = set()
    for module in backup.modules.values():
        for reference in module.of_kind.iter("question_reference"):
            used.add(reference.findtext("questionbankentryid"))
            if reference.findtext("usingcontextid") != module.files[module.kind].get("contextid"):
                found.append(f"{module.folder}: a reference of another")
        if module.kind == "quiz":
            marks = sum(
                float(one.findtext("maxmark") or 0) for one in module.of_kind.iter("question_instance")
            )
            if abs(marks - float(module.says("sumgrades"))) > 1e-6:
                found.append(f"{module.folder}: marks do not add up")
    if used != entries:
        found.append("questions that no quiz asks, or that are not there")
    for question in bank.iter("question"):
        found += _answers(question)
    return found


def _answers(question: _Element) -> list[str]:
    numbers = {answer.get("id") for answer in question.iter("answer") if answer.get("id")}
    named = [one.text for tag in ("trueanswer", "falseanswer") for one in question.iter(tag)]
    named += [one.findtext("answer") for one in question.iter("numerical_record")]
    fractions = [float(one.findtext("fraction") or 0) for one in question.iter("answer") if one.get("id")]
    found = []
    if not set(named) <= numbers:
        found.append(f"question {question.get('id')}: no such answer")
    if fractions and question.findtext("qtype") != "essay" and max(fractions) <= 0:
        found.append(f"question {question.get('id')}: nothing is right")
    return found


def _files(backup: Backup) -> list[str]:
    rows = {row.get("id"): row for row in backup.xml("files.xml").findall("file")}
    named: set[str | None] = set()
    found = []
    for path in backup.files:
        if path.endswith("/inforef.xml"):
            named.update(one.text for one in backup.xml(path).findall("fileref/file/id"))
    if named != set(rows):
        found.append("files that nothing uses, or that are not there")
    for row in rows.values():
        digest = row.findtext("contenthash") or ""
        content = backup.files.get(f"files/{digest[:2]}/{digest}", b"")
        if hashlib.sha1(content).hexdigest() != digest:  # noqa: S324 - what Moodle calls its files by
            found.append(f"{row.findtext('filename')}: another content")
        if row.findtext("filesize") != str(len(content)):
            found.append(f"{row.findtext('filename')}: another size")
    return found


def _texts(backup: Backup) -> list[str]:
    """Check addresses in texts: of activities, and of files in the area of the text."""
    numbers = {module.number: module for module in backup.modules.values()}
    areas = {
        (
            row.findtext("contextid"),
            row.findtext("filearea"),
            row.findtext("itemid"),
            row.findtext("filename"),
        )
        for row in backup.xml("files.xml").findall("file")
    }
    course = backup.xml("course/course.xml").get("contextid")
    texts = [
        (module.files[module.kind].get("contextid"), area, "0", module.says(area), module.folder)
        for module in backup.modules.values()
        for area in ("intro", "content")
    ]
    texts += [
        (course, "section", section.get("id") or "", section.findtext("summary") or "", "section")
        for section in backup.sections
    ]
    texts += [
        (
            course,
            "questiontext",
            question.get("id") or "",
            question.findtext("questiontext") or "",
            "question",
        )
        for question in backup.xml("questions.xml").iter("question")
    ]
    texts.append(
        (course, "summary", "0", backup.xml("course/course.xml").findtext("summary") or "", "course")
    )
    found = []
    for context, area, item, text, where in texts:
        found += [
            f"{where}: no file {name}"
            for name in FILE.findall(text)
            if (context, area, item, name) not in areas
        ]
        for kind, number in ADDRESS.findall(text):
            module = numbers.get(int(number))
            if module is None or module.kind != kind.lower():
                found.append(f"{where}: leads nowhere")
    return found


def _unique(backup: Backup) -> list[str]:
    contexts = [module.files[module.kind].get("contextid") for module in backup.modules.values()]
    contexts += [backup.xml("course/course.xml").get("contextid"), "1"]
    found = [] if len(set(contexts)) == len(contexts) else ["two places have one context"]
    ids = [module.set_to("idnumber") for module in backup.modules.values() if module.set_to("idnumber")]
    return found if len(set(ids)) == len(ids) else [*found, "two activities have one idnumber"]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("reader", ["learners", "staff"])
def test_examples_agree_with_themselves(name: str, reader: str) -> None:
    edition, ledger = example(name, reader=reader, drafts=True), Ledger()
    backup = backup_of(edition, ledger)
    assert disagreements(backup) == []
    assert unaccounted(edition, ledger) == ()
    assert len(backup.modules) >= len(edition.entries)


def test_a_course_with_everything_agrees_with_itself(tmp_path: Path) -> None:
    assert disagreements(backup_of(everything(tmp_path, reader="staff"))) == []


def test_the_check_finds_what_does_not_agree(tmp_path: Path) -> None:
    backup = backup_of(everything(tmp_path))
    number = str(backup.modules["edge/quiz1"].number).encode()
    broken = {path: content.replace(b'"cm":' + number, b'"cm":7') for path, content in backup.files.items()}
    assert any("waits for nothing" in one for one in disagreements(Backup(broken)))


def test_whatever_a_spec_says_the_files_agree() -> None:
    exported = 0
    for seed in range(250):
        try:
            edition = edition_of(random_course(seed), Choices(reader="staff", drafts=True))
        except UsageError:  # nothing to export
            continue
        exported += 1
        ledger = Ledger()
        backup = backup_of(edition, ledger)
        assert disagreements(backup) == [], seed
        assert unaccounted(edition, ledger) == (), seed
    assert exported > 40
