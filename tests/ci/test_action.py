"""The action: its shell is run as GitHub would, with inputs in the environment and files for what is said."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
OUTPUT = re.compile(r"\$\{\{ steps\.([\w-]+)\.outputs\.([\w-]+) \}\}")


@dataclass
class Runner:
    """A workspace with what GitHub puts around it. `outputs` are those of the steps so far."""

    folder: Path
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("work", "temp"):
            (self.folder / name).mkdir(parents=True)
        (self.workspace / ".git").mkdir()

    @property
    def workspace(self) -> Path:
        return self.folder / "work"

    @property
    def summary(self) -> str:
        file = self.folder / "lint.summary"
        return file.read_text("utf-8") if file.exists() else ""

    def output(self, name: str) -> str:
        return self.outputs.get(("lint", name), "")

    def lint(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run the step that lints, with the command of this environment; `fail_on` is the input `fail-on`."""
        self.inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        found = shutil.which("coursewright", path=str(Path(sys.executable).parent))
        assert found, "coursewright is not installed beside this Python"
        self.outputs[("install", "coursewright")] = found
        return self.run("lint")

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run a step, and keep its outputs."""
        step = next(step for step in STEPS if step.get("id") == name)
        assert step["shell"] == "bash"
        said = self.folder / f"{name}.output"
        said.write_text("", "utf-8")
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "PIP_INDEX_URL") if key in os.environ}
        environment = {
            **kept,
            "HOME": str(self.folder),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(said),
            "GITHUB_STEP_SUMMARY": str(self.folder / f"{name}.summary"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.folder / "temp"),
            **{key: self.filled(value) for key, value in step["env"].items()},
        }
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / self.filled(step.get("working-directory", ".")),
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        for line in said.read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            self.outputs[(name, key)] = value
        return run

    def filled(self, text: str) -> str:
        """Return a value of the action with inputs and outputs in place of what stands for them."""
        defaults = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
        given = defaults | self.inputs
        assert given.keys() == defaults.keys(), "an input that the action does not have"
        text = INPUT.sub(lambda found: given[found[1]], text)
        return OUTPUT.sub(lambda found: self.outputs.get((found[1], found[2]), ""), text)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Return a runner in a folder with a space, whose workspace holds the examples."""
    made = Runner(tmp_path / "the runner")
    shutil.copytree(ROOT / "examples", made.workspace / "examples")
    return made


needs_bash = pytest.mark.skipif(
    os.name == "nt" or shutil.which("bash") is None,
    reason="needs bash; on Windows, examples.yml runs the action with the one that GitHub has there",
)
TRAP = "examples/homework-trap"


@pytest.mark.slow
@needs_bash
def test_one_run_makes_all_reports_and_fails_for_what_it_found(runner: Runner) -> None:
    run = runner.lint(paths=TRAP, sarif="true", html="trap.html")
    assert run.returncode == 1, run.stderr
    assert re.search(
        r"^::error .*file=examples/homework-trap/photosynthesis\.module\.yaml", run.stdout, re.MULTILINE
    )
    assert runner.output("exit-code") == "1"
    assert "FUP001" in runner.summary
    assert runner.summary == Path(runner.output("markdown-file")).read_text("utf-8")
    log = json.loads(Path(runner.output("sarif-file")).read_text("utf-8"))
    assert "FUP001" in {result["ruleId"] for result in log["runs"][0]["results"]}
    page = Path(runner.output("html-file"))
    assert page.name == "trap.html"
    assert "Summarise the page" in page.read_text("utf-8")
    assert runner.folder / "temp" in page.parents


@pytest.mark.slow
@needs_bash
def test_code_scanning_gets_nothing_that_is_silenced(runner: Runner) -> None:
    shutil.copytree(ROOT / "tests" / "golden" / "cases" / "untold", runner.workspace / "untold")
    assert runner.lint(paths="untold", sarif="true").returncode == 1
    (run,) = json.loads(Path(runner.output("sarif-file")).read_text("utf-8"))["runs"]
    at = [
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in run["results"]
        if one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("oven.module.yaml")
    ]
    assert at == [("FUP001", 14), ("FUP002", 14), ("FUP004", 14), ("TSK001", 14)]
    assert not any(one["suppressions"] for one in run["results"])


