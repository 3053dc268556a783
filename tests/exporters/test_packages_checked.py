"""Our own packages: the checker that judges those of others has nothing to say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from editions import example

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.formats import exporter_of, format_named
from coursewright.exporters.packing.archives import write_tar_gz, write_zip
from coursewright.packages.checking import check

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("mbz", "moodle", {}),
    ("mbz", "moodle", {"reader": "staff", "drafts": True}),
    ("imscc", "moodle", {"version": "1.1"}),
    ("imscc", "schoology", {"version": "1.2"}),
    ("imscc", "sakai", {"version": "1.3"}),
    ("imscc", "canvas", {"version": "1.1", "flavour": "canvas"}),
    ("scorm12", "", {"version": "1.2"}),
    ("scorm2004", "", {"version": "2004"}),
    ("olx", "openedx", {}),
)
MINDED_ELSEWHERE = {"PKG201"}
"""That Moodle does not read 1.2 and 1.3 is no fault of such a cartridge."""


@pytest.mark.parametrize("name", ["data-literacy", "research-ethics"])
@pytest.mark.parametrize(
    ("form", "platform", "choices"),
    PACKAGES,
    ids=lambda one: one if isinstance(one, str) else "-".join(map(str, one.values())),
)
def test_nothing_is_said_of_our_own_packages(
    name: str, form: str, platform: str, choices: dict[str, Any], tmp_path: Path
) -> None:
    known = format_named(form)
    members = exporter_of(known)(example(name, **choices), Ledger(), lambda _: None)
    path = tmp_path / f"course{known.ending}"
    with path.open("wb") as file:
        if known.container == "zip":
            write_zip(members, file, stored=known.stored)
        else:
            write_tar_gz(members, file)
    for minding in {"", platform}:
        faults = check(path, minding).faults
        told = [
            (one.check.code, one.place, one.says) for one in faults if one.check.code not in MINDED_ELSEWHERE
        ]
        assert told == [], minding
