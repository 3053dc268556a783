"""Which findings a baseline hides, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.lint.engine import Linter
from coursewright.lint.registry import Rule
from coursewright.lint.select import find
from coursewright.lint.silence.baseline import (
    Applied,
    Baseline,
    Entry,
    Place,
    apply,
    create,
    missing_files,
    prune,
    update,
)
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.findings import Finding
    from coursewright.spec.model import Task

HERE = Path("/courses")
PATH = HERE / "coursewright-baseline.yaml"
MODULE = HERE / "m.module.yaml"
META = Meta("HSE001", "house-rule", "It holds", Severity.WARNING, 5, Evidence.PRACTICE, ("Us",), "it matters")


def _check(task: Task, _context: Context) -> Iterator[Problem]:
    if task.title != "Fine":
        yield Problem(task, "No.")
    if task.title == "Stumble":
        yield Problem(task.title, "No.")  # type: ignore[arg-type]


RULES = (Rule(META, _check, ("Task",), "", "house"), find("SPC001"))
RAN = frozenset({"HSE001", "SPC001"})

TASKS = "module: m\ntasks:\n  - {id: a}\n  - {title: B}\n  - {title: B}\n"


def lint(text: str, path: Path = MODULE) -> tuple[Finding, ...]:
    course = load_documents(read_document(path, text.encode()))
    return Linter(RULES, dt.date(2026, 9, 21)).lint(course).findings


def frozen(text: str = TASKS, path: Path = PATH) -> Baseline:
    return create(lint(text), path)


def applied(text: str, baseline: Baseline | None = None, **more: Any) -> Applied:
    return apply(lint(text), baseline or frozen(), {MODULE: RAN}, **more)


def nodes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.mark.node for finding in findings]


def test_what_is_frozen_is_counted_by_place() -> None:
    baseline = frozen()
    ((file, places),) = baseline.files.items()
    assert file == "m.module.yaml"
    assert sorted((place.code, entry.times, entry.hint) for place, entry in places.items()) == [
        ("HSE001", 1, "tasks[a]"),
        ("HSE001", 2, "tasks[B]"),
    ]
    assert (baseline.total, baseline.by_rule()) == (3, {"HSE001": 3})


def test_what_is_frozen_is_hidden() -> None:
    found = applied(TASKS)
    assert (found.new, found.stale) == ((), ())
    assert nodes(tuple(one.finding for one in found.hidden)) == ["tasks[a]", "tasks[2]", "tasks[3]"]
    assert {(one.kind, one.reason, one.path) for one in found.hidden} == {("baseline", "", PATH)}


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (TASKS + "  - {id: c}\n", ["tasks[c]"]),
        (TASKS + "  - {title: B}\n", ["tasks[4]"]),
        (TASKS.replace("{id: a}", "{id: z}"), ["tasks[z]"]),
        (TASKS.replace("module: m", "module: m\nunits:\n  - tasks: [{id: c}]"), ["units[1].tasks[c]"]),
    ],
)
def test_what_is_new_is_told(text: str, new: list[str]) -> None:
    assert nodes(applied(text).new) == new


@pytest.mark.parametrize(
    "text",
    [
        "# hello\n\n" + TASKS,
        TASKS.replace("\n", "\r\n"),
        "\ufeff" + TASKS,
        "module: m\ntasks:\n- {title: B}\n- title: B\n  kind: quiz\n- &anchor\n  id: a\n",
        "module: m\ntasks: [{title: B}, {title: Fine}, {id: a, title: Renamed}, {title: B}]\n",
        "module: m\nunits:\n  - title: One\n    tasks: [{title: B}]\n  - tasks: [{id: a}, {title: B}]\n",
        "module: renamed\nx-b: &b {title: B}\ntasks: [{id: a}, {<<: *b}, {title: 'B'}]\n",
    ],
    ids=["lines above", "CRLF", "BOM", "order and anchor", "flow and siblings", "into units", "merge key"],
)
def test_what_makes_no_difference(text: str) -> None:
    found = applied(text)
    assert (nodes(found.new), found.stale) == ([], ())


def test_entries_that_are_too_many_are_stale() -> None:
    found = applied("module: m\ntasks:\n  - {title: B}\n")
    assert found.new == ()
    assert [(one.file, one.entry.hint, one.gone) for one in found.stale] == [
        ("m.module.yaml", "tasks[a]", 1),
        ("m.module.yaml", "tasks[B]", 1),
    ]


def test_nothing_is_stale_where_nobody_looked() -> None:
    baseline = frozen()
    mended = "module: m\ntasks: [{title: Fine}]\n"
    assert len(apply(lint(mended), baseline, {MODULE: RAN}).stale) == 2
    assert apply(lint(mended), baseline, {}).stale == ()
    assert apply(lint(mended), baseline, {MODULE: frozenset({"FUP001"})}).stale == ()
    assert apply(lint(mended), baseline, {HERE / "other.module.yaml": RAN}).stale == ()


def test_nothing_is_stale_of_a_rule_that_stumbled() -> None:
    found = applied("module: m\ntasks: [{title: Stumble}]\n")
    assert [finding.crash for finding in found.new] == [False, True]
    assert found.stale == ()


def test_what_cannot_be_read_and_what_stumbled_is_never_frozen() -> None:
    text = "module: m\nno-such-key: 1\ntasks: [{title: Stumble}]\n"
    findings = lint(text)
    assert {finding.code for finding in findings} == {"SPC001", "HSE001"}
    baseline = create(findings, PATH)
    assert baseline.by_rule() == {"HSE001": 1}
    told = apply(findings, baseline, {MODULE: RAN}).new
    assert sorted((finding.code, finding.crash) for finding in told) == [("HSE001", True), ("SPC001", False)]


def test_a_baseline_is_about_the_files_below_it() -> None:
    inner = create(lint(TASKS, HERE / "inner" / "m.module.yaml"), PATH)
    assert list(inner.files) == ["inner/m.module.yaml"]
    assert len(apply(lint(TASKS), inner).new) == 3, "the same module in another folder"
    outside = create(lint(TASKS), HERE / "inner" / PATH.name)
    assert outside.files == {}
    assert len(apply(lint(TASKS), outside).new) == 3


def test_names_that_are_no_unicode() -> None:
    path = HERE / b"caf\xe9.module.yaml".decode("utf-8", "surrogateescape")
    baseline = create(lint(TASKS, path), PATH)
    assert list(baseline.files) == ["caf\\xe9.module.yaml"]
    assert apply(lint(TASKS, path), baseline).new == ()


def test_update_only_takes_out() -> None:
    baseline = frozen()
    mended = applied("module: m\ntasks:\n  - {title: B}\n  - {id: new}\n", baseline)
    after = update(baseline, mended.stale)
    assert [(entry.hint, entry.times) for entry in after.files["m.module.yaml"].values()] == [("tasks[B]", 1)]
    assert nodes(mended.new) == ["tasks[new]"]
    assert baseline.total == 3, "the old one is as it was"
    again = applied("module: m\ntasks:\n  - {title: B}\n  - {title: B}\n", after)
    assert len(again.new) == 1, "what was mended once does not come back"
    assert update(after, applied("module: m\ntasks: []\n", after).stale).files == {}


def test_update_leaves_other_files_alone() -> None:
    baseline = frozen()
    baseline.files["gone.module.yaml"] = {Place("FUP001", "f00000000000"): Entry(1, "tasks[a]")}
    after = update(baseline, applied("module: m\n", baseline).stale)
    assert list(after.files) == ["gone.module.yaml"]


def test_prune_lets_go_of_files_that_are_gone(tmp_path: Path) -> None:
    path = tmp_path / PATH.name
    entries = {Place("FUP001", "f00000000000"): Entry(1, "tasks[a]")}
    baseline = Baseline(
        path, {"here.module.yaml": dict(entries), "gone.module.yaml": dict(entries)}, tmp_path
    )
    (tmp_path / "here.module.yaml").write_text("module: m\n", "utf-8")
    assert missing_files(baseline) == ["gone.module.yaml"]
    assert list(prune(baseline, ()).files) == ["here.module.yaml"]
    assert list(update(baseline, ()).files) == ["here.module.yaml", "gone.module.yaml"]