@pytest.mark.slow
@needs_bash
def test_without_findings_it_passes(runner: Runner) -> None:
    run = runner.lint(
        paths="examples/homework-fixed\nexamples/research-ethics\n", fail_on="info", profile="essential"
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert runner.output("exit-code") == "0"
    assert runner.summary
    assert not runner.output("sarif-file")
    assert not runner.output("html-file")


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail_on": "never"}, 0),
        ({"args": "--select=FUP001\r\n\r\n--statistics", "annotations": "false"}, 1),
        ({"args": "--select=SPC001"}, 0),
        ({"working_directory": "examples", "paths": "homework-trap"}, 1),
        ({"paths": ""}, 1),
        ({"fail_on": "sometimes"}, 2),
        ({"paths": "examples/gone"}, 2),
        ({"profile": "none such"}, 2),
        ({"changed_since": "main"}, 2),  # the workspace here is no repository that git knows
    ],
    ids=str,
)
def test_inputs_do_what_their_options_do(runner: Runner, inputs: dict[str, str], code: int) -> None:
    run = runner.lint(**{"paths": TRAP, **inputs})
    assert run.returncode == code, run.stdout + run.stderr
    assert runner.output("exit-code") == str(code)


@pytest.mark.slow
@needs_bash
def test_what_is_not_wanted_is_not_written(runner: Runner) -> None:
    run = runner.lint(paths=TRAP, annotations="false", summary="false")
    assert run.returncode == 1
    assert "::" not in run.stdout
    assert "Exit 1" in run.stdout
    assert not runner.summary
    assert Path(runner.output("markdown-file")).stat().st_size


HOSTILE = (
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    "| touch pwned #",
    "&& touch pwned",
    "> pwned",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "--format=text=pwned",
    "%0Atouch pwned",
    "-",
    "--",
    "*",
)
"""What must stay a word, wherever it is put."""


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize("name", ["paths", "profile", "fail_on", "changed_since"])
def test_hostile_inputs_stay_words(runner: Runner, name: str) -> None:
    for word in HOSTILE:
        run = runner.lint(**{"paths": TRAP, name: word})
        empty_input = (name, word) == ("paths", "-")  # which is read, and is no spec
        assert run.returncode == (1 if empty_input else 2), f"{word}: {run.stdout}{run.stderr}"
        assert "Something went wrong in the tool itself" not in run.stderr
    assert not list(runner.folder.rglob("pwned*"))


@pytest.mark.slow
@needs_bash
def test_hostile_options_stay_words(runner: Runner) -> None:
    for word in HOSTILE:
        if not word.startswith("--"):
            assert runner.lint(paths=TRAP, args=word).returncode in {1, 2}
    assert not list(runner.folder.rglob("pwned*"))


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize(
    "word", [*HOSTILE, "a b.html", "../a.html", "a/b.html", ".html", "page.yaml", "a\nb.html"]
)
def test_a_page_has_a_plain_name(runner: Runner, word: str) -> None:
    run = runner.lint(paths=TRAP, html=word)
    assert run.returncode == 2
    assert run.stdout.startswith("::error title=coursewright::The input html ")
    assert run.stdout.count("\n") == 1
    assert runner.outputs == {**runner.outputs, ("lint", "exit-code"): "2"}
    assert not list(runner.folder.rglob("*.html"))


@pytest.mark.slow
@needs_bash
@pytest.mark.parametrize("name", ["annotations", "summary", "sarif"])
def test_a_switch_is_on_or_off(runner: Runner, name: str) -> None:
    run = runner.lint(paths=TRAP, **{name: "yes $(touch pwned)"})
    assert run.returncode == 2
    assert run.stdout == f"::error title=coursewright::The input {name} is true or false.\n"
    assert not list(runner.folder.rglob("pwned"))


@pytest.mark.slow
@needs_bash
def test_paths_may_have_any_name(runner: Runner) -> None:
    """Spaces, what a shell would act on, and what looks like an option."""
    names = ["two words", "$(touch pwned)", "a;b", "it's", '"quoted"', "--quiet", "$HOME", "[a]*"]
    trap = (runner.workspace / TRAP / "photosynthesis.module.yaml").read_text("utf-8")
    for name in names:
        (runner.workspace / name).mkdir()
        (runner.workspace / name / "x.module.yaml").write_text(trap, "utf-8")
    run = runner.lint(paths="\n".join(names), args="--select=FUP001", sarif="true")
    assert run.returncode == 1, run.stderr
    log = json.loads(Path(runner.output("sarif-file")).read_text("utf-8"))
    assert len(log["runs"][0]["results"]) == len(names)
    assert not list(runner.folder.rglob("pwned"))


@pytest.mark.slow
@needs_bash
def test_only_what_a_branch_changed(runner: Runner) -> None:
    def git(*words: str) -> None:
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *author, *words], cwd=runner.workspace, check=True, capture_output=True)

    (runner.workspace / ".git").rmdir()
    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    git("branch", "before")
    assert runner.lint(changed_since="before").returncode == 0
    with (runner.workspace / TRAP / "photosynthesis.module.yaml").open("a", encoding="utf-8") as file:
        file.write("# seen\n")
    assert runner.lint(changed_since="before").returncode == 1


