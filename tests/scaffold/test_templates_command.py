"""`coursewright templates`: the list, a page, a preview."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from own_templates import put
from typer.testing import CliRunner

from coursewright.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


def run(*words: str, **env: str) -> Result:
    return CliRunner().invoke(app, ["templates", *words], env=env)


def test_the_list_says_what_each_is_and_for_whom() -> None:
    result = run(COLUMNS="100")
    assert result.exit_code == 0
    assert result.stdout.startswith("For a course\n") or result.stdout.startswith("For a module\n")
    assert "howard-loop     One week, with a task that the session needs" in result.stdout
    assert "for teachers who meet a class every week" in result.stdout
    assert "For a part of one" in result.stdout


def test_the_list_for_one_kind() -> None:
    stdout = run("--makes", "task").stdout
    assert stdout.startswith("For a part of one\n  task ")
    assert "howard-loop" not in stdout


def test_the_list_as_json() -> None:
    data = json.loads(run("--format", "json").stdout)
    (loop,) = [one for one in data["templates"] if one["name"] == "howard-loop"]
    assert loop["makes"] == "module"
    assert loop["languages"] == ["en", "es"]
    assert {"id": "age", "type": "choice", "default": "adults"}.items() <= loop["questions"][2].items()


def test_a_page_has_its_questions_with_defaults_and_help() -> None:
    stdout = run("show", "howard-loop").stdout
    assert "age  choice, default: adults" in stdout
    assert "How old are the learners?" in stdout
    assert "teenagers  teenagers, about 13 to 17" in stdout
    assert "length  duration, its default follows from other answers" in stdout
    assert "size  number from 1 to 400, default: 24" in stdout
    assert "coursewright new module --template howard-loop" in stdout
    assert json.loads(run("show", "howard-loop", "--format", "json").stdout)["name"] == "howard-loop"


def test_a_page_of_a_part() -> None:
    stdout = run("show", "task").stdout
    assert stdout.startswith("task makes a task\n")
    assert run("show", "outcome").stdout.startswith("outcome makes an outcome\n")
    assert "Goes under: tasks:" in stdout
    assert "coursewright new task --template task" in stdout


def test_the_worked_example() -> None:
    assert "module: two-accounts" in run("show", "howard-loop", "--example").stdout
    result = run("show", "flipped", "--example")
    assert result.exit_code == 2
    assert (
        "The template `flipped` has no worked example. There is one in agency and howard-loop."
        in result.stderr
    )


def test_a_preview_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("preview", "howard-loop", "--set", "title=Whose tree is it?", "--set", "age=children")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "whose-tree-is-it.module.yaml\n\n# yaml-language-server: $schema=https://"
    )
    assert "title: Whose tree is it?" in result.stdout
    assert "kind: investigation" in result.stdout
    assert result.stdout.endswith("left for you to write, marked TODO. Nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_preview_of_ones_own(tmp_path: Path) -> None:
    stdout = run("preview", str(put(tmp_path)), "--set", "mode=asynchronous").stdout
    assert "mode: asynchronous" in stdout
    assert 'title: "TODO: Case 1, in a few words, such as: The lost key"' in stdout
    assert 'title: "TODO: Case 2, in a few words"' in stdout


def test_a_preview_in_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    stdout = run("preview", str(put(tmp_path)), FORCE_COLOR="1").stdout
    assert '\x1b[33m\x1b[1m"TODO: Case 1' in stdout
    assert "\x1b[34mmodule:\x1b[0m new-module" in stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["preview", "howard-loop", "--set", "ages=children"], "Did you mean `age`?"),
        (["preview", "howard-loop", "--set", "age=child"], "Did you mean `children`?"),
        (["preview", "howard-loop", "--set", "size=many"], "Type a number from 1 to 400, such as 24."),
        (["preview", "howard-loop", "--set", "size"], "size"),
        (["show", "howard-lop"], "Did you mean `howard-loop`?"),
        (["show", "/nowhere/at/all"], "There is no template `/nowhere/at/all`."),
    ],
)
def test_words_that_are_wrong(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_broken_template_is_drawn(tmp_path: Path) -> None:
    result = run("show", str(put(tmp_path, template=("makes: module", "makes: modul"))))
    assert result.exit_code == 2
    assert "template.yaml:2:8 [template] `makes` cannot be `modul`. Did you mean `module`?" in result.stderr
