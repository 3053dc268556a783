"""What is left out on purpose, what to mend, and the OSCQR crosswalk."""

from __future__ import annotations

import pytest
from spec_helpers import module_of
from view_reading import plan_of, rows, texts, view_named

from coursewright.design.analyses.oscqr import said_in, standards
from coursewright.lint.registry import all_rules
from coursewright.shipped import shipped
from coursewright.spec.errors import UsageError
from coursewright.spec.load import load
from coursewright.views import findings, oscqr
from coursewright.views.catalogue import entry_named
from coursewright.views.charts import Outline, Tracks
from coursewright.views.plan import Focus, Plan

LEFT_OUT = """module: m
policies: {lurking: {none: nobody is there to read along with}}
units:
  - title: One
    week: 1
    tasks:
      - {id: a, title: Read it, follow_up: {none: they go on the field trip next day}}
      - {id: b, title: Try it, feedback: none}
  - {title: Two, week: 2, tasks: [{id: c, choices: {none: one way is safe}}]}
"""


def test_each_absence_is_listed_once_with_its_reason_and_place() -> None:
    view = view_named("on-purpose", LEFT_OUT)
    assert view.answer[0] == (
        "4 things are left out on purpose, 1 of them without a reason: lurking (policies), "
        'follow up of task "Read it", feedback of task "Try it" and choices of task "c".'
    )
    assert texts(view, "on-purpose") == [
        ["Whole module", 'policies of module "m"', "lurking", "nobody is there to read along with"],
        ["Week 1", 'task "Read it"', "follow_up", "they go on the field trip next day"],
        ["Week 1", 'task "Try it"', "feedback", "no reason is given"],
        ["Week 2", 'task "c"', "choices", "one way is safe"],
    ]
    assert [row["reason"] for row in rows(view, "on-purpose")][2] is None
    assert [row.cells[2].spot and row.cells[2].spot.line for row in view.tables[0].rows] == [2, 7, 8, 9]
    (outline,) = view.charts
    assert isinstance(outline, Outline)
    assert [item.depth for item in outline.items] == [0, 1] * 4


def test_an_inherited_absence_is_one_thing() -> None:
    view = view_named(
        "on-purpose",
        "module: m\ndefaults: {tasks: {follow_up: {none: all are practice}}}\ntasks: [{id: a}, {id: b}]\n",
    )
    assert view.answer[0] == '1 thing is left out on purpose, with a reason: follow up of task "a".'


def test_only_the_part_that_is_looked_at() -> None:
    view = view_named("on-purpose", LEFT_OUT, Focus(weeks=(2, 2)))
    assert [row[1] for row in texts(view, "on-purpose")] == ['task "c"']


def test_nothing_left_out() -> None:
    view = view_named("on-purpose", "module: m\n")
    assert (view.answer, view.charts) == (("Nothing is left out on purpose.",), ())


def test_silenced_findings_are_listed_with_their_reason() -> None:
    view = view_named(
        "on-purpose",
        "module: m\ntasks:\n  - id: a # coursewright: ignore[FUP001] -- it is taken up\n    kind: quiz\n",
    )
    assert view.answer[1] == "1 finding of the rules is kept quiet."
    ((rule, message, by, reason),) = texts(view, "silenced")
    assert (rule, by, reason) == ("FUP001", "a comment", "it is taken up")
    assert 'Task "a"' in message


def test_findings_by_time_add_up_in_every_table() -> None:
    course = load(shipped("examples") / "homework-trap" / "photosynthesis.module.yaml")
    view = view_named("findings", course)
    # FUP001 takes 20 min, FUP002 and FUP004 10 min each, FUP007 5 min.
    assert view.answer == (
        "1 error and 3 warnings, about 45 min to mend.",
        "1 finding would be mended in 5 min.",
    )
    assert rows(view, "times") == [
        {"minutes": 5, "errors": 0, "warnings": 1, "notes": 0, "findings": 1, "total": 5},
        {"minutes": 10, "errors": 0, "warnings": 2, "notes": 0, "findings": 2, "total": 20},
        {"minutes": 20, "errors": 1, "warnings": 0, "notes": 0, "findings": 1, "total": 20},
    ]
    assert [row["rule"] for row in rows(view, "findings")] == ["FUP007", "FUP002", "FUP004", "FUP001"]
    assert sum(int(str(row["total"])) for row in rows(view, "rules")) == 45
    (bars,) = view.charts
    assert isinstance(bars, Tracks)
    ends = [row.segments[-1].end for row in bars.groups[0].rows]
    assert ends == [0.5, 1.0, 0.5]