@pytest.mark.slow
@needs_bash
def test_it_installs_itself(runner: Runner) -> None:
    """From the checkout, with pip, and without importing what lies about in the repository that it checks."""
    from_index = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling"]
    target = ["--dest", str(runner.folder / "temp")]
    if subprocess.run([*from_index, *target], capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index")
    for module in ("venv", "pip", "yaml", "typer"):
        (runner.workspace / f"{module}.py").write_text("open('pwned', 'w'); raise SystemExit(9)", "utf-8")
    runner.inputs = {"packages": "wheel\n"}
    run = runner.run("install")
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.fullmatch(r"coursewright \d+\.\d+\.\d+\n", run.stdout)
    assert (Path(runner.outputs[("install", "coursewright")]).parent / "wheel").exists()
    runner.inputs = {"paths": "examples/homework-fixed"}
    assert runner.run("lint").returncode == 0
    assert not list(runner.folder.rglob("pwned"))


@pytest.mark.slow
@needs_bash
def test_it_says_when_python_is_too_old(runner: Runner) -> None:
    old = runner.folder / "old python"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    runner.outputs[("python", "python-path")] = str(old)
    run = runner.run("install")
    assert run.returncode == 2
    assert run.stdout.startswith("::error title=coursewright::There is no Python 3.11 or later here")
    assert ("install", "coursewright") not in runner.outputs


def test_inputs_go_by_way_of_the_environment() -> None:
    """An expression in `run` would become part of the script, whatever it says."""
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        if "run" not in step:
            continue
        script = ROOT / re.findall(r"\$GITHUB_ACTION_PATH/([\w./]+)", step["run"])[0]
        read = set(re.findall(r"\$\{?([A-Z_]{2,})\b", script.read_text("utf-8")))
        around = {"GITHUB_ACTION_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP"}
        assert read - around == set(step["env"]), script.name


def test_every_input_is_used_and_every_output_is_made() -> None:
    used = re.findall(r"inputs\.([\w-]+)", json.dumps(STEPS))
    assert set(used) == set(ACTION["inputs"])
    steps = {step.get("id"): step for step in STEPS}
    written = set(re.findall(r"printf '([\w-]+)=", (ROOT / ".github/action/lint.sh").read_text("utf-8")))
    for name, one in ACTION["outputs"].items():
        assert OUTPUT.fullmatch(one["value"])
        assert OUTPUT.findall(one["value"]) == [("lint", name)]
        assert name in written
    assert {step for step, _ in OUTPUT.findall(json.dumps(STEPS))} <= steps.keys()


def test_uploads_happen_also_after_findings() -> None:
    uploads = [
        step for step in STEPS if step.get("uses", "").partition("@")[0].endswith(("sarif", "artifact"))
    ]
    assert len(uploads) == 2
    assert all("!cancelled()" in step["if"] for step in uploads)
    assert all("!= ''" in step["if"] for step in uploads)


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_other_actions_are_taken_by_their_major_version() -> None:
    for file in [ROOT / "action.yml", *WORKFLOWS]:
        for used in re.findall(r"uses: (\S+)", file.read_text("utf-8")):
            assert used == "./" or re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", used), (
                f"{file.name}: {used}"
            )


def test_workflows_use_inputs_that_exist() -> None:
    uses = [
        step
        for file in WORKFLOWS
        for job in yaml.safe_load(file.read_text("utf-8"))["jobs"].values()
        for step in job["steps"]
        if step.get("uses") == "./"
    ]
    assert len(uses) >= 2
    for step in uses:
        assert set(step["with"]) <= set(ACTION["inputs"])
        assert all((ROOT / path).is_dir() for path in step["with"]["paths"].splitlines())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-actions", [ROOT / "action.yml"]), ("vendor.github-workflows", WORKFLOWS)],
    ids=["action", "workflows"],
)
def test_they_are_as_github_wants_them(schema: str, files: list[Path]) -> None:
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.slow
def test_its_shell_is_sound() -> None:
    """ShellCheck has nothing to say about the scripts, here or in workflows."""
    checker = shutil.which("shellcheck", path=str(Path(sys.executable).parent)) or shutil.which("shellcheck")
    if checker is None:
        pytest.skip("shellcheck is not installed")
    scripts = [*(ROOT / ".github" / "action").glob("*.sh"), ROOT / ".ci" / "run"]
    run = subprocess.run([checker, *map(str, scripts)], capture_output=True, encoding="utf-8", check=False)
    assert len(scripts) == 3
    assert run.returncode == 0, run.stdout
