"""`explain`, `schema`, help, the version and completion for shells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from coursewright import __version__
from coursewright.lint.page import page_markdown, topic_markdown
from coursewright.lint.registry import all_rules
from coursewright.lint.select import find
from coursewright.lint.topics import topics
from coursewright.reporters.json_report import report_schema
from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from collections.abc import Callable


SCRIPT = """
import sys
from coursewright.__main__ import main
sys.argv = ["coursewright", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("word", ["FUP001", "fup001", "no-follow-up"])
def test_explain_writes_markdown_to_a_file(word: str, coursewright: Callable[..., Any]) -> None:
    done = coursewright("explain", word)
    assert (done.code, done.out) == (0, page_markdown(find("FUP001")))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_every_rule_can_be_explained_in_colour(
    rule: Any, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = coursewright("explain", rule.meta.code).out
    assert "\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert plain.startswith(f"{rule.meta.code} {rule.meta.name}\n")
    assert "Leaving it out" in plain
    assert "```" not in plain


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.slow
def test_explain_fits_a_terminal(columns: int, terminal: Callable[..., Any]) -> None:
    shown = terminal("explain", "REF001", columns=columns).out
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert max(width(line) for line in plain.splitlines()) <= min(columns, 100)


@pytest.mark.slow
def test_explain_without_colours(terminal: Callable[..., Any]) -> None:
    plain = terminal("explain", "FUP001", env={"TERM": "dumb"}).out
    assert plain == page_markdown(find("FUP001"))
    drawn = terminal("explain", "FUP001", env={"NO_COLOR": "1"}).out
    assert "\x1b[1m" in drawn
    assert not re.search(r"\x1b\[(3[0-7]|9[0-7])m", drawn)


def test_explain_suggests(coursewright: Callable[..., Any]) -> None:
    done = coursewright("explain", "no-folow-up")
    assert done.code == 2
    assert done.err == "coursewright: There is no rule or topic `no-folow-up`. Did you mean `no-follow-up`?\n"
    assert re.search(r"Did you mean `FUP\d{3}`\?\n$", coursewright("explain", "FUP0011").err)
    assert coursewright("explain", "homewrok").err.endswith("Did you mean `homework`?\n")
    assert coursewright("explain", "xyzxyz").err.endswith("`coursewright explain` the topics.\n")
    assert coursewright("explain", "OUT").err.endswith("`coursewright rules --select out` lists its rules.\n")


@pytest.mark.parametrize("word", ["loop", "Loop", " loop "])
def test_explain_knows_topics(word: str, coursewright: Callable[..., Any]) -> None:
    done = coursewright("explain", word)
    assert (done.code, done.out) == (0, topic_markdown(topics()["loop"], all_rules()))


def test_explain_lists_topics(coursewright: Callable[..., Any]) -> None:
    done = coursewright("explain")
    assert done.code == 0
    assert re.findall(r"^  (\w+) ", done.out, re.MULTILINE) == list(topics())
    said = " ".join(done.out.split())
    assert all(topic.about in said for topic in topics().values())
    assert "`coursewright explain FUP001` the page of a rule" in said


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("words", [(), ("technology",)])
@pytest.mark.slow
def test_topics_fit_a_terminal(columns: int, words: tuple[str, ...], terminal: Callable[..., Any]) -> None:
    shown = terminal("explain", *words, columns=columns).out
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", shown)
    assert max(width(line) for line in plain.splitlines()) <= min(columns, 100)


@pytest.mark.parametrize("kind", ["course", "module", "report"])
def test_schema(kind: str, coursewright: Callable[..., Any]) -> None:
    done = coursewright("schema", kind)
    assert done.code == 0
    schema = json.loads(done.out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(".schema.json")
    assert schema["title"]
    if kind == "report":
        assert schema == report_schema()


def test_schema_of_something_else(coursewright: Callable[..., Any]) -> None:
    done = coursewright("schema", "unit")
    assert done.code == 2
    assert "'course', 'module', 'config', 'rule', 'report'" in done.err


def test_version(coursewright: Callable[..., Any]) -> None:
    for option in ("--version", "-V"):
        done = coursewright(option)
        assert (done.code, done.out) == (0, f"coursewright {__version__}\n")


@pytest.mark.parametrize(
    "args",
    [
        ("-h",),
        ("--help",),
        ("lint", "-h"),
        ("rules", "-h"),
        ("explain", "-h"),
        ("schema", "-h"),
        ("baseline", "-h"),
    ],
)
def test_help(args: tuple[str, ...], coursewright: Callable[..., Any]) -> None:
    done = coursewright(*args)
    assert done.code == 0
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert done.out.startswith("Usage: ")
    words = set(re.findall(r"--[a-z][a-z-]+", done.out))
    if args[0] == "lint":
        assert words == {
            "--select", "--ignore", "--fail-on", "--format", "--quiet", "--statistics", "--stdin-filename",
            "--today", "--help", "--profile", "--config", "--isolated", "--no-ignores", "--no-baseline",
            "--changed-since", "--web-links", "--jobs", "--cache-dir", "--no-cache",
                "--fix", "--unsafe-fixes", "--diff", "--show-fixes", "--fix-only",
        }  # fmt: skip
        assert "Exit codes: 0" in done.out
    if args[0] in {"-h", "--help", "baseline"}:
        assert "..." not in done.out.partition("Commands:")[2], "each command is said whole"


def test_nothing_at_all_is_a_call_for_help(coursewright: Callable[..., Any]) -> None:
    done = coursewright()
    assert "Usage: " in done.out + done.err
    assert done.code in {0, 2}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("lnt",), "No such command 'lnt'"),
        (("lint", "--fial-on", "error"), "No such option: --fial-on"),
        (
            ("lint", "--fail-on", "never-ever"),
            "'never-ever' is not one of 'error', 'warning', 'info', 'never'",
        ),
        (("lint", "--format", "xml"), "There is no form `xml` of a report."),
        (("explain", "FUP001", "FUP002"), "unexpected extra argument"),
    ],
)
def test_words_the_command_line_does_not_know(
    args: tuple[str, ...], said: str, coursewright: Callable[..., Any]
) -> None:
    done = coursewright(*args)
    assert done.code == 2
    assert said in done.err


