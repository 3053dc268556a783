"""Cartridges of the examples: valid, complete, the same each time, and with a note about everything."""

from __future__ import annotations

from typing import Any

import pytest
from cartridges import Cartridge, faults, invalid
from editions import EXAMPLES, example

from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.imscc.export import members
from coursewright.exporters.packing.archives import zipped

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
