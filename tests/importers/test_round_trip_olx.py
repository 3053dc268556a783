"""A course that goes to Open edX and comes back is the same, less what its fidelity report says it loses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from drafting import imported
from editions import EXAMPLES, example
from packed import pack
from random_specs import random_course
from same_design import Lesser, differences

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

_SEEDS = range(int(os.environ.get("ROUND_TRIPS", "60")))
_LESSER: list[Lesser] = []


def _lost(edition: Edition, tmp_path: Path) -> list[str]:
    path, ledger = pack(edition, "olx", tmp_path)
    back = edition_of(imported(path, tmp_path).course, Choices(drafts=True))
    return differences(edition, back, ledger, _LESSER)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    assert _lost(example(name), tmp_path) == []


def _random_edition(seed: int) -> Edition | None:
    try:
        edition = edition_of(random_course(seed), Choices(drafts=True))
    except UsageError:
        return None
    keys = [*edition.by_key, *edition.cards, *(module.key for module in edition.modules)]
    return edition if all(is_id(part) for key in keys for part in key.split("/")) else None


@pytest.mark.slow
def test_any_course_comes_back_as_it_was(tmp_path: Path) -> None:
    tried = 0
    for seed in _SEEDS:
        edition = _random_edition(seed)
        if edition is None:
            continue
        tried += 1
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert _lost(edition, folder) == [], f"seed {seed}"
    assert tried > len(_SEEDS) // 5
