from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from random_work import Planner
from spec_helpers import course_in, course_of
from view_reading import rows, texts, view_named

from coursewright.design.rates import shipped_rates
from coursewright.lint.policy import Policy, Setting
from coursewright.lint.registry import all_rules
from coursewright.lint.severity import Severity
from coursewright.spec.load import load
from coursewright.views.charts import Tracks
from coursewright.views.plan import Focus, Plan
from coursewright.views.signs import Sign
from coursewright.views.workload.view import view

if TYPE_CHECKING:
    from coursewright.spec.model import Course
    from coursewright.views.charts import TrackRow
    from coursewright.views.model import View

LEARN_TO_CLOUD = Path(__file__).parents[3] / "shared" / "real" / "learn-to-cloud" / "course.yaml"

SPEC = """
module: m
title: Bridges
workload: {hours_per_week: 2, staff_hours_per_week: 1}
units:
  - week: 1
    title: Beams
    tasks:
      - {id: a, kind: quiz, duration: 60-90 min, monitoring: {by: tutor}}
      - {id: b, kind: reading, materials: {words: 1800, difficulty: some}}
      - {id: c, kind: other, title: Build it}
    assessments: [{id: essay, duration: 3 h, due: week 4}]
  - week: 2
    title: Arches
    tasks: [{id: d, duration: 3 h, feedback: {minutes: 90}}, {id: e, optional: true, duration: 30 min}]
"""


CANNOT_TELL = "Which unit is too heavy cannot be told"
NO_WEEK = "No week asks for more than the hours planned"
NOT_HELD = "is not held against the hours planned for a week"
NOT_PLANNED = "`workload.hours_per_week` does not say how many hours a week are planned"
PLANNED = "workload: {hours_per_week: 1}"


def bars(found: View, name: str) -> list[TrackRow]:
    chart = next(one for one in found.charts if one.name == name)
    assert isinstance(chart, Tracks)
    return [row for group in chart.groups for row in group.rows]


def test_which_week_is_too_heavy() -> None:
    found = view_named("workload", SPEC)
    # In all 60 + 180 + 180 to 90 + 180 + 180 minutes, and reading for 8 to 13.3.
    assert found.answer == (
        "Week 2 is too heavy: 3 h, where 2 h are planned.",
        "1 of 2 weeks asks for more than 125% of the hours planned.",
        (
            "In all, 7.1 to 7.7 h are asked for (7 to 7.5 h declared, 8 to 13 min estimated), "
            "3 h of it in no one week."
        ),
        "1 of 5 items has no time and no length to estimate one from: this comes on top.",
        "Beside it, 1 item is optional, 30 min as far as is known.",
        "The team has too much to do in week 2, as far as is known: 1.5 h, where 1 h a week is declared.",
        "Marking is not in it: the only assessment does not say how long it takes.",
        "Of what else the team does, 1 of 2 pieces of work says no minutes.",
    )
    assert found.tone == "gap"


def test_weeks_as_a_table() -> None:
    first, second, beside, total = rows(view_named("workload", SPEC), "weeks")
    assert first == {
        "week": "Week 1: Beams",
        "declared_low": 60,
        "declared_high": 90,
        "estimated_low": 8,
        "estimated_high": 13.33,
        "planned": 120,
        "stands": "within, as far as is known",
        "items": 3,
        "untimed": 1,
        "untimed_share": 33.33,
        "optional_low": 0,
        "optional_high": 0,
        "due": "",
    }
    assert beside["due"] == '"essay" in week 4'
    assert (second["stands"], second["declared_low"], second["optional_low"]) == (
        "above, beyond 125%",
        180,
        30,
    )
    assert (beside["week"], beside["declared_low"], beside["planned"]) == ("In no one week", 180, None)
    assert (total["week"], total["declared_low"], total["items"], total["due"]) == ("Total", 420, 5, "")


