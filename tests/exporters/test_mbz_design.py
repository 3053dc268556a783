"""A design arrives in Moodle intact: each entry as what it is, with its rules, dates and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import written
from mbz_course import everything
from mbz_reading import NULL, Backup, backup_of, unix_time

from coursewright.exporters.mbz.course_files import language

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def for_staff(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    return backup_of(everything(tmp_path_factory.mktemp("course"), reader="staff"))


def test_each_form_becomes_the_activity_that_moodle_has_for_it(backup: Backup) -> None:
    kinds = {key.partition("/")[2]: module.kind for key, module in backup.modules.items() if "/" in key}
    assert kinds == {
        "welcome": "label",
        "book": "page",
        "js": "page",
        "gone": "url",
        "quiz1": "quiz",
        "after": "assign",
        "poll1": "choice",
        "poll2": "choice",
        "surv": "feedback",
        "w": "wiki",
        "g": "glossary",
        "disc": "forum",
        "pairs": "forum",
        "pg": "page",
        "pic": "resource",
        "read": "page",
        "s1": "page",
        "fup": "page",
        "fup2": "assign",
        "port": "page",
        "ex": "assign",
        "form": "assign",
        "last": "quiz",
        "reflection": "assign",
        "announcement-807312": "label",
        "t1": "page",
        "t2": "assign",
        "end-2": "assign",
    }


def test_sections_have_names_and_summaries(backup: Backup) -> None:
    names = [section.findtext("name") for section in backup.sections]
    closing = "Later on: to close"
    assert names == [NULL, "The edge", "Later on", "Later on: First unit", "Later on: Second unit", closing]
    edge = backup.sections[1].findtext("summary") or ""
    assert "Week 1" in edge
    assert "Decide things" in edge
    assert "@@PLUGINFILE@@/" in edge
    assert "What this unit is about." in (backup.sections[3].findtext("summary") or "")


def test_the_course_has_a_summary_with_its_picture(backup: Backup) -> None:
    summary = backup.xml("course/course.xml").findtext("summary") or ""
    assert "<strong>it</strong>" in summary
    assert "@@PLUGINFILE@@/" in summary
    assert backup.xml("course/inforef.xml").findtext("fileref/file/id")


def test_the_course_says_its_language_start_and_format(backup: Backup) -> None:
    course = backup.xml("course/course.xml")
    said = {name: course.findtext(name) for name in ("lang", "startdate", "format", "enablecompletion")}
    start = str(unix_time(2026, 10, 4, 23))
    assert said == {"lang": "en", "startdate": start, "format": "topics", "enablecompletion": "1"}


def test_a_course_of_one_section_a_week_has_the_format_for_weeks(tmp_path: Path) -> None:
    unit = "  - {{id: u{0}, title: U{0}, week: {0}, tasks: [{{id: t{0}, title: T, kind: reading}}]}}\n"
    head = "module: m\ntitle: M\ncalendar: {starts: 2026-10-05, time_zone: Europe/London%s}\nunits:\n"
    units = "".join(unit.format(number) for number in (1, 2, 3))
    for calendar, expected in (("", "weeks"), (", breaks: [2]", "topics")):
        spec = (head % calendar) + units
        backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
        # The section of the module itself stands before the weeks.
        titles = [section.findtext("name") for section in backup.sections]
        assert backup.xml("course/course.xml").findtext("format") == expected, titles


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("pt-BR", "pt_br"),
        ("zh", "zh_cn"),
        ("zh-Hant", "zh_tw"),
        ("de-AT", "de"),
        ("ar", "ar"),
    ],
)
def test_languages_are_called_as_moodle_calls_them(tag: str, code: str) -> None:
    assert language(tag) == code


def test_post_first_is_a_q_and_a_forum_that_asks_for_an_answer_and_the_replies(backup: Backup) -> None:
    forum = backup.modules["edge/disc"]
    assert forum.says("type") == "qanda"
    assert (forum.says("completionposts"), forum.says("completionreplies")) == ("3", "3")
    assert backup.modules["edge/pairs"].says("type") == "general"
    assert backup.modules["edge/pairs"].says("completionreplies") == "1"
    assert backup.modules["edge/pairs"].says("completionposts") == "2"


def test_due_dates_are_where_moodle_keeps_them(backup: Backup) -> None:
    assert backup.modules["edge/disc"].says("duedate") == str(unix_time(2026, 10, 8, 22, 59))
    assert backup.modules["edge/after"].says("duedate") == str(unix_time(2026, 10, 12, 16))
    assert backup.modules["edge/quiz1"].says("timeopen") == str(unix_time(2026, 10, 5, 8))
    assert backup.modules["edge/quiz1"].says("timeclose") == str(unix_time(2026, 10, 9, 16))
    assert backup.modules["edge/w"].set_to("completionexpected") == str(unix_time(2026, 10, 11, 22, 59))
    assert backup.modules["edge/read"].set_to("completionexpected") == str(unix_time(2026, 10, 7, 22, 59))
    assert backup.modules["edge/reflection"].says("duedate") == str(unix_time(2026, 10, 16, 22, 59))


def test_what_does_not_count_stays_open_to_those_who_are_late(backup: Backup) -> None:
    poll = backup.modules["edge/poll1"]
    assert poll.says("timeclose") == "0"
    assert poll.set_to("completionexpected") == str(unix_time(2026, 10, 10, 22, 59))


def test_release_and_end_are_restrictions_where_there_is_no_time_for_them(backup: Backup) -> None:
    assert backup.modules["edge/pairs"].conditions("date") == [
        {"type": "date", "d": ">=", "t": unix_time(2026, 10, 6, 8)}
    ]
    assert backup.modules["edge/gone"].conditions("date") == [
        {"type": "date", "d": "<", "t": unix_time(2026, 10, 20, 22, 59)}
    ]
    assert backup.modules["edge/quiz1"].restrictions is None


def test_a_gate_asks_for_a_pass_and_a_follow_up_for_the_work(backup: Backup) -> None:
    quiz, after, follow = (backup.modules[f"edge/{key}"] for key in ("quiz1", "after", "fup"))
    assert after.conditions("completion") == [{"type": "completion", "cm": quiz.number, "e": 2}]
    # Whoever failed talks about it, too.
    assert follow.conditions("completion") == [
        {"type": "completion", "cm": after.number, "e": 1},
        {"type": "completion", "cm": quiz.number, "e": 2},
        {"type": "completion", "cm": quiz.number, "e": 3},
    ]
    assert follow.restrictions is not None
    assert follow.restrictions["c"][1]["op"] == "|"
    passing = (quiz.set_to("completiongradeitemnumber"), quiz.set_to("completionpassgrade"))
    assert passing == ("0", "1")


def test_a_module_waits_for_the_tasks_of_those_before_it(backup: Backup) -> None:
    availability = backup.sections[2].findtext("availabilityjson") or ""
    tasks = ("quiz1", "after", "poll1", "poll2", "surv", "w", "disc", "pairs", "read")
    for task in tasks:
        assert f'"cm":{backup.modules[f"edge/{task}"].number}' in availability
    assert f'"cm":{backup.modules["edge/g"].number}' not in availability  # it is optional
    assert backup.sections[4].findtext("availabilityjson") == availability
    assert backup.sections[1].findtext("availabilityjson") == NULL


def test_completion_follows_what_students_do(backup: Backup) -> None:
    tracking = {key: module.set_to("completion") for key, module in backup.modules.items()}
    assert tracking["edge/read"] == tracking["edge/fup"] == tracking["edge/w"] == "1"  # their own tick
    assert tracking["edge/s1"] == tracking["edge/welcome"] == tracking["about:course"] == "0"
    assert backup.modules["edge/pg"].set_to("completionview") == "1"
    assert backup.modules["edge/fup2"].says("completionsubmit") == "1"
    assert backup.modules["edge/poll1"].says("completionsubmit") == "1"
    assert backup.modules["edge/g"].says("completionentries") == "1"
    assert backup.modules["edge/last"].says("completionminattempts") == "1"


def test_teams_hand_in_together_and_forums_have_groups(backup: Backup) -> None:
    groupings = {one.findtext("name"): one.get("id") for one in backup.xml("groups.xml").iter("grouping")}
    assert set(groupings) == {"Groups", "Pairs"}
    team = backup.modules["edge/after"]
    assert team.says("teamsubmission") == team.says("preventsubmissionnotingroup") == "1"
    assert team.says("teamsubmissiongroupingid") == team.set_to("groupingid") == groupings["Groups"]
    pairs = backup.modules["edge/pairs"]
    assert (pairs.set_to("groupmode"), pairs.set_to("groupingid")) == ("1", groupings["Pairs"])


def test_sessions_are_pages_and_events_of_the_course(backup: Backup) -> None:
    (event,) = backup.xml("course/calendar.xml").findall("event")
    said = {
        name: event.findtext(name) for name in ("name", "eventtype", "timestart", "timeduration", "location")
    }
    assert said == {
        "name": "Meet",
        "eventtype": "course",
        "timestart": str(unix_time(2026, 10, 15, 9)),
        "timeduration": "3000",
        "location": "Room 1",
    }
    assert "https://meet.example.org/x" in backup.modules["edge/s1"].says("content")
    assert backup.modules["edge/s1"].restrictions is None


def test_announcements_appear_when_their_time_comes(backup: Backup) -> None:
    timed, waiting = backup.modules["edge/welcome"], backup.modules["edge/announcement-807312"]
    tree = timed.restrictions
    assert tree == {
        "op": "&",
        "c": [{"type": "date", "d": ">=", "t": unix_time(2026, 10, 5, 7)}],
        "showc": [False],
    }
    assert "<strong>all</strong>" in timed.says("intro")
    assert (timed.set_to("visible"), waiting.set_to("visible")) == ("1", "0")


def test_outcomes_are_tags_and_on_the_page_about_the_module(backup: Backup) -> None:
    tags = [tag.findtext("rawname") for tag in backup.modules["edge/quiz1"].settings.iter("tag")]
    assert tags == ["decide"]
    about = backup.modules["about:edge"].says("content")
    assert "Decide things" in about
    assert "because" in about


def test_a_single_module_is_a_course_with_one_page_about_it(tmp_path: Path) -> None:
    spec = "module: about\ntitle: M\ntasks: [{id: about, title: A, kind: reading}]\n"
    backup = backup_of(written(tmp_path, {"m.module.yaml": spec}))
    assert list(backup.modules) == ["about:course", "about/about"]
