"""The documents: what is generated is current, what is shown is true, and links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from coursewright.lint.api import Severity
from coursewright.lint.engine import Linter
from coursewright.lint.registry import all_rules
from coursewright.lint.runs.installed import CODE
from coursewright.lint.select import choose
from coursewright.spec.load import load

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))

import generate  # noqa: E402 - it stands beside the documents
import live_examples  # noqa: E402
from live_examples import BLOCK, Block, blocks, refreshed, with_keys  # noqa: E402
from regions import MAKERS, REGION, filled, grades, life, weights  # noqa: E402

PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *DOCS.glob("*.md"),
        *DOCS.glob("rules/*.md"),
        *DOCS.glob("topics/*.md"),
        *ROOT.glob("examples/*/README.md"),
    ]
)
SPECS = [
    pytest.param(
        block,
        id=f"{page.relative_to(ROOT).as_posix()}:{page.read_text('utf-8')[: block.start].count(chr(10))}",
    )
    for page in PAGES
    if page.parent != DOCS / "rules"
    for block in blocks(page.read_text("utf-8"))
    if block.language == "yaml" and re.search(r"^(module|course):", block.body, re.MULTILINE)
]


@pytest.mark.parametrize("block", SPECS)
def test_yaml_is_as_good_as_it_says(block: Block, tmp_path: Path) -> None:
    """A spec in a document has the findings that the comment before it names, at warning or above."""
    is_course = re.search(r"^course:", block.body, re.MULTILINE)
    file = tmp_path / ("course.yaml" if is_course else "example.module.yaml")
    file.write_text(block.body, "utf-8")
    findings = Linter(choose()).lint(load(file)).findings
    found = {finding.code for finding in findings if finding.severity >= Severity.WARNING}
    wanted = {code.strip() for code in block.notes.get("findings", "").split(",") if code.strip()}
    assert found == wanted, [f"{finding.code} {finding.message}" for finding in findings]


def test_some_specs_are_shown() -> None:
    assert len(SPECS) >= 5


@pytest.mark.slow
def test_generated_documents_are_current() -> None:
    command = [sys.executable, str(DOCS / "generate.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    prose = BLOCK.sub("", page.read_text("utf-8"))
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in anchors(target), f"{link}: there is no such heading"


def anchors(page: Path) -> set[str]:
    """Return the anchors that a Markdown page has for its headings."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_readme_has_one_command_for_each_job() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv .venv && ")]
    assert [command.rpartition(" && ")[2] for command in commands] == [
        ".venv/bin/coursewright lint examples/homework-trap",
        ".venv/bin/python -m pytest -n auto",
    ]