@pytest.mark.slow
def test_the_console_script(tmp_path: Path) -> None:
    script = shutil.which("coursewright", path=str(Path(sys.executable).parent))
    if script is None:
        pytest.skip("coursewright is not installed beside this Python")
    (tmp_path / "m.module.yaml").write_text("module: m\ntask: x\n")
    done = subprocess.run(
        [script, "lint", "--select", "SPC"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.startswith("m.module.yaml:2:1 SPC001 [error] ")
    assert done.stderr == ""
    version = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)
    assert version.stdout == f"coursewright {__version__}\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shell", "words", "offered"),
    [
        ("bash", "coursewright ", ["lint", "rules", "explain", "schema"]),
        ("bash", "coursewright explain FUP00", ["FUP001", "FUP002"]),
        ("bash", "coursewright explain no-foll", ["no-follow-up"]),
        ("bash", "coursewright explain wo", ["workload"]),
        ("zsh", "coursewright explain ai", ["ai-level-missing", "reasons to do the work"]),
        ("bash", "coursewright lint --select FUP001,OUT00", ["FUP001,OUT001", "FUP001,OUT002"]),
        ("bash", "coursewright lint --fail-on ", ["error", "warning", "info", "never"]),
        ("bash", "coursewright schema ", ["course", "module", "report"]),
        ("zsh", "coursewright explain FUP001", ["FUP001", "taken up again"]),
        ("fish", "coursewright explain FUP001", ["FUP001"]),
    ],
)
def test_completion(shell: str, words: str, offered: list[str]) -> None:
    env = {
        "_COURSEWRIGHT_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words.rpartition(" ")[2],
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    for word in offered:
        assert word in done.stdout, done.stderr


@pytest.mark.slow
def test_completion_can_be_shown_and_installed(tmp_path: Path) -> None:
    env = {**os.environ, "HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    for option, place in (
        ("--show-completion", None),
        ("--install-completion", ".bash_completions/coursewright.sh"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, option, "bash"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        text = done.stdout if place is None else (tmp_path / place).read_text()
        assert "_COURSEWRIGHT_COMPLETE=complete_bash" in text
