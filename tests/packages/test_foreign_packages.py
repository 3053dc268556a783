"""Packages that others made: what Canvas exports and Moodle's own backups, with what is true of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coursewright.packages.checking import check, meant_for

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the packages of others are not in this checkout")

SAMPLES: dict[str, dict[str, int]] = {
    "all-question-types": {"PKG201": 1},
    "assignment-rubrics": {"PKG201": 1},
    "canvas_cc_gem_course": {"PKG105": 6, "PKG114": 1, "PKG309": 1, "PKG318": 1},
    "canvas_cc_sample": {},
    "latex": {"PKG105": 1, "PKG302": 1, "PKG318": 3},
    "rich-content-cc-file": {"PKG105": 1, "PKG201": 1, "PKG702": 1, "PKG704": 1},
    "single-discussion": {"PKG201": 1},
    "single-page": {"PKG201": 1},
}
"""What has to be said of each, and how often: each place was looked at by hand."""

BACKUPS: dict[str, dict[str, int]] = {
    "ref45": {},
    # Made by Moodle of a cartridge it had imported: the quiz has no column in the gradebook, one question
    # gives no points for any answer, and a label shows a picture that is not there.
    "fromcc45": {"PKG419": 1, "PKG425": 1, "PKG430": 1},
}


@pytest.mark.parametrize("name", SAMPLES)
def test_what_canvas_exports_is_accepted_with_the_right_warnings(name: str) -> None:
    report = check(SHARED / "samples" / "imscc" / f"{name}.imscc")
    assert Counter(fault.check.code for fault in report.faults) == SAMPLES[name]
    assert not report.refused
    assert report.kind.flavour == "canvas"
    assert meant_for(report.kind) == ("canvas",)


@pytest.mark.parametrize("name", BACKUPS)
def test_what_moodle_backs_up_is_accepted(name: str) -> None:
    report = check(SHARED / "reference" / "moodle" / f"{name}.mbz")
    assert Counter(fault.check.code for fault in report.faults) == BACKUPS[name]
    assert not report.refused


@pytest.mark.parametrize("name", SAMPLES)
def test_moodle_refuses_what_was_measured(name: str) -> None:
    """Moodle's schema takes one of these; identifiers and versions of the others it does not."""
    report = check(SHARED / "samples" / "imscc" / f"{name}.imscc", "moodle")
    assert report.refused == (name != "canvas_cc_sample")