def test_items_as_a_table() -> None:
    found = {row["item"]: row for row in rows(view_named("workload", SPEC), "items")}
    assert [row["how"] for row in found.values()] == [
        "as declared",
        "estimated",
        "no time and no estimate",
        "as declared",
        "optional, as declared",
        "as declared",
        'in task "b"',
    ]
    assert (found["b"]["declared_low"], found["b"]["counted_low"]) == (None, 8)
    assert (found["Build it"]["counted_low"], found["Build it"]["counted_high"]) == (None, None)
    assert found["material without a title"]["counted_low"] == 0


def test_bars() -> None:
    first, second, beside = bars(view_named("workload", SPEC), "learners")
    # Three hours fill the axis: an hour declared, eight minutes estimated, the rest between least and most.
    assert [(one.label, one.fill, one.hue) for one in first.segments] == [
        ("tasks: 1 h", "solid", 1),
        ("tasks, estimated: 8 min", "outline", 1),
        ("at least 1.1 h, at most 1.7 h", "range", 0),
    ]
    assert [one.end for one in first.segments] == pytest.approx([60 / 180, 68 / 180, (90 + 1800 / 135) / 180])
    assert [(one.sign, one.label) for one in first.marks] == [(Sign.UNKNOWN, "1 item without a time")]
    assert [one.label for one in first.limits] == ["2 h planned"]
    assert first.limits[0].at == pytest.approx(120 / 180)
    assert first.said == (
        "1.1 to 1.7 h (8 to 13 min of it estimated), 2 h planned, 1 of 3 items without a time"
    )
    assert second.said == "3 h, 2 h planned: above; optional: 1 item, 30 min"
    assert (second.tone, beside.label.text) == ("gap", "In no one week")


def test_the_team_as_a_table() -> None:
    found = view_named("workload", SPEC)
    first, second, marking, total = rows(found, "staff-weeks")
    assert (first["monitoring"], first["low"], first["unknown"]) == (None, None, 1)
    assert (second["feedback"], second["low"], second["hours"], second["stands"]) == (90, 90, 60, "above")
    # Nobody says how long the essay takes to mark, which is not 0 minutes; of three pieces two are unknown.
    assert (marking["feedback"], marking["low"], marking["unknown"]) == (None, None, 1)
    assert (total["low"], total["pieces"], total["unknown"], total["unknown_share"]) == (90, 3, 2, 66.67)
    assert texts(found, "staff-items") == [
        ["Week 1", "a", "monitoring", "not said", "not said"],
        ["Week 2", "d", "feedback", "1 h 30 min", "1 h 30 min"],
        ["In no one week", "essay", "marking", "not said", "not said"],
    ]


@pytest.mark.parametrize(
    ("spec", "first"),
    [
        ("title: Empty", "The plan asks for no work yet."),
        ("tasks: [{id: a, optional: true}]", "Whatever there is to do is optional."),
        (
            "tasks: [{id: a}, {id: b}]",
            f"{CANNOT_TELL}: none of 2 items has a time or a length to estimate one from.",
        ),
        (
            "tasks: [{id: a}]",
            f"{CANNOT_TELL}: the only item has no time or a length to estimate one from.",
        ),
        (
            "assessments: [{id: essay, duration: 3 h}]\ntitle: Only an essay",
            f"{CANNOT_TELL}: there is no unit of teaching.",
        ),
        ("week: 3\ntasks: [{id: a, duration: 1 h}]", f"The heaviest week is week 3 with 1 h; {NOT_PLANNED}."),
        (
            f"pacing: self-paced\n{PLANNED}\nunits: [{{title: Knots, tasks: [{{id: a, duration: 2 h}}]}}]",
            f'The heaviest unit is "Knots" with 2 h; a unit here {NOT_HELD}.',
        ),
        (
            f"{PLANNED}\nweek: 3\ntasks: [{{id: a, duration: 70 min}}]",
            "No week asks for more than 125% of the hours planned, but week 3 (1.2 h of 1 h) is above them.",
        ),
        (
            f"{PLANNED}\nweek: 3\ntasks: [{{id: a, duration: 50-70 min}}]",
            "No week is sure to ask for more than the hours planned, but week 3 (0.8 to 1.2 h of 1 h) may.",
        ),
        (
            f"{PLANNED}\nweek: 3\ntasks: [{{id: a, duration: 50 min}}, {{id: b}}]",
            "The only week is not too heavy: 50 min of 1 h planned, as far as is known.",
        ),
    ],
)
def test_what_is_said_first(spec: str, first: str) -> None:
    assert view_named("workload", f"module: m\n{spec}\n").answer[0] == first


