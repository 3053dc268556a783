"""The SARIF report: valid by the official schema, read by another tool, the same from every folder."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from sarif.loader import load_sarif_file  # type: ignore[import-untyped]
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.record import (
    CourseRecord,
    Edit,
    Excerpt,
    FileRecord,
    Foreign,
    Gone,
    Hushed,
    Omitted,
    Place,
    RuleNote,
    Told,
    Trouble,
)
from coursewright.reporters.reporter import RunRecord, Setting
from coursewright.reporters.sarif.report import MOST, SCHEMA, SarifReport
from coursewright.reporters.sarif.rules import pascal
from coursewright.reporters.shared.digest import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "golden" / "cases"
EXAMPLES = ROOT / "examples"
VALIDATOR = Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text("utf-8"))
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
URI = re.compile(r"(file:)?([A-Za-z0-9._~/:-]|%[0-9A-F]{2})+")
UNSHOWABLE = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

HOSTILE = [
    "]]> --> <script>alert(1)</script>",
    "%0A::error file=x::no",
    "\x1b[31mred\x1b[0m \x9b1m",
    "\0 nothing",
    "\u202egnp.exe\u2066 \u2028 \u2029",
    "half \ud83d \udcff",
    "one\ntwo\r\nthree",
    "[click](https://example.org/x) ![x](https://example.org/x.png) [a\\](1)",
    "{0} {1} {{ 7*7 }} {% raw %}",
    "x" * 100_000,
]


def place(path: str = "a.yaml", line: int = 3, label: str = "", end_line: int = 0) -> Place:
    return Place(path, "tasks[one]", line, 5, end_line or line, 12, label)


def told(code: str = "TSK001", severity: str = "warning", **more: object) -> Told:
    excerpt = Excerpt("  - ", "id: one", " # here", "tasks:", "    title: One")
    values = {"excerpt": excerpt, "fingerprint": "f" * 32, **more}
    one = Told(code, "a-rule", severity, "It lacks aim.", "it matters (Howard 2021)", "add it", 5, place())
    return one._replace(**values)  # type: ignore[arg-type]


def written(*courses: CourseRecord, exit_code: int = 1, version: str = "1.2.3", **more: Any) -> str:
    reporter = SarifReport(Setting(version, Path("/"), Path("/")))
    tally = Tally()
    run = RunRecord(tally, exit_code, digest(tally, "warning"), **more)
    return "".join((reporter.start(), *map(reporter.course, courses), reporter.end(run)))


def run_in(report: str) -> dict[str, Any]:
    """Return the one run of a report after checking all that holds of any."""
    report.encode("utf-8")
    assert not UNSHOWABLE.search(report)
    document = json.loads(report)
    VALIDATOR.validate(document)
    assert (document["$schema"], document["version"]) == (SCHEMA, "2.1.0")
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    seen = dict.fromkeys(one["ruleId"] for one in run["results"])
    assert [rule["id"] for rule in rules] == list(seen)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert len(rule["properties"]["tags"]) <= 10
    for one in locations_in(run):
        assert URI.fullmatch(one["uri"]), one["uri"]
        unquote(one["uri"], errors="strict")
        assert one["uri"].startswith("file://") != (one.get("uriBaseId") == "%SRCROOT%")
    for value in texts_in(run):
        assert "\0" not in value
        assert not re.search("[\ud800-\udfff]", value)
    return dict(run)


def locations_in(part: object) -> Iterator[dict[str, Any]]:
    match part:
        case {"artifactLocation": dict(found)} | {"location": {"uri": _} as found}:
            yield found
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from locations_in(one)


def texts_in(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from texts_in(one)


def result(found: Told, **more: Any) -> dict[str, Any]:
    """Return the one result of a report with this finding."""
    (one,) = run_in(written(CourseRecord(findings=(found,), **more)))["results"]
    return dict(one)


def test_a_result() -> None:
    assert result(told()) == {
        "ruleId": "TSK001",
        "ruleIndex": 0,
        "level": "warning",
        "message": {"text": "It lacks aim. Add it."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {
                        "startLine": 3,
                        "startColumn": 5,
                        "endLine": 3,
                        "endColumn": 12,
                        "snippet": {"text": "id: one"},
                    },
                    "contextRegion": {
                        "startLine": 2,
                        "endLine": 4,
                        "snippet": {"text": "tasks:\n  - id: one # here\n    title: One"},
                    },
                },
                "logicalLocations": [{"fullyQualifiedName": "tasks[one]"}],
            }
        ],
        "partialFingerprints": {"coursewright/v1": "f" * 32},
        "suppressions": [],
        "properties": {"minutes": 5, "why": "it matters (Howard 2021)"},
    }


@pytest.mark.parametrize(("severity", "level"), LEVELS.items())
def test_levels(severity: str, level: str) -> None:
    assert result(told(severity=severity))["level"] == level


def test_rules_stand_in_the_order_in_which_they_first_speak() -> None:
    hushed = Hushed(told("ALN001"), "comment", "so be it", "a.yaml", 2)
    run = run_in(
        written(
            CourseRecord(findings=(told("TSK001"), told("FUP001")), hushed=(hushed,)),
            CourseRecord(findings=(told("OUT001"), told("FUP001"))),
        )
    )
    assert [one["ruleIndex"] for one in run["results"]] == [0, 1, 2, 3, 1]
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == ["TSK001", "FUP001", "ALN001", "OUT001"]


def test_an_installed_rule_brings_its_page() -> None:
    run = run_in(written(CourseRecord(findings=(told("FUP001"),))))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["name"] == pascal(rule["properties"]["name"])
    assert rule["help"]["markdown"].startswith(f"# FUP001 {rule['properties']['name']}\n")
    assert "```yaml" in rule["help"]["markdown"]
    assert rule["properties"]["sources"][0]["text"] in rule["help"]["text"]
    assert rule["help"]["text"].endswith("`coursewright explain FUP001`")
    assert rule["help"]["markdown"].endswith("`coursewright explain FUP001`")
    assert rule["properties"]["tags"] == ["FUP", rule["properties"]["evidence"]]


def test_a_rule_of_the_repository_is_described_without_a_page() -> None:
    own = RuleNote(
        "UNI001",
        "no-approval",
        "A module says *who* approved it",
        "the <b>senate</b> asks",
        "info",
        5,
        "UNI",
        "C",
        "practitioner",
        (("Regulations [7](https://example.org)", "https://example.org/7"), ("Minutes", "")),
    )
    run = run_in(written(CourseRecord(findings=(told("UNI001"),), rules=(own,))))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["name"] == "NoApproval"
    assert rule["shortDescription"]["text"] == "A module says *who* approved it."
    assert rule["fullDescription"]["text"] == "The <b>senate</b> asks."
    assert rule["defaultConfiguration"] == {"level": "note"}
    assert rule["help"]["text"] == (
        "A module says *who* approved it. The <b>senate</b> asks.\n\n"
        "Evidence: practitioner (C).\n\n"
        "- Regulations [7\\](https://example.org). https://example.org/7\n- Minutes.\n\n"
        "To read more in a terminal: `coursewright explain UNI001`"
    )
    assert rule["help"]["markdown"].startswith(
        r"A module says \*who\* approved it\. The \<b\>senate\<\/b\> asks\."
    )
    assert r"- Regulations \[7\]\(https\:\/\/example\.org\)\." in rule["help"]["markdown"]


def test_a_rule_that_nobody_knows_any_more_is_still_named() -> None:
    run = run_in(written(CourseRecord(findings=(told("XYZ999"),))))
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"], rule["shortDescription"]["text"]) == ("XYZ999", "ARule", "a-rule.")


def test_descriptions_are_as_long_as_github_takes_and_say_where_they_are_cut() -> None:
    own = RuleNote("UNI001", "n" * 300, "s" * 5000, "w" * 5000, "info", 5, "UNI", "C", "practitioner")
    run = run_in(written(CourseRecord(findings=(told("UNI001"),), rules=(own,))))
    (rule,) = run["tool"]["driver"]["rules"]
    for one, most in (
        (rule["name"], 255),
        *((rule[f"{k}Description"]["text"], 1024) for k in ("short", "full")),
    ):
        assert len(one) == most
        assert one.endswith("…")
    assert "s" * 4999 in rule["help"]["text"]


def test_a_comment_suppresses_in_the_source_and_a_baseline_outside_of_it() -> None:
    hushed = (
        Hushed(told(), "comment", "the lab takes\nit up", "a.yaml", 2),
        Hushed(told(), "baseline", "", "coursewright-baseline.yaml", 7),
    )
    run = run_in(written(CourseRecord(findings=(told("FUP001"),), hushed=hushed)))
    told_of, comment, baseline = (one["suppressions"] for one in run["results"])
    assert told_of == []
    assert comment == [
        {
            "kind": "inSource",
            "justification": "the lab takes it up",
            "location": {
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2},
                }
            },
        }
    ]
    assert baseline[0]["kind"] == "external"
    assert "justification" not in baseline[0]
    assert baseline[0]["location"]["physicalLocation"]["region"] == {"startLine": 7}


def test_edits_are_one_fix() -> None:
    edits = (
        Edit("a.yaml", 3, 5, 3, 8, "new", safe=True),
        Edit("b.yaml", 1, 1, 1, 1, "key: 蚯蚓\n"),
        Edit("a.yaml", 9, 1, 10, 1, ""),
    )
    (fix,) = result(told(edits=edits))["fixes"]
    assert fix["description"] == {"text": "Add it."}
    assert fix["properties"] == {"safe": False}
    first, second = fix["artifactChanges"]
    assert (first["artifactLocation"]["uri"], second["artifactLocation"]["uri"]) == ("a.yaml", "b.yaml")
    assert first["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8},
            "insertedContent": {"text": "new"},
        },
        {
            "deletedRegion": {"startLine": 9, "startColumn": 1, "endLine": 10, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
    ]
    assert second["replacements"][0]["insertedContent"]["text"] == "key: 蚯蚓\n"
    (safe,) = result(told(edits=edits[:1], fix=""))["fixes"]
    assert safe["properties"] == {"safe": True}
    assert "description" not in safe


def test_the_message_links_to_related_places() -> None:
    related = (place(line=9, label="the first one"), place("b c.yaml", 2))
    one = result(told(related=related))
    assert (
        one["message"]["text"] == "It lacks aim. Add it. See [line 9, the first one](1) and [b c.yaml:2](2)."
    )
    assert [(found["id"], found.get("message")) for found in one["relatedLocations"]] == [
        (1, {"text": "the first one"}),
        (2, None),
    ]
    assert one["relatedLocations"][1]["physicalLocation"]["artifactLocation"]["uri"] == "b%20c.yaml"


def test_the_message_counts_related_places_beyond_those_it_links_to() -> None:
    one = result(told(related=tuple(place(line=line) for line in range(1, 13))))
    assert one["message"]["text"].endswith("[line 8](8) and 4 more.")
    assert len(one["relatedLocations"]) == 12


def test_brackets_in_a_label_end_no_link() -> None:
    one = result(told(related=(place(label="a](https://example.org) [b\\"),)))
    assert one["message"]["text"].endswith(r"See [line 3, a\](https://example.org) \[b\\](1).")


def test_a_place_outside_of_the_base() -> None:
    path = Path(Path.cwd().anchor) / "elsewhere" / "a.yaml"
    one = result(told(place=place(path.as_posix())))
    assert one["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": path.as_uri()}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text: str) -> None:
    odd = Place(text, text, 1, 1, 1, 2, text)
    one = told(
        message=text,
        why=text,
        fix=text,
        place=odd,
        related=(odd,),
        excerpt=Excerpt(text, text, text, text, text),
        edits=(Edit(text, 1, 1, 1, 2, text),),
        unit=text,
        subject=text,
    )
    own = RuleNote("UNI001", text, text, text, "error", 1, text, text, text, ((text, text),))
    course = CourseRecord(
        files=(FileRecord(text, "course", text),),
        findings=(one, one._replace(code="UNI001", name=text)),
        on_purpose=(Omitted(odd, text),),
        hushed=(Hushed(one, "comment", text, text, 1),),
        gone=(Gone(text, "FUP001", text, 1, text, 1),),
        foreign=(Foreign(odd, text),),
        rules=(own,),
    )
    troubles = (Trouble("path", text, 0, 0, text, text), Trouble("baseline", text, 3, 1, text, text))
    report = written(course, troubles=troubles, notes=(text,))
    run = run_in(report)
    for found in run["results"]:
        said = found["message"]["text"]
        assert re.findall(r"(?<!\\)\]\((\w+)", said) == ["1"], "only our own link"
        assert not re.search(r"(?<!\{)\{\d+\}", said)
        assert "\n" not in said


def test_a_snippet_of_several_lines_says_that_it_goes_on() -> None:
    found = result(told(place=place(end_line=5)))["locations"][0]["physicalLocation"]
    assert found["region"]["snippet"] == {"text": "id: one\n…"}
    assert "contextRegion" not in found


@pytest.mark.parametrize(
    ("line", "excerpt", "around"),
    [
        (1, Excerpt("", "id: one", " #", "", "two"), (1, 2, "id: one #\ntwo")),
        (9, Excerpt("", "id: one", "", "", ""), (8, 9, "\nid: one")),
        (1, Excerpt("", "id: one"), None),
        (9, Excerpt("…" + "x" * 240, "id: one"), None),
        (9, Excerpt("", "id: one", "", "x" * 240 + "…"), None),
    ],
)
def test_the_lines_around_are_shown_where_they_are_whole(
    line: int, excerpt: Excerpt, around: tuple[int, int, str] | None
) -> None:
    found = result(told(place=place(line=line), excerpt=excerpt))["locations"][0]["physicalLocation"]
    region = found.get("contextRegion")
    assert (region and (region["startLine"], region["endLine"], region["snippet"]["text"])) == around


def test_what_is_no_finding_stands_in_the_properties_of_the_run() -> None:
    course = CourseRecord(
        on_purpose=(Omitted(place(), "it is eaten"),),
        gone=(Gone("a.yaml", "FUP001", "tasks[one]", 2, "coursewright-baseline.yaml", 4),),
        foreign=(Foreign(place(line=1), "nl"),),
    )
    run = run_in(written(course, exit_code=0))
    assert run["results"] == []
    said = run["properties"]
    assert [(one["node"], one["reason"]) for one in said["onPurpose"]] == [("tasks[one]", "it is eaten")]
    assert [(one["ruleId"], one["hint"], one["gone"]) for one in said["stale"]] == [
        ("FUP001", "tasks[one]", 2)
    ]
    assert [one["language"] for one in said["unread"]] == ["nl"]


@pytest.mark.parametrize(("code", "successful"), [(0, True), (1, True), (2, False)])
def test_findings_are_a_success_and_what_cannot_be_checked_is_none(code: int, successful: bool) -> None:
    (invocation,) = run_in(written(exit_code=code))["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (code, successful)
    assert invocation["exitCodeDescription"] == "Exit 0."


def test_troubles_are_notifications() -> None:
    troubles = (
        Trouble("path", "gone.yaml", 0, 0, "There is no such file.", ""),
        Trouble("path", ".", 0, 0, "Nothing to check.", "Name a folder."),
        Trouble("configuration", "coursewright.yaml", 2, 4, "There is no rule `X`.", "Did you mean `Y`?"),
        Trouble("baseline", "b.yaml", 1, 1, "It is no baseline.", ""),
    )
    run = run_in(written(exit_code=2, troubles=troubles, notes=("`--old` is called `--new`.",)))
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    configured = invocation["toolConfigurationNotifications"]
    assert [(one["level"], one["message"]["text"]) for one in configured] == [
        ("error", "There is no rule `X`. Did you mean `Y`?"),
        ("error", "It is no baseline."),
        ("note", "`--old` is called `--new`."),
    ]
    (where,) = configured[0]["locations"]
    assert where["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 4}
    executed = invocation["toolExecutionNotifications"]
    assert [one["message"]["text"] for one in executed] == [
        "There is no such file.",
        "Nothing to check. Name a folder.",
    ]
    assert executed[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "gone.yaml", "uriBaseId": "%SRCROOT%"}
    }
    assert "locations" not in executed[1]


@pytest.mark.parametrize(
    ("version", "semantic"), [("0.1.0", True), ("1.0.0-rc.1", True), ("0.1.0.dev3", False)]
)
def test_only_a_semantic_version_is_called_one(version: str, semantic: bool) -> None:
    driver = run_in(written(version=version))["tool"]["driver"]
    assert driver["version"] == version
    assert ("semanticVersion" in driver) == semantic


@pytest.mark.slow
def test_more_results_than_github_takes_are_all_there_and_said() -> None:
    full = CourseRecord(findings=(told(),) * MOST)
    (quiet,) = json.loads(written(full))["runs"]
    assert quiet["invocations"][0]["toolExecutionNotifications"] == []
    (run,) = json.loads(written(full, CourseRecord(findings=(told(),))))["runs"]
    assert len(run["results"]) == MOST + 1
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "more than 25,000 results; this one has 25,001" in notification["message"]["text"]


def test_a_module_of_two_courses_is_one_artifact() -> None:
    shared = FileRecord("m.yaml", "module", "M")
    courses = [CourseRecord(files=(FileRecord(f"{one}.yaml", "course", one), shared)) for one in "ab"]
    run = run_in(written(*courses, exit_code=0))
    assert [one["location"]["uri"] for one in run["artifacts"]] == ["a.yaml", "m.yaml", "b.yaml"]
    assert [one["properties"]["kind"] for one in run["artifacts"]] == ["course", "module", "course"]


def linted(*args: str) -> str:
    shown = CliRunner().invoke(app, ["lint", "--today", "2026-09-01", *args])
    assert shown.exit_code in {0, 1, 2}, shown.output
    return shown.stdout


def specs() -> list[Path]:
    cases = (CASES / name for name in ("findings", "none", "syntax-error", "config-error", "untold"))
    return [*cases, *sorted(one for one in EXAMPLES.iterdir() if one.is_dir())]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Path]:
    """Stand in a copy of a folder, as in a repository of its own."""

    def stand(folder: Path, name: str = "repository") -> Path:
        copy = tmp_path / name
        shutil.copytree(folder, copy)
        (copy / ".git").mkdir()
        monkeypatch.chdir(copy)
        return copy

    return stand


@pytest.mark.slow
@pytest.mark.parametrize("spec", specs(), ids=lambda spec: spec.name)
def test_another_tool_counts_what_the_json_report_has(
    spec: Path, stand_in: Callable[[Path], Path], tmp_path: Path
) -> None:
    stand_in(spec)
    ours = json.loads(linted("--format", "json"))
    report = linted("--format", "sarif")
    run = run_in(report)
    path = tmp_path / "report.sarif"
    path.write_text(report, "utf-8")
    theirs = load_sarif_file(str(path)).get_report()
    expected = Counter(LEVELS[one["severity"]] for one in (*ours["findings"], *ours["suppressed"]))
    assert {level: theirs.get_issue_count_for_severity(level) for level in LEVELS.values()} == {
        level: expected[level] for level in LEVELS.values()
    }
    assert [
        one["partialFingerprints"]["coursewright/v1"] for one in run["results"] if not one["suppressions"]
    ] == [one["fingerprint"] for one in ours["findings"]]
    assert len([one for one in run["results"] if one["suppressions"]]) == len(ours["suppressed"])
    assert len(run["properties"]["onPurpose"]) == len(ours["on_purpose"])
    notified = [
        one
        for notes in ("Configuration", "Execution")
        for one in run["invocations"][0][f"tool{notes}Notifications"]
    ]
    assert len(notified) == len(ours["unchecked"])
    assert len(run["artifacts"]) == ours["summary"]["files"]


def test_snippets_are_what_their_regions_hold(stand_in: Callable[[Path], Path]) -> None:
    folder = stand_in(CASES / "findings")
    run = run_in(linted("--format", "sarif"))
    assert run["columnKind"] == "unicodeCodePoints"
    checked = 0
    for one in run["results"]:
        physical = one["locations"][0]["physicalLocation"]
        region = physical["region"]
        path = folder / unquote(physical["artifactLocation"]["uri"])
        lines = path.read_text("utf-8").splitlines()
        line = lines[region["startLine"] - 1]
        if around := physical.get("contextRegion"):
            assert "\n".join(lines[around["startLine"] - 1 : around["endLine"]]) == around["snippet"]["text"]
        if region["startLine"] == region["endLine"] and "…" not in region["snippet"]["text"]:
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
            checked += 1
    assert checked > 50


def test_columns_count_characters(stand_in: Callable[[Path], Path], tmp_path: Path) -> None:
    spec = tmp_path / "spec"
    spec.mkdir()
    (spec / "m.module.yaml").write_text('module: m\ntitle: "🪱 蚯蚓"\nx-é🪱: {}\n? "🪱🪱"\n: 1\n', "utf-8")
    stand_in(spec)
    run = run_in(linted("--format", "sarif", "--select", "SPC"))
    (region,) = [
        one["locations"][0]["physicalLocation"]["region"]
        for one in run["results"]
        if "🪱🪱" in one["message"]["text"]
    ]
    assert region["snippet"]["text"] == '"🪱🪱"'
    assert region["endColumn"] - region["startColumn"] == 4


def test_a_report_is_the_same_from_every_folder(
    stand_in: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = []
    for name in ("one", "two words é"):
        folder = stand_in(CASES / "findings", name)
        reports.append(linted("--format", "sarif"))
        monkeypatch.chdir(folder / "modules")
        reports.append(linted("--format", "sarif", ".."))
    first, *others = reports
    assert json.loads(first)["runs"][0]["results"]
    assert others == [first] * 3
