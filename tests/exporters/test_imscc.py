"""Cartridges of the examples: valid, complete, the same each time, and with a note about everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cartridges import Cartridge, cartridge, faults, invalid
from editions import EXAMPLES, example, written
from random_specs import random_course

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.imscc.export import members
from coursewright.exporters.packing.archives import zipped
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

FORMS = (
    {"version": "1.1"},
    {"version": "1.2"},
    {"version": "1.3"},
    {"flavour": "canvas"},
    {"version": "1.1", "reader": "staff", "drafts": True},
    {"flavour": "canvas", "reader": "staff", "drafts": True},
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(map(str, form.values())))
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_makes_a_cartridge_without_a_fault(name: str, form: dict[str, Any]) -> None:
    edition = example(name, **form)
    ledger = Ledger()
    archive = zipped(members(edition, ledger))
    made = Cartridge(archive)
    assert invalid(made) == []
    assert faults(made) == []
    assert unaccounted(edition, ledger) == ()
    again = example(name, **form)
    assert zipped(members(again, Ledger())) == archive, "the same bytes each time"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(map(str, form.values())))
def test_any_course_makes_a_cartridge_without_a_fault(form: dict[str, Any]) -> None:
    made = 0
    for seed in range(8):
        try:
            edition = edition_of(random_course(seed), Choices(**{"drafts": True, **form}))
        except UsageError:
            continue  # nothing is left of it
        ledger = Ledger()
        cc = cartridge(edition, ledger)
        assert (invalid(cc), faults(cc), unaccounted(edition, ledger)) == ([], [], ()), seed
        made += 1
    assert made > 2


def test_long_titles_are_cut_where_platforms_end(tmp_path: Path) -> None:
    title = "A title that runs on " * 20
    spec = f"module: m\ntitle: M\ntasks: [{{id: a, title: {title}, kind: discussion}}]\n"
    for flavour in ("generic", "canvas"):
        cc = cartridge(written(tmp_path, {"m.module.yaml": spec}, flavour=flavour))
        (item,) = [item for item in cc.items() if item.title.startswith("A title")]
        assert len(item.title) == 255
        assert item.title.endswith("…")