def weeks_of(*hours: str, more: str = "") -> str:
    units = "".join(
        f"  - {{week: {number}, tasks: [{{id: t{number}, duration: {time}}}]}}\n"
        for number, time in enumerate(hours, 1)
    )
    return f"module: m\nworkload: {{hours_per_week: 5}}\nunits:\n{units}{more}\n"


ESSAY = "assessments: [{id: essay, title: Essay, duration: 1 h, due: week 2}]"


@pytest.mark.parametrize(
    ("spec", "first"),
    [
        (
            weeks_of("4 h", "3 h", more=ESSAY),
            (
                f"{NO_WEEK}, not counting 1 h of 1 assessment that belongs to no one week; the fullest is "
                "week 1 (4 h of 5 h)."
            ),
        ),
        (weeks_of("3 h", "3 h"), f"{NO_WEEK}; the fullest are weeks 1 and 2 (3 h of 5 h each)."),
        (weeks_of("166 min", "168 min"), f"{NO_WEEK}; the fullest are weeks 1 and 2 (2.8 h of 5 h each)."),
        (weeks_of("8 h", "5 h"), "Week 1 is too heavy: 8 h, where 5 h are planned."),
        (weeks_of("8 h", "8 h"), "Weeks 1 and 2 are too heavy: 8 h each, where 5 h a week are planned."),
        (weeks_of("8 h", "7 h"), "Weeks 1 and 2 are too heavy: 8 h and 7 h, where 5 h a week are planned."),
        (
            weeks_of("8 h", "7 h", "8 h", "8 h", "9 h", "8 h", "1 h"),
            (
                "6 of 7 weeks are too heavy: week 1 (8 h of 5 h), week 2 (7 h of 5 h), week 3 (8 h of 5 h), "
                "week 4 (8 h of 5 h) and 2 more."
            ),
        ),
        (
            weeks_of("1 h", "1 h", "30 min").replace("workload: {hours_per_week: 5}\n", ""),
            f"The heaviest weeks are weeks 1 and 2 with 1 h each; {NOT_PLANNED}.",
        ),
        (
            weeks_of("1 h", more="assessments: [{id: essay}, {id: talk}]"),
            (
                "The only week is not too heavy: 1 h of 5 h planned, not counting 2 assessments without a "
                "time that belong to no one week."
            ),
        ),
    ],
)
def test_the_first_sentence_stands_alone(spec: str, first: str) -> None:
    assert view_named("workload", spec).answer[0] == first


def test_weeks_above_but_not_far_are_named_after_those_that_are_too_heavy() -> None:
    found = view_named("workload", weeks_of("8 h", "5.5 h"))
    assert found.answer[2] == "Week 2 (5.5 h of 5 h) is above them as well, but not by as much."


@pytest.mark.parametrize(("beside", "tone"), [("1 h", "good"), ("61 min", "")])
def test_weeks_are_in_order_only_where_most_of_the_time_belongs_to_one(beside: str, tone: str) -> None:
    # With four hours in the weeks, one hour beside them is a fifth of all.
    more = f"assessments: [{{id: essay, duration: {beside}, due: week 2}}]"
    assert view_named("workload", weeks_of("2 h", "2 h", more=more)).tone == tone


