"""Calendars: every time with a date is an event, and learners are told nothing that is for staff."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from editions import EXAMPLES, example, written
from icalendar import Calendar, Event

from coursewright.exporters.calendar.export import calendar_of, members
from coursewright.exporters.fidelity.aspects import unaccounted
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.member import data
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition

START = dt.date(2026, 9, 28)
PLAN = """\
course: night-sky
title: "Night sky; {title}"
calendar: {{starts: 2026-10-12, weeks: 3, time_zone: {zone}}}
team: [{{id: ana, name: Ana Lu, role: tutor}}]
sessions:
  - {{id: meet, starts: week 1 thu 18:00, duration: 90 min, url: "https://meet.example/x?a=1,2"}}
  - {{id: far, starts: "2026-10-30T10:00+05:30", duration: 1 h}}
tasks:
  - id: look
    title: Look up
    release: week 1 mon 09:00
    due: week 1 wed 18:00
    replies: {{expected: 1, by: week 1 thu 12:00}}
    monitoring: {{by: ana, looks_for: The secret gap, minutes: 30}}
    feedback: {{at: meet, addresses: The secret answer}}
  - {{id: late, title: Later, due: week 3 sun}}
announcements:
  - {{at: week 1 mon 08:00, text: The secret announcement}}
"""


def _plan(folder: Path, title: str = "one", zone: str = "Europe/London", **choices: Any) -> Edition:
    return written(folder, {"course.yaml": PLAN.format(title=title, zone=zone)}, **choices)


def _text(edition: Edition) -> bytes:
    (member,) = members(edition, Ledger())
    return data(member)


def _events(edition: Edition) -> dict[str, Event]:
    return {event.uid.partition("@")[0]: event for event in _read(_text(edition))}


def _read(text: bytes) -> list[Event]:
    return Calendar.from_ical(text).events


def _utc(event: Event) -> dt.datetime:
    """Return when an event with a zone starts."""
    assert isinstance(event.start, dt.datetime)
    return event.start.astimezone(dt.UTC)


def test_times_are_events_in_their_zone(tmp_path: Path) -> None:
    events = _events(_plan(tmp_path))
    look = events["course-look.due"]
    assert look.start == look.end, "a moment, with the end that Exchange asks for"
    assert str(look["dtstart"].params["tzid"]) == "Europe/London"
    assert _utc(look) == dt.datetime(2026, 10, 14, 17, 0, tzinfo=dt.UTC)
    assert events["course-meet.start"].duration == dt.timedelta(minutes=90)
    assert events["course-meet.start"]["url"] == "https://meet.example/x?a=1,2"
    assert events["course-look.replies"]["summary"] == "Replies due: Look up"
    assert events["course-look.release"]["summary"] == "Opens: Look up"
    assert events["course-far.start"].start == dt.datetime(2026, 10, 30, 4, 30, tzinfo=dt.UTC)


def test_after_the_clocks_change_the_zone_still_says_the_right_time(tmp_path: Path) -> None:
    late = _events(_plan(tmp_path))["course-late.due"]
    assert _utc(late) == dt.datetime(2026, 11, 1, 23, 59, tzinfo=dt.UTC)


def test_without_a_zone_times_float(tmp_path: Path) -> None:
    edition = written(tmp_path, {"a.module.yaml": "module: a\ntasks: [{id: t, due: 2026-10-12T10:00}]\n"})
    assert b"DTSTART:20261012T100000\r\n" in _text(edition)
    assert b"VTIMEZONE" not in _text(edition)


def test_staff_have_times_to_read_and_learners_never_see_what_for(tmp_path: Path) -> None:
    assert b"secret" not in _text(_plan(tmp_path)).replace(b"\r\n ", b"")
    events = _events(_plan(tmp_path, reader="staff"))
    reading = events["course-look.reading"]
    assert "The secret gap" in reading.description
    assert "Ana Lu" in reading.description
    assert reading.start == events["course-look.replies"].start, "when the last reply is in"
    assert reading.end == events["course-meet.start"].start, "before it is answered in the session"
    assert "The secret announcement" in "".join(each.description or "" for each in events.values())


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("reader", ["learners", "staff"])
def test_the_account_is_complete(name: str, reader: str) -> None:
    edition = example(name, starts=START, reader=reader)
    ledger = Ledger()
    if calendar_of(edition) is None:
        with pytest.raises(UsageError):
            list(members(edition, ledger))
        return
    first = [data(member) for member in members(edition, ledger)]
    assert unaccounted(edition, ledger) == ()
    assert first == [data(member) for member in members(edition, Ledger())]
    uids = [event.uid for event in _read(first[0])]
    assert len(uids) == len(set(uids))


def test_without_dates_there_is_a_way_out_and_no_empty_file() -> None:
    edition = example("data-literacy")
    assert calendar_of(edition) is None
    with pytest.raises(UsageError, match="--starts"):
        list(members(edition, Ledger()))


def test_times_without_dates_are_in_the_account(tmp_path: Path) -> None:
    times = "{id: t, due: week 2 fri}, {id: u, due: 2026-10-12T10:00}, {id: v}"
    text = f"module: a\ntasks: [{times}]\n"
    ledger = Ledger()
    list(members(written(tmp_path, {"a.module.yaml": text}), ledger))
    notes = {note.key: note for note in ledger if not note.aspect}
    assert "--starts" in notes["a/t"].how
    assert notes["a/u"].fate == "changed"
    assert notes["a/v"].how == "it has no time of its own"


HOSTILE = 'a\\b, c; d\x07\u2028 "q" é中\U0001f600 ' + "x" * 90 + "\\nBEGIN:VEVENT"


def test_no_text_breaks_out_of_its_line(tmp_path: Path) -> None:
    spec: dict[str, object] = {
        "module": "a",
        "tasks": [{"id": "t", "title": HOSTILE, "due": "2026-10-12T10:00"}],
    }
    spec["sessions"] = [{"id": "s", "starts": "2026-10-12T10:00", "url": "https://a.example/\r\nX-EVIL:1"}]
    module = json.dumps(spec).replace("\\ud83d\\ude00", "\U0001f600")
    text = _text(written(tmp_path, {"a.module.yaml": module}))
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(line.startswith((b"X-EVIL", b"URL")) for line in lines)
    assert b"\x07" not in text
    events = _read(text)
    assert len(events) == 2
    assert (events[0].summary or "").endswith("x\\nBEGIN:VEVENT")


@pytest.mark.slow
def test_a_second_parser_reads_the_same(tmp_path: Path) -> None:
    modules = os.environ.get("COURSEWRIGHT_NPM")
    if not modules or not (Path(modules) / "ical.js").is_dir():
        pytest.skip("COURSEWRIGHT_NPM names no folder with ical.js")
    script = """
      const {default: ICAL} = await import(process.argv[1]);
      let text = ''; for await (const piece of process.stdin) text += piece;
      const calendar = new ICAL.Component(ICAL.parse(text));
      for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
      console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map(part => {
        const event = new ICAL.Event(part);
        const times = [event.startDate.toUnixTime(), event.endDate.toUnixTime()];
        return [event.uid, event.summary, event.description, ...times];
      })));
    """
    library = next((Path(modules) / "ical.js" / "dist").glob("ical.js"))
    edition = example("research-ethics", reader="staff")
    text = _text(edition)
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, library.as_uri()],
        input=text,
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert json.loads(done.stdout) == list(_as_read(text))


def _as_read(text: bytes) -> Iterator[list[object]]:
    for event in _read(text):
        ends = event.end.timestamp() if isinstance(event.end, dt.datetime) else 0
        yield [event.uid, event.summary, event.description, int(_utc(event).timestamp()), int(ends)]