def test_three_findings_of_one_rule_in_a_file_are_one_row() -> None:
    spec = "module: m\ntasks:\n" + "".join(f"  - {{id: {name}, kind: quiz}}\n" for name in "abc")
    view = view_named("findings", spec)
    listed = [row for row in rows(view, "findings") if row["rule"] == "FUP001"]
    assert [(row["findings"], row["minutes"]) for row in listed] == [(3, 20)]
    assert str(listed[0]["finding"]).endswith("is never taken up again. And 2 more.")
    total = sum(int(str(row["findings"])) for row in rows(view, "findings"))
    assert total == sum(int(str(row["findings"])) for row in rows(view, "rules"))


def test_findings_that_nobody_asked_for() -> None:
    plan = Plan(module_of("tasks: [{id: a}]"))
    assert findings.view(plan).answer == ("The rules were not asked.",)


def test_findings_of_a_week() -> None:
    units = "".join(f"  - {{week: {week}, tasks: [{{id: {name}}}]}}\n" for week, name in ((1, "a"), (2, "b")))
    spec = f"module: m\nunits:\n{units}"
    both, second = view_named("findings", spec), view_named("findings", spec, Focus(weeks=(2, 2)))
    lines = {row.cells[3].spot.line for row in second.tables[2].rows if row.cells[3].spot}
    assert lines == {4}
    assert len(second.tables[2].rows) < len(both.tables[2].rows)


def test_the_table_of_standards_is_whole() -> None:
    codes = {rule.meta.code for rule in all_rules()}
    assert [one.number for one in standards()] == list(range(1, 51))
    assert len({one.section for one in standards()}) == 6
    course = module_of("tasks: [{id: a}]")
    for one in standards():
        assert set(one.rules) <= codes, one.number
        assert bool(one.rules or one.keys) == (one.sees != "no"), one.number
        assert one.sees != "full" or one.rules, one.number
        for key in one.keys:
            said_in(course, key)


def test_what_a_plan_cannot_show_is_never_met_or_missed() -> None:
    view = view_named("oscqr", "module: m\n")
    states = {row["number"]: (row["state"], row["findings"]) for row in rows(view, "oscqr")}
    unseen = {one.number for one in standards() if one.sees == "no"}
    assert {number for number, (state, _) in states.items() if state == "no"} == unseen
    assert all(states[number][1] is None for number in unseen)
    assert states[9][0] == "found"  # a module without outcomes


def test_rules_that_did_not_run_find_nothing_and_clear_nothing() -> None:
    course = module_of("tasks: [{id: a}]")
    view = oscqr.view(plan_of(course, select=["FUP"]))
    states = {row["number"]: row["state"] for row in rows(view, "oscqr")}
    assert states[42] == "unasked"  # PRE001 was not asked
    assert states[38] != "clear"


def test_silence_about_what_is_not_there_clears_nothing() -> None:
    view = view_named("oscqr", "module: m\ntasks: [{id: a, kind: quiz}]\n")
    states = {row["number"]: row["state"] for row in rows(view, "oscqr")}
    assert [states[number] for number in (12, 33, 35, 46)] == ["nothing"] * 4  # no tool, material or grade
    graded = "module: m\ntasks: [{id: a, kind: quiz, graded: true, criteria: [it works]}]\n"
    states = {row["number"]: row["state"] for row in rows(view_named("oscqr", graded), "oscqr")}
    assert states[46] == "clear"


def test_said_in_counts_each_written_element_once() -> None:
    course = module_of("team: [{id: a, contact: a@b}, {id: b}]\nunits: [{title: A}, {title: B}]")
    assert said_in(course, "Member.contact")[1:] == (1, 2)


def test_a_focus_on_a_module_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no module `n`"):
        plan_of("module: m\n", Focus(module="n"))
    with pytest.raises(UsageError, match="Did you mean `timeline`"):
        entry_named("timelne")