def test_when_assessments_are_due_stands_beside_them() -> None:
    spec = weeks_of(
        "1 h",
        "1 h",
        more="assessments:\n"
        "  - {id: a, title: Map, duration: 1 h, due: week 2 fri}\n"
        "  - {id: b, title: Talk, duration: 1 h, due: week 2 mon}\n"
        "  - {id: c, title: Essay, duration: 2 h, due: week 6 fri}\n"
        "  - {id: d, title: Poster}\n",
    )
    found = view_named("workload", spec)
    due = '"Map" and "Talk" in week 2, "Essay" in week 6 and "Poster" without a time'
    assert [row["due"] for row in rows(found, "weeks")] == ["", "", due, ""]
    assert bars(found, "learners")[2].said == f"4 h, 1 of 4 items without a time; due: {due}"


@pytest.mark.parametrize(
    ("assessments", "said"),
    [
        (
            "{id: a}, {id: b, feedback: {minutes: 60}}",
            "1 of 2 assessments does not say how long marking takes.",
        ),
        ("{id: a}, {id: b}", "None of 2 assessments says how long marking takes."),
        (
            "{id: a}, {id: b}, {id: c, kind: quiz}",
            "None of 2 assessments that people mark says how long marking takes.",
        ),
        ("{id: a, kind: quiz}", ""),
        ("{id: a, feedback: {form: automatic}}", ""),
        ("{id: a, formative: true}", ""),
        ("{id: a, kind: participation}", ""),
    ],
)
def test_marking_that_nobody_times_is_not_zero(assessments: str, said: str) -> None:
    found = view_named("workload", weeks_of("1 h", more=f"assessments: [{assessments}]"))
    assert [one for one in found.answer if "marking" in one] == ([said] if said else [])


def test_the_hours_of_the_team_beside_its_weeks() -> None:
    spec = """
module: m
units:
  - {week: 1, sessions: [{id: s, duration: 1 h}]}
  - {week: 2, sessions: [{id: t, duration: 1 h}]}
assessments: [{id: a, feedback: {minutes: 120}}]
"""
    assert view_named("workload", spec).answer[-1] == (
        "The team's fullest weeks, not counting 2 h in no one week, are weeks 1 and 2 with 1 h each."
    )


def test_a_unit_without_a_title_is_not_called_by_its_module() -> None:
    spec = """
module: m
title: Interviews
workload: {hours_per_week: 2}
pacing: self-paced
units: [{tasks: [{id: a, duration: 2 h}]}, {tasks: [{id: b, duration: 1 h}]}]
"""
    assert view_named("workload", spec).answer[0].startswith("The heaviest unit is unit 1 with 2 h;")


@pytest.mark.parametrize(
    ("workload", "said"),
    [
        ("total_hours: 2", "`workload.total_hours` promises 2 h; 3 h are known: 1 h more than promised."),
        ("total_hours: 4", "`workload.total_hours` promises 4 h; 3 h are known: 1 h less than promised."),
        ("total_hours: 3", "`workload.total_hours` promises 3 h; 3 h are known: within."),
        (
            "credits: 1, credit_scheme: ects",
            "1 ECTS credit stands for 25 to 30 h; 3 h are known: 22 h less than promised.",
        ),
    ],
)
def test_what_is_promised_as_a_whole(workload: str, said: str) -> None:
    found = view_named(
        "workload", f"module: m\nworkload: {{{workload}}}\nweek: 1\ntasks: [{{id: a, duration: 3 h}}]\n"
    )
    assert said in found.answer
    (row,) = rows(found, "promises")
    assert row["known_low"] == 180


