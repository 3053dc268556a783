"""The mission, row by row: what each claim of the five articles has come to, and that it holds."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.formats import exporter_of, format_named
from coursewright.exporters.packing.member import data
from coursewright.lint.api import Severity
from coursewright.lint.engine import Linter
from coursewright.lint.page import page_markdown, topic_markdown
from coursewright.lint.profiles import profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import choose, find
from coursewright.lint.topics import topics
from coursewright.scaffold import gallery
from coursewright.shipped import shipped
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.lint.findings import Finding

ALL = {"K": 25, "E": 31, "H": 22, "B": 4, "C": 10}
"""How many claims each article makes."""
TODAY = dt.date(2026, 9, 1)


@dataclass(frozen=True)
class Row:
    rows: tuple[str, ...]
    says: str
    rules: dict[str, Any] = field(default_factory=dict)
    families: tuple[str, ...] = ()
    profiles: dict[str, list[str]] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    pages: dict[str, list[str]] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)
    templates: tuple[str, ...] = ()
    asks: dict[str, list[str]] = field(default_factory=dict)
    mends: dict[str, dict[str, Any]] = field(default_factory=dict)
    reads: str = ""
    shows: tuple[str, ...] = ()
    views: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    exports: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    to_come: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join(self.rows)


@dataclass(frozen=True)
class Case:
    rows: str
    code: str
    spec: str
    left: str = ""
    today: dt.date = TODAY

    def __str__(self) -> str:
        return f"{self.rows}-{self.code}"

    def variant(self, kept: str, dropped: str) -> str:
        lines = [line for line in self.spec.splitlines() if not line.endswith(dropped)]
        return "".join(f"{line.removesuffix(kept).rstrip()}\n" for line in lines)


def read_rows() -> list[Row]:
    table = yaml.load(
        Path(__file__).with_name("mission_rows.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader
    )
    return [Row(**row) for row in table]


ROWS = read_rows()
CASES = [
    Case(str(row), code, **(said if isinstance(said, dict) else {"spec": said}))
    for row in ROWS
    for code, said in row.rules.items()
]


def having(key: str) -> list[Row]:
    return [row for row in ROWS if getattr(row, key)]


def lint(case: Case, spec: str, folder: Path) -> list[Finding]:
    name = "course.yaml" if spec.startswith("course:") else "m.module.yaml"
    (folder / name).write_text(spec, "utf-8")
    return list(Linter([find(case.code)], case.today).lint(load(folder / name)).findings)


def test_no_row_is_forgotten() -> None:
    wanted = [f"{article}{number}" for article, last in ALL.items() for number in range(1, last + 1)]
    counted = Counter(row for each in ROWS for row in each.rows)
    assert sorted(counted) == sorted(wanted)
    assert set(counted.values()) == {1}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_row_is_realised_or_says_why_not(row: Row) -> None:
    facts = {key: value for key, value in vars(row).items() if key not in {"rows", "says"} and value}
    assert facts, "nothing keeps this row"
    assert all(re.search("not built yet$", reason) for reason in row.to_come.values())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_does_what_the_row_claims(case: Case, tmp_path: Path) -> None:
    """It speaks without what the row asks for, and is silent, or softer, with it."""
    before, after = case.variant("#-", "#+"), case.variant("#+", "#-")
    assert before != after, "mark some lines"
    for spec in (before, after):
        name = "course.yaml" if spec.startswith("course:") else "m.module.yaml"
        (tmp_path / name).write_text(spec, "utf-8")
        wrong = Linter(choose(["SPC001,SPC002,SPC003"])).lint(load(tmp_path / name)).findings
        assert [finding.message for finding in wrong] == []
    found = lint(case, before, tmp_path)
    assert [finding.code for finding in found] == [case.code]
    left = lint(case, after, tmp_path)
    assert [str(finding.severity) for finding in left] == ([case.left] if case.left else []), left
    if case.left:
        assert found[0].severity > left[0].severity


@pytest.mark.parametrize("row", having("families"), ids=str)
def test_a_family_is_there(row: Row) -> None:
    for family in row.families:
        assert sum(rule.meta.family == family for rule in all_rules()) >= 4


@pytest.mark.parametrize("row", having("profiles"), ids=str)
def test_a_profile_holds_what_the_row_names(row: Row) -> None:
    known = {profile.name: profile for profile in (*profiles().ladder, *profiles().beside)}
    for name, codes in row.profiles.items():
        assert set(codes) == set(known[name].rules)
        assert all(severity >= Severity.WARNING for severity in known[name].rules.values())
        assert set(codes) <= {rule.meta.code for rule in all_rules()}


@pytest.mark.parametrize("row", having("topics"), ids=str)
def test_a_topic_tells_of_the_rules_of_its_row(row: Row) -> None:
    told = {code for name in row.topics for code in topics()[name].rules}
    assert set(row.rules) <= told


@pytest.mark.parametrize("row", having("pages"), ids=str)
def test_a_page_says_it(row: Row) -> None:
    for code, words in row.pages.items():
        page = " ".join(page_markdown(find(code)).split())
        assert all(word in page for word in words)


@pytest.mark.parametrize("row", having("examples"), ids=str)
def test_a_golden_case(row: Row) -> None:
    for name, codes in row.examples.items():
        (file,) = shipped("examples").joinpath(name).glob("*.module.yaml")
        for select in ([], ["essential"]):
            findings = Linter(choose(select), TODAY).lint(load(file)).findings
            weighty = [finding.code for finding in findings if finding.severity >= Severity.WARNING]
            assert sorted(weighty) == codes


@pytest.mark.parametrize("row", having("templates"), ids=str)
def test_a_template_is_there(row: Row) -> None:
    for name in row.templates:
        assert shipped("course_templates").joinpath(name, "template.yaml").is_file()


@pytest.mark.parametrize("row", having("asks"), ids=str)
def test_a_template_asks_in_this_order(row: Row) -> None:
    for name, stages in row.asks.items():
        asked = dict.fromkeys(question.stage for question in gallery.find(name).questions)
        assert [stage for stage in asked if stage in stages] == stages


@pytest.mark.parametrize("row", having("mends"), ids=str)
def test_a_fix_writes_it(row: Row, tmp_path: Path) -> None:
    file = tmp_path / "m.module.yaml"
    for code, case in row.mends.items():
        file.write_text(case["spec"], "utf-8")
        command = ["lint", str(file), "--select", code, "--fix-only", "--unsafe-fixes"]
        assert CliRunner().invoke(app, command).exit_code == 0
        written = file.read_text("utf-8")
        assert [words for words in case["writes"] if words not in written] == [], written


@pytest.mark.parametrize("row", having("reads"), ids=str)
def test_the_format_can_say_it(row: Row, tmp_path: Path) -> None:
    file = tmp_path / "m.module.yaml"
    file.write_text(row.reads, "utf-8")
    findings = Linter(choose(["SPC"]), TODAY).lint(load(file)).findings
    wrong = [finding for finding in findings if finding.severity >= Severity.WARNING]
    assert [finding.message for finding in wrong] == []


@cache
def printed(command: str, example: str, *options: str) -> str:
    """Return what a command prints of an example, without colour."""
    folder = str(shipped("examples") / example)
    return CliRunner(env={"NO_COLOR": "1"}).invoke(app, [*command.split(), folder, *options]).stdout


@pytest.mark.parametrize("row", having("shows"), ids=str)
def test_a_report_shows_it(row: Row) -> None:
    shown = printed("lint", "homework-trap")
    assert all(words in shown for words in row.shows)


@pytest.mark.parametrize("row", having("views"), ids=str)
def test_a_view_shows_it(row: Row) -> None:
    for name, examples in row.views.items():
        for example, words in examples.items():
            said = " ".join(printed(f"show {name}", example, "--tables", "--width", "500").split())
            assert [word for word in words if word not in said] == [], said[:500]


@cache
def exported(example: str, form: str) -> dict[str, str]:
    """Return the texts of a package by the names of their files, without markup."""
    name, _, reader = form.partition("/")
    file = next(
        one for glob in ("course.yaml", "*.module.yaml") for one in (shipped("examples") / example).glob(glob)
    )
    known = format_named(name)
    choices = Choices(reader="staff" if reader else "learners", version=known.version)
    edition = edition_of(load(file), choices)
    written = exporter_of(known)(edition, Ledger(), lambda _: None)
    texts = (one for one in written if not one.path.endswith((".zip", ".png", ".svg")))
    return {one.path: plain(data(one).decode("utf-8", "replace")) for one in texts}


def plain(text: str) -> str:
    """Return what a page says: HTML within XML is unescaped first, calendars are unfolded."""
    bare = re.sub(r"<[^>]*>", " ", html.unescape(text.replace("\r\n ", "")))
    return " ".join(html.unescape(bare).split())


@pytest.mark.parametrize("row", having("exports"), ids=str)
def test_a_package_says_it(row: Row) -> None:
    for example, packages in row.exports.items():
        for place, words in packages.items():
            form, _, pattern = place.partition(" ")
            texts = [text for path, text in exported(example, form).items() if fnmatch(path, pattern)]
            assert texts, f"{form} has no {pattern}"
            for word in words:
                assert any(word in text for text in texts), f"{place}: {word}"


@pytest.mark.parametrize("row", having("never"), ids=str)
def test_nobody_is_suspected(row: Row) -> None:
    pages = [page_markdown(rule) for rule in all_rules()]
    pages += [topic_markdown(topic, all_rules()) for topic in topics().values()]
    for page in pages:
        assert not [word for word in row.never if word in page.lower()], page.partition("\n")[0]


def test_what_is_to_come_has_one_reason_each() -> None:
    """So that a later release finds what it owes; a template that is there is not among it."""
    owed = [(thing, row) for row in ROWS for thing in row.to_come]
    there = {folder.name for folder in shipped("course_templates").iterdir() if folder.is_dir()}
    for thing, row in owed:
        named = set(re.findall(r"`([a-z-]+)`", thing)) if thing.startswith("template") else set()
        assert not named & there, f"{row}: {thing} is there by now"
