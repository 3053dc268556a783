"""Where reports go: standard output, files, or both; and what is said where that cannot be."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.cli.words import FORMS
from coursewright.reporters.forms import AUTO, form_named, forms
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

SPEC = "module: m\ntitle: Bread\ntasks: [{id: a, title: Knead, kind: quiz}]\n"
ONLY = ("--select", "FUP001", "--no-cache")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "m.module.yaml").write_text(SPEC, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return tmp_path


def test_several_reports_of_one_run(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright(
        "lint", *ONLY, "--format", "concise", "--format", "json=out/deep/r.json", "--format", "jsonl=r.jsonl"
    )
    assert done.code == 1
    first, *_ = done.out.splitlines()
    assert first.startswith("m.module.yaml:3:10: FUP001 [error] ")
    (finding,) = json.loads((folder / "out/deep/r.json").read_text("utf-8"))["findings"]
    assert finding["code"] == "FUP001"
    kinds = [json.loads(line)["type"] for line in (folder / "r.jsonl").read_text("utf-8").splitlines()]
    assert kinds == ["start", "finding", "summary"]


def test_with_files_alone_the_summary_is_shown(folder: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", *ONLY, "--format", "json=r.json")
    assert done.out.splitlines()[0] == "Wrote json to r.json"
    assert done.last.startswith("1 file, 1 module: 1 error;")
    assert coursewright("lint", *ONLY, "--format", "json=r.json", "--quiet").out == ""
    assert (folder / "r.json").is_file()


def test_a_text_in_a_file_has_no_colours(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = coursewright("lint", *ONLY).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = coursewright("lint", *ONLY, "--format", "text", "--format", "text=r.txt")
    assert "\x1b[" in done.out
    assert (folder / "r.txt").read_text("utf-8") == plain == re.sub(r"\x1b\[[0-9;]*m", "", done.out)


def test_a_text_in_a_file_says_what_was_not_checked(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "coursewright.yaml").write_text("profile: [strct]\n")
    done = coursewright("lint", "--no-cache", "--format", "text=r.txt")
    assert done.code == 2
    assert (folder / "r.txt").read_text("utf-8") == (
        "coursewright.yaml:1:11: [error] There is no profile `strct`. Did you mean `strict`?\n\n"
        "Nothing was checked. Exit 2: 1 configuration could not be followed, so 1 file was not checked.\n"
    )


def test_a_dash_is_standard_output(folder: Path, coursewright: Callable[..., Any]) -> None:
    assert json.loads(coursewright("lint", *ONLY, "--format", "json=-").out)["findings"]
    assert sorted(path.name for path in folder.iterdir()) == ["m.module.yaml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sarrif",), "There is no form `sarrif` of a report. Did you mean `sarif`?"),
        (("json", "text"), "Only one report can go to standard output."),
        (("json=a", "text=./a"), "Two reports would go to `a`."),
        (("json=",), "`--format json=` names no file. Say where to, such as `json=report.json`."),
        (("JSON",), "Did you mean `json`?"),
        (("report.html",), "Did you mean `html=report.html`?"),
        (("out/report.md",), "Did you mean `markdown=out/report.md`?"),
        (("text=m.module.yaml",), "A report in `m.module.yaml` could take the place of a spec."),
        (("html=new.YML",), "A report in `new.YML` could take the place of a spec."),
    ],
)
@pytest.mark.usefixtures("folder")
def test_words_that_make_no_sense(
    words: tuple[str, ...], said: str, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("lint", *ONLY, *(part for word in words for part in ("--format", word)))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert Path("m.module.yaml").read_text("utf-8") == SPEC


def test_what_cannot_be_written_is_said_before_anything_is_checked(
    folder: Path, coursewright: Callable[..., Any]
) -> None:
    (folder / "taken").mkdir()
    (folder / "file").write_text("x")
    for target in ("taken", "file/below.json"):
        done = coursewright("lint", *ONLY, "--format", "text", "--format", f"json={target}")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"coursewright: The report `{target}` cannot be written: ")
    assert sorted(path.name for path in folder.iterdir()) == ["file", "m.module.yaml", "taken"]


def test_a_run_that_fails_leaves_the_old_report(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "r.json").write_text("old")
    done = coursewright("lint", "--select", "NO123", "--format", "json=r.json")
    assert done.code == 2
    assert (folder / "r.json").read_text() == "old"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coursewright.cli.lint.linting._ended", stop)
    coursewright("lint", *ONLY, "--format", "json=r.json")
    assert (folder / "r.json").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == ["m.module.yaml", "r.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_a_report_keeps_the_rights_of_the_one_before(folder: Path, coursewright: Callable[..., Any]) -> None:
    report = folder / "r.json"
    report.write_text("old")
    report.chmod(0o640)
    coursewright("lint", *ONLY, "--format", "json=r.json")
    assert stat.S_IMODE(report.stat().st_mode) == 0o640
    coursewright("lint", *ONLY, "--format", "json=new.json")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "new.json").stat().st_mode) == 0o666 & ~umask


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "there").mkdir()
    (folder / "link.json").symlink_to(folder / "there" / "r.json")
    coursewright("lint", *ONLY, "--format", "json=link.json")
    assert (folder / "link.json").is_symlink()
    assert json.loads((folder / "there" / "r.json").read_text("utf-8"))["findings"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_pipe_is_written_to(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    command = [sys.executable, "-m", "coursewright", "lint", *ONLY, "--format", "json=pipe"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as running:
        assert json.loads((folder / "pipe").read_text("utf-8"))["findings"]
    assert running.returncode == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_what_the_shell_has_open_is_written_to(folder: Path) -> None:
    command = [sys.executable, "-m", "coursewright", "lint", *ONLY, "--format"]
    piped = subprocess.run([*command, "json=/dev/stdout"], cwd=folder, capture_output=True, check=False)
    assert len(json.loads(piped.stdout)["findings"]) == 1
    with (folder / "log").open("w") as log:
        log.write("before\n")
        log.flush()
        subprocess.run([*command, "concise=/dev/stderr", "--quiet"], cwd=folder, stderr=log, check=False)
    assert (folder / "log").read_text("utf-8").startswith("before\nm.module.yaml:3:10: FUP001")
    read, write = os.pipe()
    with os.fdopen(read, encoding="utf-8") as told:
        named = f"jsonl=/dev/fd/{write}"
        subprocess.run(
            [*command, named], cwd=folder, pass_fds=[write], stdout=subprocess.DEVNULL, check=False
        )
        os.close(write)
        assert [json.loads(line)["type"] for line in told] == ["start", "finding", "summary"]


def test_what_is_not_written_is_not_said_to_be(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    done = coursewright("lint", *ONLY, "--format", "json=r.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == "coursewright: The report `r.json` cannot be written: no space left on device.\n"
    assert [path.name for path in folder.iterdir()] == ["m.module.yaml"]


def test_a_report_in_the_home_folder(
    folder: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some shells leave the sign as it is after an `=`."""
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder / "home"))
    assert coursewright("lint", *ONLY, "--format", "json=~/r.json").code == 1
    assert (folder / "home" / "r.json").is_file()
    assert not (folder / "~").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_a_circle(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "r.json").symlink_to("r.json")
    assert coursewright("lint", *ONLY, "--format", "json=r.json").code == 1
    assert json.loads((folder / "r.json").read_text("utf-8"))["findings"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_spec_is_not_written_through(folder: Path, coursewright: Callable[..., Any]) -> None:
    (folder / "report.txt").symlink_to(folder / "m.module.yaml")
    done = coursewright("lint", *ONLY, "--format", "text=report.txt")
    assert (done.code, done.out) == (2, "")
    assert "could take the place of a spec" in done.err
    assert (folder / "m.module.yaml").read_text("utf-8") == SPEC


def test_long_names_that_begin_alike(folder: Path, coursewright: Callable[..., Any]) -> None:
    names = ["a" * 120 + ".json", "a" * 120 + ".jsonl", "面" * 80 + ".md"]
    forms_of = ("json", "jsonl", "markdown")
    words = [
        word for form, name in zip(forms_of, names, strict=True) for word in ("--format", f"{form}={name}")
    ]
    assert coursewright("lint", *ONLY, *words).code == 1
    assert json.loads((folder / names[0]).read_text("utf-8"))["findings"]
    assert (folder / names[1]).read_text("utf-8").startswith('{"type": "start"')
    assert (folder / names[2]).read_text("utf-8").startswith("## coursewright")


@pytest.mark.slow
def test_files_are_written_though_nobody_reads_along(folder: Path) -> None:
    tasks = "".join(f"  - {{id: t{n}, title: Knead {n}, kind: quiz, duration: 4}}\n" for n in range(3000))
    (folder / "m.module.yaml").write_text(f"module: m\ntasks:\n{tasks}", "utf-8")
    command = [sys.executable, "-m", "coursewright", "lint", "--no-cache", "--format", "concise"]
    with subprocess.Popen(
        [*command, "--format", "json=r.json"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert len(json.loads((folder / "r.json").read_text("utf-8"))["findings"]) > 3000


def test_the_help_names_every_form() -> None:
    assert set(re.findall(r"[a-z]+(?=[,.]| \(by default\))", FORMS)) >= {*forms(), AUTO} - {"auto"}
    assert "auto: github in GitHub Actions, else text." in FORMS


def test_auto_follows_where_it_runs() -> None:
    assert form_named("auto", {"GITHUB_ACTIONS": "true"}).name == "github"
    assert form_named("auto", {"GITLAB_CI": "true"}).name == "text"
    assert form_named("text", {"GITHUB_ACTIONS": "true"}).name == "text"


@pytest.mark.usefixtures("folder")
def test_without_auto_the_place_does_not_matter(
    coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error" not in coursewright("lint", *ONLY).out
    assert "::error" in coursewright("lint", *ONLY, "--format", "auto").out


@pytest.fixture
def package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Install a package with the reporters that its entry points name."""

    def install(code: str, points: str) -> None:
        site = folder / "site"
        (site / "our_reports-1.dist-info").mkdir(parents=True)
        (site / "our_reports.py").write_text(code, "utf-8")
        (site / "our_reports-1.dist-info" / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: our-reports\nVersion: 1\n"
        )
        (site / "our_reports-1.dist-info" / "entry_points.txt").write_text(
            f"[coursewright.reporters]\n{points}"
        )
        monkeypatch.syspath_prepend(str(site))
        monkeypatch.delitem(sys.modules, "our_reports", raising=False)

    return install


def test_a_reporter_of_a_package(
    package: Callable[[str, str], None], coursewright: Callable[..., Any]
) -> None:
    """The one that the documents show."""
    page = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
    code = re.search(r"<!-- file: our_reports.py -->\n```python\n(.*?)```", page, re.DOTALL)
    assert code is not None
    package(code[1], "dean = our_reports:DeanReport\nbroken = our_reports:Nobody\n")
    done = coursewright("lint", *ONLY, "--format", "dean")
    assert done.out == "Minutes to mend\n   20  Bread\n   20  in all; 1 error; about 20 min to mend\n"
    assert done.code == 1
    broken = coursewright("lint", *ONLY, "--format", "broken")
    assert broken.code == 2
    assert "The reporter `broken` from our_reports:Nobody could not be loaded (AttributeError:" in broken.err


STUMBLING = """
class Plain:
    def __init__(self, setting): pass
    def start(self): return ""
    def course(self, course): return ""
    def end(self, run): return ""

class First(Plain):
    def start(self): raise ValueError("no ink")

class Second(Plain):
    def course(self, course): raise BrokenPipeError

class Third(Plain):
    def end(self, run): return None
"""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("first", "from our_reports:First stumbled at the start (ValueError: no ink)."),
        ("second", "from our_reports:Second stumbled over a course (BrokenPipeError)."),
        (
            "third",
            "from our_reports:Third stumbled at the end (TypeError: what a reporter returns is text, not N",
        ),
    ],
)
def test_a_reporter_of_a_package_that_stumbles(
    name: str,
    said: str,
    folder: Path,
    package: Callable[[str, str], None],
    coursewright: Callable[..., Any],
) -> None:
    package(
        STUMBLING, "".join(f"{one} = our_reports:{one.title()}\n" for one in ("first", "second", "third"))
    )
    (folder / "r.json").write_text("old")
    done = coursewright("lint", *ONLY, "--format", "json=r.json", "--format", f"{name}=made")
    assert done.code == 2
    assert done.err.startswith(f"coursewright: The reporter `{name}` {said}")
    assert (folder / "r.json").read_text() == "old"
    assert not (folder / "made").exists()


def test_a_form_nobody_has() -> None:
    with pytest.raises(UsageError) as raised:
        form_named("zzz", {})
    assert "There are auto, text, concise," in raised.value.hint