def test_a_promise_beside_what_has_no_time() -> None:
    spec = "module: m\nworkload: {total_hours: 4}\nweek: 1\ntasks: [{id: a, duration: 3 h}, {id: b}]\n"
    said = "`workload.total_hours` promises 4 h; 3 h are known, and 1 item without a time: "
    assert f"{said}1 h are left for what has no time." in view_named("workload", spec).answer


def test_light_weeks() -> None:
    spec = """
module: m
workload: {hours_per_week: 4}
units:
  - {week: 1, tasks: [{id: a, duration: 1-1.9 h}]}
  - {week: 2, tasks: [{id: b, duration: 1-2 h}]}
  - {week: 3, tasks: [{id: c, duration: 1 h}, {id: d}]}
"""
    found = view_named("workload", spec)
    assert found.answer[1] == "1 of 3 weeks asks for less than half of the hours planned."
    assert [row["stands"] for row in rows(found, "weeks")][:3] == [
        "within, less than half",
        "within",
        "within, as far as is known",
    ]


def test_a_week_alone() -> None:
    found = view_named("workload", SPEC, Focus("", (1, 1)))
    # The essay is written in the unit of week 1, and due later.
    assert [row["week"] for row in rows(found, "weeks")] == ["Week 1: Beams", "In no one week", "Total"]
    items = {row["item"] for row in rows(found, "items")}
    assert items == {"a", "b", "Build it", "essay", "material without a title"}


def test_a_module_alone_is_not_held_against_the_hours_of_all(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nworkload: {hours_per_week: 2}\ncalendar: {starts: 2026-09-21}\n"
            "modules: [a.module.yaml, b.module.yaml]\n",
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: x, duration: 1 h}]\n",
            "b.module.yaml": "module: b\nweek: 1\ntasks: [{id: y, duration: 2 h}]\n",
        },
    )
    both = rows(view(Plan(course)), "weeks")
    assert [(row["week"], row["declared_low"], row["stands"]) for row in both] == [
        ("Week 1 of 2 modules", 180, "above, beyond 125%")
    ]
    (alone,) = rows(view(Plan(course, focus=Focus("a"))), "weeks")
    assert (alone["declared_low"], alone["planned"]) == (60, None)


def test_rates_of_the_configuration_are_used() -> None:
    spec = "module: m\nweek: 1\ntasks: [{id: b, kind: reading, materials: {words: 1800, difficulty: some}}]\n"
    rates = shipped_rates().with_values({"reading_understand_some": 90})
    (row,) = rows(view(Plan(course_of(spec), policy=Policy((), {}, rates=rates))), "weeks")
    assert (row["estimated_low"], row["estimated_high"]) == (16, 26.67)


@pytest.mark.skipif(not LEARN_TO_CLOUD.exists(), reason="the public courses are not part of the repository")
def test_a_public_course_without_any_time() -> None:
    found = view(Plan(load(LEARN_TO_CLOUD)))
    assert found.tone == "unknown"
    assert all(row["declared_low"] is None for row in rows(found, "weeks") if row["items"])


def check(course: Course) -> None:
    """Hold the totals against the rows, and the bars against their axes."""
    found = view(Plan(course))
    *weeks, total = rows(found, "weeks") or [{}]
    if len(weeks) > 1:
        for key in ("declared_low", "declared_high", "estimated_low", "estimated_high"):
            known = [row[key] for row in weeks]
            said = sum(value for value in known if isinstance(value, int | float))
            assert said == pytest.approx(total[key] or 0, abs=0.01 * len(weeks))
    counted = [row["counted_low"] for row in rows(found, "items") if "optional" not in str(row["how"])]
    if weeks:
        parts = sum(value for value in counted if isinstance(value, int | float))
        whole = sum(total[key] or 0 for key in ("declared_low", "estimated_low"))  # type: ignore[misc]
        assert parts == pytest.approx(whole, abs=0.01 * len(counted))
    for chart in found.charts:
        assert isinstance(chart, Tracks)
        for group in chart.groups:
            for row in group.rows:
                ends = [end for one in row.segments for end in (one.start, one.end)]
                assert ends == sorted(ends)
                ends += [mark.at for mark in row.marks] + [limit.at for limit in row.limits]
                assert all(0 <= end <= 1 for end in ends)
                assert row.said


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_totals_are_the_sums_of_their_parts(seed: int) -> None:
    check(course_of(Planner(seed).text()))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_there_is_a_view_whatever_is_written(seed: int) -> None:
    check(random_course(seed))


