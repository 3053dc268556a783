"""The time zone of the computer, offered on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.cli.new.wizard.sheet import Writing
from coursewright.cli.new.wizard.zone import system_zone

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.cli.new.wizard.dialogue import Dialogue
    from coursewright.scaffold.answers import Answers


@pytest.mark.parametrize(
    ("told", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        (":America/Bogota", "America/Bogota"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("UTC", ""),
        ("Etc/UTC", ""),
        ("CET-1CEST,M3.5.0,M10.5.0/3", ""),
        ("Mars/Base", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_the_variable_says_it(told: str, zone: str, tmp_path: Path) -> None:
    assert system_zone({"TZ": told}, tmp_path / "localtime") == zone


def test_the_link_says_it_where_the_variable_does_not(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    assert system_zone({}, link) == ""
    try:
        link.symlink_to("/usr/share/zoneinfo/posix/America/Argentina/Buenos_Aires")
    except OSError:
        pytest.skip("links cannot be made here")
    assert system_zone({}, link) == "America/Argentina/Buenos_Aires"


def test_it_is_offered_and_not_taken_by_itself(
    dialogue: Dialogue, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    for reply in ("A title", "adults", "decide", "3", "yes", "thu 10:00"):
        dialogue.take(reply)
    sheet = dialogue.sheet()
    assert sheet is not None
    assert isinstance(sheet.field, Writing)
    assert (sheet.field.text, sheet.field.default) == ("", "Europe/Madrid")
    zone = answers.template.question("zone")
    assert zone is not None
    assert answers.default(zone) is None  # as in a run that asks nothing
