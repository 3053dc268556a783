"""Times in words: with the zone they are in, on each of the four scales."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from editions import written

from coursewright.exporters.pages.times import duration_text, moment_html, moment_text, utc, weeks_text
from coursewright.spec.durations import parse_duration

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


def _edition(tmp_path: Path, due: str, head: str = "") -> Edition:
    text = f"module: a\ntitle: A\n{head}tasks: [{{id: t, title: T, due: {due!r}}}]\n"
    return written(tmp_path, {"a.module.yaml": text})


@pytest.mark.parametrize(
    ("due", "head", "expected"),
    [
        (
            "2026-10-27T17:00",
            "calendar: {time_zone: Asia/Kolkata}\n",
            "Tuesday 27 October 2026, 17:00 (Kolkata time)",
        ),
        ("2026-10-27T17:00Z", "", "Tuesday 27 October 2026, 17:00 (UTC)"),
        ("2026-10-27T17:00+02:00", "", "Tuesday 27 October 2026, 17:00 (UTC+02:00)"),
        ("2026-10-27T17:00", "", "Tuesday 27 October 2026, 17:00"),
        ("week 3 tue 17:00", "", "Tuesday of week 3, 17:00"),
        ("day 5", "pacing: self-paced\n", "Day 5"),
        ("day 5 17:00", "pacing: self-paced\n", "Day 5, 17:00"),
    ],
)
def test_moments_in_words(tmp_path: Path, due: str, head: str, expected: str) -> None:
    edition = _edition(tmp_path, due, head)
    moment = edition.by_key["a/t"].due
    assert moment is not None
    assert moment_text(moment, edition) == expected
    shown = moment_html(moment, edition)
    assert ("<time " in shown) is (utc(moment) is not None)


def test_a_known_moment_carries_utc(tmp_path: Path) -> None:
    edition = _edition(tmp_path, "2026-07-01T12:00", "calendar: {time_zone: Europe/London}\n")
    moment = edition.by_key["a/t"].due
    assert moment is not None
    assert utc(moment) == dt.datetime(2026, 7, 1, 11, tzinfo=dt.UTC)
    assert 'class="cw-time" datetime="2026-07-01T11:00:00Z"' in moment_html(moment, edition)


@pytest.mark.parametrize(
    ("written_length", "expected"),
    [
        ("45 min", "45 minutes"),
        ("1 min", "1 minute"),
        ("1 h 30 min", "1 hour 30 minutes"),
        ("30-45 min", "30 to 45 minutes"),
        ("1-2 h", "1 to 2 hours"),
        ("45 min - 2 h", "45 to 120 minutes"),
        ("3 days", "3 days"),
        ("1 week", "1 week"),
        ("10 days", "10 days"),
        ("2 weeks", "2 weeks"),
        ("48 h", "48 hours"),
    ],
)
def test_durations_in_words(tmp_path: Path, written_length: str, expected: str) -> None:
    edition = _edition(tmp_path, "day 1")
    assert duration_text(parse_duration(written_length), edition) == expected


def test_weeks_in_words(tmp_path: Path) -> None:
    edition = _edition(tmp_path, "day 1")
    assert [weeks_text(week, edition) for week in (None, (3, 3), (3, 4))] == ["", "Week 3", "Weeks 3 to 4"]