def test_the_configured_limit_is_the_one_that_counts() -> None:
    spec = "module: m\nworkload: {hours_per_week: 2}\nweek: 1\ntasks: [{id: a, kind: quiz, duration: 3 h}]\n"
    (rule,) = (one for one in all_rules() if one.meta.code == "WRK001")
    strict, mild = (
        Policy((rule,), {"WRK001": Setting(Severity.WARNING, {"percent": limit})}) for limit in (125, 160)
    )
    assert view(Plan(course_of(spec), policy=strict)).answer[:2] == (
        "Week 1 is too heavy: 3 h, where 2 h are planned.",
        "The only week asks for more than 125% of the hours planned.",
    )
    assert view(Plan(course_of(spec), policy=mild)).answer[0].startswith("No week asks for more than 160%")


def test_what_is_not_known_beside_the_weeks_has_their_axis() -> None:
    spec = "module: m\nweek: 1\nsessions: [{id: s, duration: 2 h}]\nassessments: [{id: a}]\n"
    team = next(one for one in view_named("workload", spec).charts if one.name == "staff")
    assert isinstance(team, Tracks)
    assert [[tick.label for tick in group.ticks][-1] for group in team.groups] == ["2 h", "2 h"]


@pytest.mark.parametrize(
    ("time", "ticks"),
    [
        ("2 min", ["0", "5 min"]),
        ("20 min", ["0", "5 min", "10 min", "15 min", "20 min"]),
        ("60 min", ["0", "15 min", "30 min", "45 min", "1 h"]),
        ("70 min", ["0", "30 min", "1 h", "1.5 h"]),
    ],
)
def test_axes_of_small_courses(time: str, ticks: list[str]) -> None:
    spec = f"module: m\nweek: 1\ntasks: [{{id: a, duration: {time}}}]\n"
    chart = view_named("workload", spec).charts[0]
    assert isinstance(chart, Tracks)
    assert [tick.label for tick in chart.groups[0].ticks] == ticks


def test_marking_of_unknown_length_alone_is_not_drawn() -> None:
    found = view_named("workload", weeks_of("1 h", more="assessments: [{id: a}]"))
    assert [one.name for one in found.charts] == ["learners"]
    assert [row["unknown"] for row in rows(found, "staff-weeks")] == [0, 1, 1]


def test_weeks_of_several_modules(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nworkload: {hours_per_week: 2}\n"
            "modules: [a.module.yaml, b.module.yaml]\n",
            "a.module.yaml": "module: a\ntitle: Consent\nunits:\n"
            "  - {week: 1, tasks: [{id: x, duration: 3 h}]}\n"
            "  - {week: 2, tasks: [{id: v, duration: 1 h}]}\n"
            "assessments: [{id: e, title: Essay, duration: 1 h, due: week 2 fri}]\n",
            "b.module.yaml": "module: b\ntitle: Harm\nunits:\n"
            "  - {week: 1, tasks: [{id: y, duration: 3 h}]}\n"
            "  - {week: 2, tasks: [{id: w, duration: 1 h}]}\n",
        },
    )
    found = view(Plan(course))
    assert found.answer[0] == (
        'Week 1 of "Consent" and week 1 of "Harm" are too heavy: 3 h each, where 2 h a week are planned.'
    )
    beside = next(row for row in rows(found, "weeks") if row["week"] == "In no one week")
    assert beside["due"] == '"Essay" in week 2 of "Consent"'
