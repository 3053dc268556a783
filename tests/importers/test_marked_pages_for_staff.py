"""An edition for staff that comes back says again what only staff read; one for learners never had it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from editions import example, written
from marked_pages import Pages
from packed import pack
from same_design import differences

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.pages.staff_bodies import staff_body
from coursewright.importers.marked.staff import marked_staff

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def monitoring_in(edition: Edition) -> Any:
    element: Any = edition.by_key["noise/measure-a-corner"].element
    return element.monitoring


FORMS = (("imscc", "generic"), ("imscc", "canvas"), ("mbz", "generic"), ("olx", "generic"))


@pytest.mark.parametrize(("form", "flavour"), FORMS)
def test_what_staff_read_comes_back_to_where_it_was_said(form: str, flavour: str, tmp_path: Path) -> None:
    edition = example("house-rules", reader="staff", flavour=flavour)
    package, ledger = pack(edition, form, tmp_path)
    back = edition_of(imported(package, tmp_path).course, Choices(drafts=True, reader="staff"))
    assert differences(edition, back, ledger) == []
    plan = monitoring_in(back)
    assert plan.looks_for == "numbers without a place or a time"
    assert plan.minutes == 40


@pytest.mark.parametrize(("form", "flavour"), FORMS)
def test_editions_for_learners_have_nothing_of_it(form: str, flavour: str, tmp_path: Path) -> None:
    package, _ = pack(example("house-rules", flavour=flavour), form, tmp_path)
    back = edition_of(imported(package, tmp_path).course, Choices(drafts=True))
    plan = monitoring_in(back)
    assert plan.signal
    assert (plan.looks_for, plan.minutes) == (None, None)


def test_each_word_for_staff_goes_to_its_key(tmp_path: Path) -> None:
    text = """
module: a
title: A
tasks:
  - id: rule
    title: Rule
    monitoring: {by: tutor, looks_for: "The gap, <first>", minutes: 41}
    feedback: {addresses: Another gap, minutes: 7.5}
    follow_up: {id: later, title: Later, opens_with: What was left out}
"""
    edition = written(tmp_path, {"a.module.yaml": text})
    bodies = [staff_body(entry, edition, Pages()).html for entry in edition.entries]
    assert marked_staff("".join(bodies)) == {
        "a/rule": {
            "monitoring": {"looks_for": "The gap, <first>", "minutes": 41},
            "feedback": {"addresses": "Another gap", "minutes": 7.5},
        },
        "a/later": {"opens_with": "What was left out"},
    }
    assert marked_staff("<p>nothing</p>") == {}
    bare = staff_body(edition.by_key["a/rule"], edition, Pages(), marked=False).html
    assert bare
    assert marked_staff(bare) == {}