def test_nothing_speaks_of_a_command_that_is_not_there() -> None:
    known = subprocess.run(
        [sys.executable, "-m", "coursewright", "--help"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout
    for page in PAGES:
        for command in re.findall(r"\bcoursewright ([a-z][a-z-]+)\b(?=[ `])", _code(page.read_text("utf-8"))):
            assert f" {command} " in known, f"{page.name}: coursewright {command}"


def _code(text: str) -> str:
    return "\n".join(re.findall(r"`[^`\n]+`", text))


def test_files_that_are_named_exist() -> None:
    """The page on how all is built names no file that has moved, and quotes no code that has changed."""
    page = (DOCS / "architecture.md").read_text("utf-8")
    known = [path for folder in ("src", "docs", "tests") for path in (ROOT / folder).rglob("*")]
    names = re.findall(r"`([\w/]+\.(?:py|yaml|md))`", page)
    assert names
    for name in names:
        assert any(path.as_posix().endswith(f"/{name}") for path in known), f"{name} is nowhere"
    source = (ROOT / "src/coursewright/spec/model/tasks.py").read_text("utf-8")
    quoted = [line for one in blocks(page) if one.language == "python" for line in one.body.splitlines()]
    assert quoted
    assert all(line in source for line in quoted)


def test_the_readme_shows_python_that_works_twice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The function `coursewright.lint` stays what it is once the room of that name is loaded."""
    monkeypatch.chdir(ROOT)
    (shown,) = [b.body for b in blocks((ROOT / "README.md").read_text("utf-8")) if b.language == "python"]
    again = shown.replace("research-ethics/course.yaml", "homework-trap/photosynthesis.module.yaml")
    for code in (shown, again):
        exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own page
    assert "FUP001 Task" in capsys.readouterr().out


SESSION = """\
<!-- file: m.module.yaml -->
```yaml
module: m
# why it is here
title: First
```
<!-- set in: m.module.yaml; findings: OUT001 -->
```yaml
title: Second
mode: blended
```
<!-- whole: m.module.yaml -->
```yaml
```
```console
$ coursewright lint --select SPC001 --quiet absent.module.yaml
what it said last year
$ echo $?
2
```
"""


def test_a_session_is_run_again(tmp_path: Path) -> None:
    shown = blocks(refreshed(SESSION, tmp_path))
    assert [block.notes.get("findings", "") for block in shown] == ["", "OUT001", "", ""]
    assert shown[2].body == "module: m\n# why it is here\ntitle: Second\nmode: blended\n"
    assert "last year" not in shown[3].body
    assert "absent.module.yaml" in shown[3].body
    assert shown[3].body.endswith("$ echo $?\n2\n")


def test_keys_take_the_place_of_their_like() -> None:
    assert with_keys("a: 1\nb:\n  - 2\nc: 3\n", "b: 4\nd: 5\n") == "a: 1\nb: 4\nc: 3\nd: 5\n"


def test_tables_in_pages_are_made() -> None:
    """Each maker is used, and what stands in its place beforehand goes."""
    used = [found["name"] for page in PAGES for found in REGION.finditer(page.read_text("utf-8"))]
    assert sorted(used) == sorted(MAKERS)
    page = filled("a\n<!-- made: life -->\nold\n<!-- end -->\nb\n", all_rules())
    assert re.fullmatch(r"a\n<!-- made: life -->\nAt [\d.]+, no rule is .*\.\n<!-- end -->\nb\n", page), page
    with pytest.raises(KeyError):
        filled("<!-- made: moon -->\n<!-- end -->", all_rules())


def test_the_tables_count_all_rules() -> None:
    rules = all_rules()
    for made in (grades(rules), weights(rules)):
        cells = [row.strip("|").split("|") for row in made.splitlines()[2:] if "**all**" not in row]
        columns = slice(1, 4)
        assert sum(int(cell) for row in cells for cell in row[columns] if cell.strip()) == len(rules)
    renamed = rules[0]._replace(meta=rules[0].meta._replace(aliases=("OLD001",), status="deprecated"))
    assert life([renamed]).endswith(" | deprecated, once called OLD001 | 0.1.0 |")


def test_pages_link_to_each_other() -> None:
    """A topic links to its rules and a rule to its topics; examples stay as they are."""
    page = "- `FUP001` no-follow-up: It.\n\n```\n- `FUP001` x `coursewright explain loop`\n```\n"
    page += "`coursewright explain loop` and `coursewright explain FUP001`\n"
    assert generate.linked(page, "../topics/", "../rules/") == (  # type: ignore[attr-defined]
        "- [FUP001](../rules/FUP001-no-follow-up.md) no-follow-up: It.\n\n"
        "```\n- `FUP001` x `coursewright explain loop`\n```\n"
        "[`coursewright explain loop`](../topics/loop.md) and `coursewright explain FUP001`\n"
    )


def test_live_examples_say_how_they_are_written() -> None:
    for note in ("file", "set in", "whole", "findings"):
        assert f"{note}: " in (live_examples.__doc__ or "")


def test_the_list_of_documents_is_whole() -> None:
    """Every page that is written by hand can be reached from the list, and so can the made ones."""
    listed = (DOCS / "README.md").read_text("utf-8")
    for page in [*DOCS.glob("*.md"), DOCS / "rules" / "README.md", DOCS / "topics" / "README.md"]:
        name = page.relative_to(DOCS).as_posix()
        assert name == "README.md" or f"]({name})" in listed, f"docs/README.md leaves out {name}"


def test_options_for_large_repositories_exist() -> None:
    page = (DOCS / "large-repositories.md").read_text("utf-8")
    help_text = subprocess.run(
        [sys.executable, "-m", "coursewright", "lint", "--help"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    ).stdout
    options = set(re.findall(r"--[a-z][a-z-]+", _code(page)))
    assert {"--statistics", "--jobs", "--no-cache", "--cache-dir"} <= options
    assert all(option in help_text for option in options)


def test_a_rule_in_python_may_read_what_the_page_says() -> None:
    """What stands beside a rule counts by its ending, and the page names the endings."""
    page = (DOCS / "large-repositories.md").read_text("utf-8")
    assert ", ".join(f"`{ending}`" for ending in CODE) in " ".join(page.split())
