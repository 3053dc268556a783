"""The page on CI: what it shows is valid where it goes, and its commands, inputs and hooks exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from coursewright.cli.lint.outputs import wanted
from coursewright.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from live_examples import Block, blocks  # noqa: E402 - it stands beside the documents

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = blocks(PAGE)
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
OURS = "OWNER/coursewright@REVISION"
SCHEMAS = {
    ".github/workflows/": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
}
"""The schemas of what check-jsonschema brings along, by the files that they are for."""


def goes_to(block: Block) -> str:
    """Return the file that a block names in its first line."""
    found = re.match(r"(?:#|//) (\S+)\n", block.body)
    assert found, f"this block does not say which file it is:\n{block.body}"
    return found[1]


YAML = [(goes_to(block), block.body) for block in BLOCKS if block.language == "yaml"]
WORKFLOWS = [yaml.safe_load(body) for name, body in YAML if name.startswith(".github/")]
STEPS: list[dict[str, Any]] = [
    step for flow in WORKFLOWS for job in flow["jobs"].values() for step in job["steps"]
]


def test_every_system_has_its_recipe() -> None:
    names = {name for name, _ in YAML} | {goes_to(block) for block in BLOCKS if block.language == "groovy"}
    assert names >= {".pre-commit-config.yaml", ".gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile"}
    assert len(WORKFLOWS) >= 7
    assert all(yaml.safe_load(body) for _, body in YAML)


@pytest.mark.slow
@pytest.mark.parametrize("begins", SCHEMAS)
def test_it_is_as_its_system_wants_it(begins: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    files = [tmp_path / f"{number}.yml" for number, (name, _) in enumerate(YAML) if name.startswith(begins)]
    assert files
    for file in files:
        file.write_text(YAML[int(file.stem)][1], "utf-8")
    # The schema for Azure has patterns that are no regular expressions by the strict reading.
    how = ["--builtin-schema", SCHEMAS[begins], "--regex-variant", "nonunicode"]
    command = [sys.executable, "-m", "check_jsonschema", *how, *map(str, files)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_pre_commit_can_follow_it(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    (body,) = [body for name, body in YAML if name == ".pre-commit-config.yaml"]
    file = tmp_path / "config.yaml"
    file.write_text(body, "utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert {hook["id"] for repo in yaml.safe_load(body)["repos"] for hook in repo["hooks"]} <= HOOKS
    assert all(f"| `{hook}` |" in PAGE for hook in HOOKS)


def test_inputs_and_outputs_of_the_action_exist() -> None:
    uses = [step for step in STEPS if step.get("uses") == OURS]
    assert len(uses) >= 6
    for step in uses:
        assert set(step.get("with", {})) <= set(ACTION["inputs"])
    asked = re.findall(r"steps\.courses\.outputs\.([\w-]+)", PAGE)
    assert asked
    assert set(asked) <= set(ACTION["outputs"])


def test_all_inputs_and_outputs_are_told_of() -> None:
    table = PAGE.partition("| input |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split("|") for line in table.splitlines()[2:]]
    told = {name for row in rows for name in re.findall(r"`([\w-]+)`", row[0])}
    assert told == set(ACTION["inputs"])
    for name, value in (("annotations", "true"), ("summary", "true"), ("sarif", "false")):
        assert ACTION["inputs"][name]["default"] == value
        assert any(f"`{name}`" in row[0] and f"`{value}`" in row[-1] for row in rows)
    (sentence,) = re.findall(r"^The outputs are ([^;]*);", PAGE, re.MULTILINE)
    assert set(re.findall(r"`([\w-]+)`", sentence)) == set(ACTION["outputs"])


def test_workflows_put_nothing_foreign_into_their_shell() -> None:
    assert not [step for step in STEPS if "${{" in step.get("run", "")]


def test_other_actions_are_taken_by_their_major_version() -> None:
    for used in {step["uses"] for step in STEPS if "uses" in step} - {OURS}:
        assert re.fullmatch(r"(actions|github|reviewdog)/[\w/-]+@v\d+", used)


def test_who_needs_history_gets_it() -> None:
    """Where a workflow asks what changed, its checkout is not a shallow one."""
    asking = [
        job["steps"]
        for flow in WORKFLOWS
        for job in flow["jobs"].values()
        if "changed-since" in str(job["steps"])
    ]
    assert asking
    for steps in asking:
        assert steps[0]["uses"].startswith("actions/checkout@")
        assert steps[0]["with"] == {"fetch-depth": 0}


def test_workflows_say_what_they_may_do() -> None:
    for flow in WORKFLOWS:
        for job in flow["jobs"].values():
            may = job.get("permissions", flow.get("permissions"))
            assert may, "a token with all rights"
            steps = str(job["steps"])
            assert ("pull-requests" in may) == ("gh pr comment" in steps or "github-pr-review" in steps)
            assert ("security-events" in may) == ("'sarif': True" in steps)


def commands() -> list[list[str]]:
    """Return the words of each command `coursewright` on the page, up to what the shell takes."""
    prose = re.sub(r"^(`{3,}).*?^\1$", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    said = [" ".join(one.split()) for one in re.findall(r"`((?:coursewright )[^`]+)`", prose)]
    for block in BLOCKS:
        lines = (
            [line for text in texts(yaml.safe_load(block.body)) for line in text.splitlines()]
            if block.language == "yaml"
            else block.body.splitlines()
        )
        said += [line for line in lines if re.match(r"\s*(\.venv/bin/)?coursewright ", line)]
    return [shlex.split(re.split(r" [|>&]", line)[0])[1:] for line in said]


def texts(value: object) -> list[str]:
    """Return all texts in something read from YAML."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in texts(one)]
        case list():
            return [text for one in value for text in texts(one)]
    return []


COMMANDS = commands()


def test_some_commands_are_shown() -> None:
    assert len([words for words in COMMANDS if words[0] == "lint"]) >= 7


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_its_commands_can_be_given(words: list[str]) -> None:
    """Each parses, and its reports do not get in each other's way."""
    group = typer.main.get_command(app)
    command = group.get_command(typer.Context(group), words[0])  # type: ignore[attr-defined]
    assert command is not None
    given = command.make_context(words[0], words[1:]).params
    if words[0] == "lint":
        assert wanted(given["forms"])


def test_options_it_speaks_of_exist() -> None:
    group = typer.main.get_command(app)
    context = typer.Context(group)
    commands = [group.get_command(context, name) for name in ("lint", "init")]  # type: ignore[attr-defined]
    known = {word for command in commands for parameter in command.params for word in parameter.opts}
    others = {"--edit-last", "--create-if-none"}  # of gh
    prose = re.sub(r"^(`{3,}).*?^\1$", "", PAGE, flags=re.MULTILINE | re.DOTALL)
    codes = re.findall(r"`[^`\n]+`", prose)
    spoken = {word for code in codes for word in re.findall(r"(?<![\w-])--[a-z-]+", code)}
    assert {"--fail-on", "--changed-since", "--no-cache", "--format"} <= spoken
    assert spoken - others <= known


def test_its_placeholders_are_explained_once_and_used_throughout() -> None:
    assert PAGE.count("**What to put in place of the capitals.**") == 1
    for address in re.findall(r"\S*OWNER/\S*", PAGE):
        assert re.search(r"OWNER/coursewright(@REVISION|\b)", address)
        assert "://" not in address or "HOST/OWNER" in address
    assert "pip install coursewright" not in PAGE
