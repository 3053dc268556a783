"""Times of a source in UTC, in a course whose time zone is known: the same instants on its clocks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from drafts import course, merged_in, task, written
from hypothesis import given
from hypothesis import strategies as st

from coursewright.importers.draft import Item, ModuleDraft
from coursewright.importers.finishing.local_times import on_local_clocks
from coursewright.importers.imscc.canvas.time_zones import zone_called
from coursewright.spec.calendars import zone_of
from coursewright.spec.load import load
from coursewright.spec.model import Session, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft

DUBLIN = {"time_zone": "Europe/Dublin"}


def dated(due: str = "2026-09-16T22:59:59Z", **more: Any) -> CourseDraft:
    module = ModuleDraft("m", {"title": "M"})
    module.items = [
        task("t", "A task", due=due, release="2026-12-01T09:00Z", **{"x-lms": {"due": due}}),
        Item("sessions", "s", {"title": "Meeting", "starts": "2026-09-17T13:00:00Z", **more}),
    ]
    return course(module, calendar=DUBLIN)


def test_times_are_written_as_the_clocks_of_the_course_show_them(tmp_path: Path) -> None:
    written(dated(), tmp_path / "plan")
    text = (tmp_path / "plan" / "modules" / "m.module.yaml").read_text()
    assert "due: 2026-09-16T23:59:59\n" in text
    assert "release: 2026-12-01T09:00\n" in text
    assert "starts: 2026-09-17T14:00:00\n" in text
    assert "due: 2026-09-16T22:59:59Z" in text.partition("x-lms")[2]
    loaded = load(tmp_path / "plan" / "course.yaml")
    [due] = [loaded.timeline.moment(one, "due") for one in loaded.every(Task)]
    assert due is not None
    assert due.on_axis == dt.datetime(2026, 9, 16, 22, 59, 59, tzinfo=dt.UTC)


def test_a_session_with_a_zone_of_its_own_goes_by_that(tmp_path: Path) -> None:
    written(dated(time_zone="America/New_York"), tmp_path / "plan")
    assert "starts: 2026-09-17T09:00:00\n" in (tmp_path / "plan" / "modules" / "m.module.yaml").read_text()
    loaded = load(tmp_path / "plan" / "course.yaml")
    [starts] = [loaded.timeline.moment(one, "starts") for one in loaded.every(Session)]
    assert starts is not None
    assert starts.on_axis == dt.datetime(2026, 9, 17, 13, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("calendar", "due"),
    [
        ({}, "2026-09-16T22:59:59Z"),
        ({"weeks": 4}, "2026-09-16T22:59:59Z"),
        ({"time_zone": "Nowhere"}, "2026-09-16T22:59:59Z"),
        (DUBLIN, "2026-10-25T00:30:00Z"),  # the clocks show 01:30 twice on that night
        (DUBLIN, "2026-10-25T01:30:00Z"),
        (DUBLIN, "2026-09-16T22:59:59+02:00"),
        (DUBLIN, "week 3"),
        (DUBLIN, "2026-13-16T22:59:59Z"),
        (DUBLIN, "9999-12-31T23:59:59Z"),
    ],
)
def test_other_times_stay_as_they_are(calendar: dict[str, Any], due: str) -> None:
    spec: dict[str, Any] = {"course": "c", "calendar": calendar, "tasks": [{"id": "t", "due": due}]}
    zone = zone_of(calendar.get("time_zone", ""))
    if due.startswith("9999"):
        zone = zone_of("Pacific/Auckland")
        spec = {"tasks": [{"id": "t", "due": due}]}
    assert on_local_clocks(spec, zone) == spec


@given(
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)),  # noqa: DTZ001 - in UTC
    st.sampled_from(["Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_instants_stay_the_same(moment: dt.datetime, name: str) -> None:
    zone = zone_of(name)
    said = f"{moment.replace(microsecond=0).isoformat()}Z"
    due = on_local_clocks({"due": said}, zone)["due"]
    assert isinstance(due, str)
    read = dt.datetime.fromisoformat(due)
    read = read if read.tzinfo is not None else read.replace(tzinfo=zone)
    assert read.astimezone(dt.UTC) == dt.datetime.fromisoformat(said)


def test_a_merge_sees_no_change_in_times_and_writes_new_ones_alike(tmp_path: Path) -> None:
    written(dated(), tmp_path / "plan")
    again = merged_in(dated(), tmp_path / "plan")
    assert (again.texts, again.said, again.conflicts) == ({}, (), ())
    merged_in(dated("2026-09-18T22:00:00Z"), tmp_path / "plan")
    assert "due: 2026-09-18T23:00:00\n" in (tmp_path / "plan" / "modules" / "m.module.yaml").read_text()


def test_times_that_an_import_wrote_in_utc_are_the_same_to_a_merge(tmp_path: Path) -> None:
    plain = dated()
    del plain.data["calendar"]
    written(plain, tmp_path / "plan")
    module = tmp_path / "plan" / "modules" / "m.module.yaml"
    before = module.read_text()
    assert "due: 2026-09-16T22:59:59Z\n" in before
    again = merged_in(dated(), tmp_path / "plan")
    assert [one.key for one in again.said] == ["calendar"]
    assert module.read_text() == before
    merged_in(dated("2026-09-18T22:00:00Z"), tmp_path / "plan")
    assert "due: 2026-09-18T23:00:00\n" in module.read_text()
    assert "starts: 2026-09-17T13:00:00Z\n" in module.read_text()


def test_canvas_calls_zones_as_rails_does() -> None:
    said = {
        "Dublin": "Europe/Dublin",
        "Eastern Time (US & Canada)": "America/New_York",
        "La Paz": "America/La_Paz",
    }
    for name, iana in said.items():
        assert str(zone_called(name)) == iana
    assert str(zone_called("Europe/Oslo")) == "Europe/Oslo"
    assert zone_called("") is None
    assert zone_called("../etc/passwd") is None
