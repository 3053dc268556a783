"""The report for pull requests: the summary first, all of it inert, never longer than a comment may be."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hostile import write_case
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_pages import MADE_OF_TEXT, Page, commonmark, github
from told_by_hand import HOSTILE, SETTING, course, hostile, told
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.lint.runs.tally import Tally
from coursewright.lint.severity import Severity
from coursewright.reporters.markdown.report import LIMIT, MarkdownReport
from coursewright.reporters.record import (
    CourseRecord,
    FileRecord,
    Foreign,
    Gone,
    Hushed,
    Omitted,
    Place,
    Told,
    Trouble,
)
from coursewright.reporters.reporter import RunRecord
from coursewright.reporters.shared.digest import digest

if TYPE_CHECKING:
    from pathlib import Path

OURS = {
    *("h2", "h3", "h4", "p", "ul", "li", "strong", "code", "details", "summary", "span", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
LEFT_OUT = re.compile(r"\*\*([\d,]+) of ([\d,]+) findings? are left out here\*\*")


def run_of(*courses: CourseRecord, troubles: tuple[Trouble, ...] = (), unread: bool = False) -> RunRecord:
    """Sum a run up as the command does."""
    tally = Tally()
    for one in courses:
        tally.files += 0 if unread else max(len(one.files), 1)
        tally.on_purpose += len(one.on_purpose)
        tally.ignored += sum(hushed.kind == "comment" for hushed in one.hushed)
        tally.hidden += sum(hushed.kind == "baseline" for hushed in one.hushed)
        tally.stale += sum(gone.gone for gone in one.gone)
        for finding in one.findings:
            tally.severities[Severity[finding.severity.upper()]] += 1
            tally.codes[finding.code] += 1
            tally.costs[finding.code] += finding.minutes
            tally.names[finding.code] = finding.name
            tally.minutes += finding.minutes
    summary = digest(tally, "warning", errors=len(troubles), again=("coursewright", "lint"))
    return RunRecord(tally, 1, summary, troubles)


def report(*courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> str:
    reporter = MarkdownReport(SETTING)
    assert [reporter.start(), *map(reporter.course, courses)] == [""] * (1 + len(courses))
    return reporter.end(run_of(*courses, troubles=troubles))


def inert(markdown: str) -> Page:
    """Check that a page has nothing on it but what we put there, and that all of that is closed."""
    for render in (commonmark, github):
        page = render(markdown)
        assert set(page.elements) <= OURS
        assert not [one for one in page.texts if MADE_OF_TEXT.search(one)]
        assert page.elements.count("details") == page.elements.count("summary")
        assert page.depth == 0
    return page


def many(count: int, files: int = 1, **more: str) -> list[Told]:
    return [
        told(1 + number, code=f"TSK{number % 997:03}", path=f"f{number % files:03}.module.yaml", **more)  # type: ignore[arg-type]
        for number in range(count)
    ]


def test_a_small_course() -> None:
    one = told(3, code="OUT002", severity="error", message="`title` is <empty>.")
    small = CourseRecord(
        (FileRecord("a/m.module.yaml", "module", "What *lives*"),),
        (one._replace(on_purpose="why", related=(Place("b.yaml", "", 7, 1, 7, 2, "the other", "- x"),)),),
    )
    assert report(small) == (
        "## coursewright\n"
        "\n"
        "1 file: 1 error; about 5 min to mend. Exit 1: errors fail the run (--fail-on warning).\n"
        "\n"
        "| Severity | Findings |\n"
        "| --- | ---: |\n"
        "| error | 1 |\n"
        "| warning | 0 |\n"
        "| note (`info`) | 0 |\n"
        "\n"
        "### `a/m.module.yaml` What &#42;&#8203;lives&#42;\n"
        "\n"
        "1 error; about 5 min to mend\n"
        "\n"
        "- **error** `OUT002` `title` is &lt;empty&gt;. `a/m.module.yaml:3`\n"
        "\n"
        "  **fix:** add `it` (about 5 min)\n"
        "\n"
        "  <details><summary>why, and more</summary>\n"
        "\n"
        "  - **why:** it matters (Howard 2021, practitioner)\n"
        "  - **see:** `b.yaml:7`, the other: `- x`\n"
        '  - **on purpose?** `why: {none: "your reason"}`\n'
        "  - **more:** `coursewright explain OUT002`\n"
        "\n"
        "  </details>\n"
    )


def test_nothing_found() -> None:
    clean = CourseRecord((FileRecord("a.yaml", "course", ""),))
    assert report(clean) == ("## coursewright\n\n1 file: nothing found. Exit 0. There is nothing to mend.\n")


def test_nothing_checked() -> None:
    trouble = Trouble("configuration", "a/coursewright.yaml", 3, 1, "`x` is no key.", "Take it out.")
    reporter = MarkdownReport(SETTING)
    shown = reporter.end(run_of(CourseRecord(), troubles=(trouble,), unread=True))
    assert "nothing to mend" not in shown
    assert "Nothing was checked. Exit 2: 1 path could not be checked." in shown
    assert "### not checked\n\n- `a/coursewright.yaml:3`: `x` is no key. Take it out.\n" in shown


def test_a_path_is_named_once() -> None:
    shown = report(CourseRecord(), troubles=(Trouble("path", "x.yaml", 0, 0, "x.yaml: there is none.", ""),))
    assert "- x.yaml: there is none.\n" in shown
    shown = report(CourseRecord(), troubles=(Trouble("path", "x.yaml", 0, 0, "There is none.", ""),))
    assert "nothing to mend" not in shown
    assert "- `x.yaml`: There is none.\n" in shown


def test_many_troubles_are_counted() -> None:
    shown = report(CourseRecord(), troubles=(Trouble("path", "x", 0, 0, "No.", ""),) * 14)
    assert shown.count("- `x`: No.") == 10
    assert "- and 4 more; `--format json` lists them all\n" in shown


def test_places_of_one_fault_share_an_entry() -> None:
    findings = [told(line)._replace(subject=f"Task {line}", unit="Week 1") for line in range(1, 42)]
    reporter = MarkdownReport(SETTING)
    reporter.course(course(*findings))
    shown = reporter.end(run_of(course(*findings)))
    assert reporter.entries == 1
    assert "Something is missing. (And 40 more in this file.) `a/m.module.yaml:1`" in shown
    assert '- **also:** Week 1: "Task 2" (line 2), "Task 3" (line 3)' in shown
    assert "- **also:** and 32 more" in shown
    assert "(about 5 min each, 3 h 25 min in all)" in shown


def test_homework_has_a_heading() -> None:
    shown = report(
        course(
            told(2, code="OUT001"),
            told(4, code="FUP001", task="Read it"),
            told(4, code="FUP002", task="Read it"),
        )
    )
    assert shown.count('> #### homework pattern\n>\n> "Read it" goes out and never comes back: ') == 1
    assert shown.index("`OUT001`") < shown.index("#### homework") < shown.index("`FUP001`")


def test_what_costs_most_and_what_shows_more() -> None:
    shown = report(course(told(1, code="A001", minutes=90), told(2, code="A002"), told(3, code="A003")))
    assert "| **A001** a-rule | 1 | 1 h 30 min |\n" in shown
    assert "- `coursewright lint --select A001`: these findings alone\n" in shown
    page = inert(shown)
    assert page.elements.count("table") == 2
    assert page.elements.count("td") == 3 * 2 + 3 * 3


def test_what_nobody_has_to_mend_is_counted_and_folded_away() -> None:
    place = Place("a.yaml", "tasks[a].follow_up", 4, 1, 4, 2)
    record = course(told())._replace(
        on_purpose=(Omitted(place, "the *next* module starts from it"),),
        hushed=(
            Hushed(told(7), "comment", "", "a.yaml", 7),
            Hushed(told(8), "baseline", "", "coursewright-baseline.yaml", 8),
        ),
        gone=(Gone("a.yaml", "TSK001", "tasks[b]", 2, "coursewright-baseline.yaml", 3),),
        foreign=(Foreign(place, "nl"),),
    )
    shown = report(record)
    assert (
        "Not counted: 1 thing left out on purpose; 1 finding silenced by a comment; "
        "1 finding in the baseline.\n"
    ) in shown
    assert "2 findings listed in the baseline are no longer there: `coursewright baseline update`" in shown
    for line in (
        "<details><summary>left out on purpose: 1</summary>",
        "- `a.yaml:4` without `follow_up`: the &#42;&#8203;next&#42; module starts from it",
        "<details><summary>silenced by a comment: 1</summary>",
        "- `a/m.module.yaml:7` `TSK001`: no reason is given",
        "- `a/m.module.yaml:8` `TSK001` Something is missing.",
        "- `a.yaml` `TSK001` at `tasks[b]`: 2",
        "- `a.yaml:4` rules about wording know no words of `nl`, and keep silent.",
    ):
        assert f"\n{line}\n" in shown
    inert(shown)


def test_long_lists_of_them_are_cut_and_counted() -> None:
    place = Place("a.yaml", "why", 4, 1, 4, 2)
    shown = report(course(told())._replace(on_purpose=(Omitted(place, "so it is"),) * 5_000))
    rows = shown.count("without `why`: so it is")
    assert 20 < rows < 100
    assert f"\n- and {5_000 - rows:,} more; `--format json` lists them all\n" in shown


def test_of_such_a_list_the_beginning_is_shown() -> None:
    place = Place("a.yaml", "why", 4, 1, 4, 2)
    rows = [Omitted(place, "long " * 50)] * 12 + [Omitted(place, "short")]
    shown = report(course(told())._replace(on_purpose=tuple(rows)))
    assert "long long" in shown
    assert "short" not in shown


def shown_and_left_out(shown: str) -> tuple[int, int]:
    """Count the findings of a report: those that are shown, and those that it says are left out."""
    entries = len(re.findall(r"^- \*\*(?:error|warning|info)\*\* ", shown, re.MULTILINE))
    folded = sum(map(int, re.findall(r"\(And (\d+) more in this file\.\)", shown)))
    said = LEFT_OUT.search(shown)
    return entries + folded, int(said[1].replace(",", "")) if said else 0


@pytest.mark.slow
@pytest.mark.parametrize("files", [1, 7, 2_500])
def test_five_thousand_findings(files: int) -> None:
    shown = report(course(*many(5_000, files)))
    assert 50_000 < len(shown) <= LIMIT
    there, left_out = shown_and_left_out(shown)
    assert there > 50
    assert there + left_out == 5_000
    assert "`coursewright lint --format concise` shows them all." in shown
    listed = shown.partition("file by file</summary>")[2].partition("</details>")[0]
    counts = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) findings?\b", listed)]
    assert sum(counts) == left_out
    inert(shown)


def test_what_fits_is_all_there() -> None:
    shown = report(course(*many(60)))
    assert shown_and_left_out(shown) == (60, 0)
    assert "left out" not in shown


def test_paths_that_need_much_room_are_left_out_within_the_limit() -> None:
    findings = [told(number, path=f"{number}{'`' * 200}", message="$" * 600) for number in range(1, 301)]
    shown = report(course(*findings))
    assert len(shown) <= LIMIT
    assert sum(shown_and_left_out(shown)) == 300
    assert re.search(r"\n- and \d+ findings in \d+ more files\n", shown)


@pytest.mark.slow
def test_the_least_severe_are_left_out_first() -> None:
    light = many(400, 3, severity="info")
    heavy = many(40, 3, severity="error", message="It is grave.")
    some = many(300, 3, severity="warning")
    shown = report(course(*light, *heavy, *some))
    severities = Counter(re.findall(r"^- \*\*(\w+)\*\* ", shown, re.MULTILINE))
    assert severities["error"] == 40
    assert 0 < severities["warning"] < 300
    assert severities["info"] == 0


def test_memory_holds_what_may_be_shown() -> None:
    reporter = MarkdownReport(SETTING)
    for number in range(40):
        reporter.course(course(*many(50, 1, message=f"Course {number}.")))
    assert sum(len(block.shown) for block in reporter._blocks) <= LIMIT
    assert len(reporter._blocks) < 400


def test_the_order_of_files_and_places_is_kept() -> None:
    first = [
        told(9, code="A001", severity="info", path="b"),
        told(10, code="A002", severity="error", path="b"),
    ]
    second = [told(1, code="A003", severity="error", path="a")]
    shown = report(course(*first), course(*second))
    assert re.findall(r"\*\* `(A\d+)`", shown) == ["A001", "A002", "A003"]
    assert re.findall(r"^### `(\w)`", shown, re.MULTILINE) == ["b", "a"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_texts(text: str) -> None:
    one = hostile(text)
    record = CourseRecord(
        (FileRecord(text, "module", text),),
        (one, one._replace(code="FUP001"), one._replace(code="FUP002"), *[one._replace(code="X1")] * 40),
        (Omitted(one.place, text),),
        (Hushed(one, "comment", text, text, 1), Hushed(one, "baseline", text, text, 1)),
        (Gone(text, text, text, 1, text, 1),),
        (Foreign(one.place, text),),
    )
    troubles = (Trouble("configuration", text, 3, 1, text, text), Trouble("path", text, 0, 0, text, text))
    shown = report(record, troubles=troubles)
    assert len(shown) <= LIMIT
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", shown)
    page = inert(shown)
    assert page.elements.count("h3") == 2
    assert page.elements.count("h4") == 1
    assert page.elements.count("table") == 2
    assert page.elements.count("td") == 3 * 2 + 4 * 3
    assert page.elements.count("details") == 4 + 5
    assert shown_and_left_out(shown) == (43, 0)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)), min_size=1, max_size=12))
def test_everything_is_shown_or_counted(texts: list[tuple[str, str]]) -> None:
    findings = [
        hostile(text)._replace(code=f"T{number}", place=Place(path, text, number + 1, 1, number + 1, 2))
        for number, (text, path) in enumerate(texts)
    ]
    shown = report(course(*findings))
    assert len(shown) <= LIMIT
    assert sum(shown_and_left_out(shown)) == len(findings)


@pytest.mark.parametrize("case", ["findings", "none", "syntax-error", "config-error", "untold", "hostile"])
def test_real_runs(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / case
    write_case(case, folder)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    command = ("lint", "--today", "2026-09-01", "--format")
    shown = CliRunner().invoke(app, [*command, "markdown"]).stdout
    documents = CliRunner().invoke(app, [*command, "jsonl"]).stdout.splitlines()
    assert shown_and_left_out(shown) == (sum('"type": "finding"' in line for line in documents), 0)
    assert str(tmp_path) not in shown
    inert(shown)
