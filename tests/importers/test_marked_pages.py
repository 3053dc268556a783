"""Our own pages tell in their marks what they are: read back, they give the same design in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example
from marked_pages import come_back
from same_design import differences

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def told(edition: Edition) -> Ledger:
    """Return the account of bare pages: all is said, but for what students must not see."""
    ledger = Ledger()
    for entry in edition.entries:
        ledger.kept(entry.key)
        for aspect in aspects(entry)[1:]:
            ledger.kept(entry.key, aspect)
        for aspect, how in (
            ("monitoring", "what staff look for"),
            ("feedback", "what it addresses"),
            ("questions", "without keys"),
        ):
            if ledger.about(entry.key, aspect) is not None:
                ledger.changed(entry.key, aspect, how)
        if entry.kind == "assessment" and entry.graded and ledger.about(entry.key, "questions") is not None:
            ledger.dropped(entry.key, "questions", "a page would give them away")
    return ledger


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_pages_of_the_examples_give_the_same_design(name: str, tmp_path: Path) -> None:
    edition = example(name)
    assert differences(edition, come_back(edition, tmp_path), told(edition)) == []
