"""`coursewright config`, and how `lint` follows configurations."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAME = "coursewright.yaml"
MODULE = "module: {id}\ntasks:\n  - {{id: read, title: Read, kind: reading}}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Build a course whose modules stand in folders with configurations of their own."""
    root = tmp_path / "repo"
    files = {
        ".git/x": "",
        NAME: "profile: [essential, accessibility]\nfail_on: error\nedition: 0.1\nlocked: [materials]\n"
        "rules:\n  FUP003: {hours: 24}\n  WRK: off\nexclude: [archive, drafts/**]\n",
        "course.yaml": "course: c\nmodules: [a/a.module.yaml, b/b.module.yaml]\n",
        "a/a.module.yaml": MODULE.format(id="a"),
        f"a/{NAME}": "profile: strict\nrules: {TSK001: off}\nfail_on: never\n",
        "b/b.module.yaml": MODULE.format(id="b"),
        f"b/{NAME}": "extends: ../coursewright.yaml\nrules: {FUP001: info, TSK: on}\nallow_verbs: [know]\n"
        "rates: {posting: 300}\noverrides:\n"
        "  - {files: '*.module.yaml', nodes: 'tasks[read]', rules: {TSK001: error}}\n"
        "  - {files: 'other/**', rules: {FUP003: {hours: 2}}}\n",
        "archive/old.module.yaml": "module: old\ntask: x\n",
        "drafts/later.module.yaml": "module: later\ntask: x\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def findings(coursewright: Callable[..., Any], *args: str | Path, cwd: Path) -> dict[str, dict[str, str]]:
    """Return by file which rule came at which severity."""
    report = json.loads(coursewright("lint", "--format", "json", *args, cwd=cwd).out)
    found: dict[str, dict[str, str]] = {}
    for finding in report["findings"]:
        found.setdefault(finding["path"], {})[finding["code"]] = finding["severity"]
    return found


def test_a_finding_follows_its_file(repository: Path, coursewright: Callable[..., Any]) -> None:
    found = findings(coursewright, cwd=repository)
    assert set(found) == {"course.yaml", "a/a.module.yaml", "b/b.module.yaml"}
    assert "TSK001" not in found["a/a.module.yaml"]
    assert found["a/a.module.yaml"]["FUP001"] == "error"
    assert found["a/a.module.yaml"]["TSK005"] == "warning"
    assert found["b/b.module.yaml"]["TSK001"] == "error"
    assert found["b/b.module.yaml"]["TSK005"] == "info"
    assert found["b/b.module.yaml"]["FUP001"] == "info"
    assert "INF001" not in found["course.yaml"] | found["b/b.module.yaml"], "essential has it not"
    assert found["course.yaml"].keys() & {"OUT001", "PRE001"}, "what is about the course stands there"


def test_the_same_findings_however_named(repository: Path, coursewright: Callable[..., Any]) -> None:
    whole = findings(coursewright, cwd=repository)
    assert findings(coursewright, "course.yaml", cwd=repository) == whole
    for path in [path for path in whole if path != "course.yaml"]:
        assert findings(coursewright, path, cwd=repository) == {path: whole[path]}
        absolute = repository / path
        assert findings(coursewright, absolute, cwd=repository.parent) == {path: whole[path]}
        assert findings(coursewright, absolute.name, cwd=absolute.parent) == {path: whole[path]}
    assert findings(coursewright, "b", cwd=repository) == {"b/b.module.yaml": whole["b/b.module.yaml"]}
    assert findings(coursewright, ".", cwd=repository / "b") == {"b/b.module.yaml": whole["b/b.module.yaml"]}


def test_an_inherited_value_follows_the_file_it_stands_in(
    repository: Path, coursewright: Callable[..., Any]
) -> None:
    """A wrong duration in the course's defaults is the course file's, whichever module inherits it."""
    (repository / "course.yaml").write_text(
        "course: c\nmodules: [a/a.module.yaml]\ndefaults:\n  tasks: {duration: 45}\n"
    )
    assert findings(coursewright, "--select", "SPC008", cwd=repository)["course.yaml"] == {"SPC008": "error"}
    with (repository / NAME).open("a") as file:
        file.write("overrides: [{files: course.yaml, rules: {SPC008: off}}]\n")
    assert "course.yaml" not in findings(coursewright, "--select", "SPC008", cwd=repository)


def test_what_is_excluded(repository: Path, coursewright: Callable[..., Any]) -> None:
    """Searches pass it over, with all below; what is named, or listed by a named course, is checked."""
    assert not any("archive" in path or "drafts" in path for path in findings(coursewright, cwd=repository))
    named = findings(coursewright, "archive/old.module.yaml", cwd=repository)
    assert named["archive/old.module.yaml"]["SPC001"] == "error"
    (repository / "archive" / NAME).write_text("profil: never read\n")
    done = coursewright("lint", cwd=repository)
    assert "profil" not in done.err


@pytest.mark.parametrize(
    ("limits", "args", "code", "said"),
    [
        (("error", "never"), (), 0, "Exit 0"),
        (("info", "never"), (), 1, "`fail_on` of the configurations"),
        (("never", "never"), (), 0, "Exit 0"),
        (("never", "never"), ("--fail-on", "info"), 1, "--fail-on info"),
        (("info", "info"), (), 1, "fail_on: info"),
    ],
)
def test_fail_on(
    limits: tuple[str, str],
    args: tuple[str, ...],
    code: int,
    said: str,
    tmp_path: Path,
    coursewright: Callable[..., Any],
) -> None:
    """Each finding is held against the limit of its file, unless the command line has one for all."""
    (tmp_path / ".git").mkdir()
    for name, limit in zip("ab", limits, strict=True):
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.module.yaml").write_text(MODULE.format(id=name))
        (tmp_path / name / NAME).write_text(f"fail_on: {limit}\nrules: {{all: off, FUP001: warning}}\n")
    done = coursewright("lint", *args, cwd=tmp_path)
    assert done.code == code
    assert said in done.last


def test_options_of_lint_go_over_the_configuration(
    repository: Path, coursewright: Callable[..., Any]
) -> None:
    alone = findings(coursewright, "--isolated", cwd=repository)
    assert "archive/old.module.yaml" in alone
    assert alone["a/a.module.yaml"]["TSK001"] == "warning"
    essential = findings(coursewright, "--profile", "essential", cwd=repository)
    assert "TSK005" not in essential["a/a.module.yaml"]
    assert "TSK001" not in essential["a/a.module.yaml"]
    one = findings(coursewright, "--config", f"a/{NAME}", "b", cwd=repository)
    assert one["b/b.module.yaml"]["TSK005"] == "warning"
    assert findings(coursewright, "--select", "TSK001", cwd=repository)["b/b.module.yaml"] == {
        "TSK001": "error"
    }
    assert "TSK001" not in findings(coursewright, "--ignore", "TSK", cwd=repository)["b/b.module.yaml"]


def test_strict_raises_notes_to_warnings(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / NAME).write_text("profile: strict\n")
    path = tmp_path / "m.module.yaml"
    path.write_text(MODULE.format(id="m"))
    (found,) = findings(coursewright, cwd=tmp_path).values()
    assert set(found.values()) <= {"warning", "error"}
    assert found["TSK005"] == "warning"
    assert found["TSK001"] == "warning"


def test_drafts_stay_notes_under_strict(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    """What is not yet written in a draft only informs, whatever a profile raises."""
    (tmp_path / ".git").mkdir()
    (tmp_path / NAME).write_text("profile: strict\n")
    (tmp_path / "m.module.yaml").write_text(
        MODULE.format(id="m").replace("reading", "quiz") + "status: draft\n"
    )
    (found,) = findings(coursewright, cwd=tmp_path).values()
    assert found["TSK001"] == found["TSK005"] == found["FUP002"] == "info"


def test_self_paced_reads_a_silent_course_as_prepared(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "m.module.yaml"
    path.write_text("module: m\ntasks: [{id: quiz, title: Quiz, kind: quiz}]\n")
    led = findings(coursewright, cwd=tmp_path)["m.module.yaml"]
    assert "FUP002" in led
    assert "FUP011" not in led
    (tmp_path / NAME).write_text("profile: self-paced\n")
    prepared = findings(coursewright, cwd=tmp_path)["m.module.yaml"]
    assert "FUP002" not in prepared
    assert prepared["FUP011"] == "warning"
    path.write_text(path.read_text() + "support_model: led\n")
    assert "FUP002" in findings(coursewright, cwd=tmp_path)["m.module.yaml"]


def test_words_and_rates_reach_the_rules(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "m.module.yaml"
    path.write_text(
        "module: m\noutcomes: [Understand Ohm's law]\nmaterials:\n"
        "  - {id: t, title: T, kind: reading, words: 2900, difficulty: many, duration: 15 min}\n"
    )
    before = findings(coursewright, cwd=tmp_path)["m.module.yaml"]
    assert {"OUT002", "WRK009"} <= before.keys()
    (tmp_path / NAME).write_text("allow_verbs: [Understand]\nrates: {reading_understand_many: 240}\n")
    after = findings(coursewright, cwd=tmp_path)["m.module.yaml"]
    assert before.keys() - after.keys() == {"OUT002", "WRK009"}
    (tmp_path / NAME).write_text("lexicon: {en: words.yaml}\n")
    (tmp_path / "words.yaml").write_text("unobservable:\n  wire: {try: connect}\n")
    path.write_text("module: m\noutcomes: [Wire a lamp]\n")
    assert "OUT002" in findings(coursewright, cwd=tmp_path)["m.module.yaml"]


class TestShow:
    def test_what_applies_and_from_where(self, repository: Path, coursewright: Callable[..., Any]) -> None:
        shown = coursewright("config", "b", cwd=repository).out
        lines = [re.sub(r" {2,}", "  ", line.strip()) for line in shown.splitlines()]
        assert lines[0] == "b follows b/coursewright.yaml, which draws on coursewright.yaml."
        for line in (
            "profile  essential, accessibility  coursewright.yaml:1",
            "fail_on  error  coursewright.yaml:2",
            "edition  0.1  coursewright.yaml:3",
            "extends  ../coursewright.yaml  b/coursewright.yaml:1",
            "allow_verbs  know  b/coursewright.yaml:3",
            "rates  posting: 300  b/coursewright.yaml:4",
            "locked  materials  coursewright.yaml:4",
            "FUP001 no-follow-up  info  b/coursewright.yaml:2",
            "FUP003 gap-too-short  warning, hours 24  coursewright.yaml:6",
            "Override: tasks[read] in *.module.yaml",
            "TSK001 missing-purpose  error  b/coursewright.yaml:6",
            "FUP003 gap-too-short  hours 2  b/coursewright.yaml:7",
        ):
            assert line in lines
        assert re.search(r"\n\d+ rules run here: \d+ as errors, \d+ as warnings", shown)
        assert "`--rules` lists them." in shown

    def test_a_file_shows_the_overrides_about_it(
        self, repository: Path, coursewright: Callable[..., Any]
    ) -> None:
        shown = coursewright("config", "b/b.module.yaml", cwd=repository).out
        assert "Override: tasks[read]" in shown
        assert "Override: other/**" not in shown

    def test_locks_from_above(self, repository: Path, coursewright: Callable[..., Any]) -> None:
        shown = coursewright("config", "a", cwd=repository).out
        assert "a follows a/coursewright.yaml, which draws on coursewright.yaml." in shown
        assert re.search(r"MAT001 missing-alt +error, locked from above", shown)

    def test_the_defaults(self, tmp_path: Path, coursewright: Callable[..., Any]) -> None:
        (tmp_path / ".git").mkdir()
        shown = coursewright("config", cwd=tmp_path).out
        assert shown.startswith(
            "No coursewright.yaml stands at or above .: the defaults apply.\n\nprofile  recommended\n"
        )

    def test_rules_and_rates(self, repository: Path, coursewright: Callable[..., Any]) -> None:
        shown = coursewright("config", "b", "--rules", "--rates", cwd=repository).out
        assert "  FUP001 info    no-follow-up\n" in shown
        assert re.search(r"  posting +300 words an hour\n +To write .* Unless set, it is 250\.", shown)
        assert shown.count("Betsy Barre") == 1
        assert "[Workload Estimator 2.0]\n" in shown

    def test_as_json(self, repository: Path, coursewright: Callable[..., Any]) -> None:
        data = json.loads(coursewright("config", "b", "--format", "json", cwd=repository).out)
        assert data["rules"]["FUP001"] == "info"
        assert {"key": "fail_on", "value": "error", "file": f"{repository}/{NAME}", "line": 2} in data[
            "values"
        ]
        assert [one["where"] for one in data["overrides"]] == ["tasks[read] in *.module.yaml", "other/**"]

    def test_the_command_line_has_no_place(self, repository: Path, coursewright: Callable[..., Any]) -> None:
        shown = coursewright("config", "b", "--profile", "strict", cwd=repository).out
        assert re.search(r"\nprofile +strict\n", shown)
        shown = coursewright("config", "b", "--config", f"a/{NAME}", cwd=repository).out
        assert shown.startswith("b follows a/coursewright.yaml.\n")

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (("gone",), "gone: there is no such file or folder."),
            (("--config", "gone.yaml"), "--config: there is no file gone.yaml. Check the path."),
            (("--profile", "strikt"), "There is no profile `strikt`. Did you mean `strict`?"),
        ],
    )
    def test_wrong_words(
        self, args: tuple[str, ...], said: str, repository: Path, coursewright: Callable[..., Any]
    ) -> None:
        done = coursewright("config", *args, cwd=repository)
        assert (done.code, done.out, done.err) == (2, "", f"coursewright: {said}\n")

    @pytest.mark.slow
    @pytest.mark.parametrize("columns", [60, 120])
    def test_it_fits_a_terminal(self, columns: int, repository: Path, terminal: Callable[..., Any]) -> None:
        shown = terminal("config", "b", "--rates", columns=columns, cwd=repository).out
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert max(width(line) for line in plain.splitlines()) <= columns
        assert "coursewright.yaml:1" in plain
