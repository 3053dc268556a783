"""The fidelity report: notes, groups, and what an exporter forgot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editions import written
from jsonschema import Draft202012Validator

from coursewright.exporters.fidelity.aspects import aspects, unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.fidelity.report import as_record, as_text, fidelity_schema, report_of
from coursewright.exporters.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
module: m
title: A module
tasks:
  - {id: a, title: One, kind: quiz, due: week 1, follow_up: b, questions: [{prompt: x, type: essay}]}
  - {id: b, title: Two, kind: quiz}
  - {id: c, title: Three, kind: quiz, status: draft}
"""


def test_what_an_author_said_is_accounted_for(tmp_path: Path) -> None:
    edition = written(tmp_path, {"m.module.yaml": TEXT})
    a, b = edition.entries
    assert aspects(a) == ("", "due", "questions", "follow-up")
    assert aspects(b) == ("", "takes up")
    ledger = Ledger()
    ledger.kept("m/a", how="as a quiz")
    ledger.changed("m/a", "due", "in the text")
    ledger.dropped("m/b", "", "there is no place for it")
    assert unaccounted(edition, ledger) == (("m/a", "questions"), ("m/a", "follow-up"))
    ledger.kept("m/a", "questions")
    ledger.dropped("m/a", "questions", "essays have no place")
    ledger.kept("m/a", "follow-up")
    assert unaccounted(edition, ledger) == ()
    note = ledger.about("m/a", "questions")
    assert note is not None
    assert note.fate == "dropped"


def test_notes_of_one_kind_stand_together(tmp_path: Path) -> None:
    edition = written(tmp_path, {"m.module.yaml": TEXT})
    ledger = Ledger()
    for key in ("m/a", "m/b"):
        ledger.kept(key)
        ledger.dropped(key, "due", "dates have no place")
    report = report_of(edition, ledger, FORMATS[0])
    assert as_text(report) == (
        "A module, as a website in a folder: 2 kept, 0 changed, 2 dropped\n\n"
        'Dropped\n  due of "One", "Two": dates have no place\n\n'
        'Kept\n  "One", "Two"\n\n'
        'Left out, as asked\n  task "Three": is a draft\n'
    )
    record = as_record([("m-site", report)], "1.2")
    Draft202012Validator(fidelity_schema()).validate(record)
    assert record["packages"][0]["counts"] == {"kept": 2, "changed": 0, "dropped": 2}
