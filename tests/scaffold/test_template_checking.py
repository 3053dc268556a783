"""`templates check`: what it finds in a template, where, and with which exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from own_templates import FILES, put
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.scaffold import gallery
from coursewright.scaffold.checking import faults_in
from coursewright.scaffold.describe import read_template

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

PART = {
    "template.yaml": """\
name: small
makes: decision-point
title: A decision
for: anybody
builds: A decision.
into: decision_points
questions:
  - decision
""",
    "part.yaml.jinja": 'prompt: {{ said(decision, "room") }}\n',
    "words/en.yaml": "hints: {room: What}\n",
    "words/es.yaml": "hints: {room: Qué}\n",
}


def told(folder: Path) -> list[str]:
    return [
        f"{fault.told.removeprefix(f'{folder}/')} {fault.hint}".strip()
        for fault in faults_in(read_template(folder))
    ]


def check(*paths: Path) -> Result:
    return CliRunner().invoke(app, ["templates", "check", *map(str, paths)])


def test_a_good_one(tmp_path: Path) -> None:
    assert told(put(tmp_path)) == []
    assert told(put(tmp_path / "part", PART)) == []


def test_an_age_is_used_by_the_words_for_it(tmp_path: Path) -> None:
    folder = put(tmp_path, template=("  - title\n", "  - title\n  - age\n"))
    for path in (folder / "words").iterdir():
        path.write_text(path.read_text("utf-8").replace("hints:\n", "hints:\n  room_children: X\n"), "utf-8")
    assert told(folder) == []


@pytest.mark.parametrize("name", [*(one.name for one in (*gallery.templates(), *gallery.parts()))])
@pytest.mark.slow
def test_ours_are_good(name: str) -> None:
    result = check(gallery.find(name).folder)
    assert (result.exit_code, result.stdout) == (0, "1 template: nothing is wrong.\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"words_en": ("  session: We meet\n", "  session: We meet\n  spare: Not used\n")},
            "words/en.yaml:6:3: No file uses `spare`. Use it, or delete it.",
        ),
        (
            {"words_en": ("  room: The room\n", "  room: The room\n  room_children: Where\n")},
            "words/en.yaml:3:3: No file uses `room_children`. Use it, or delete it.",
        ),
        (
            {
                "template": ("  - title\n", "  - title\n  - age\n"),
                "words_en": ("  room: The room\n", "  room: The room\n  room_children: Where\n"),
            },
            "words/es.yaml:1:1: `room_children` is missing under `hints`. Add `room_children:` in es.",
        ),
        (
            {"template": ("  - title\n", "  - title\n  - age\n")},
            "template.yaml:10:5: The answer to `age` is used nowhere.",
        ),
        (
            {"words_es": ("  room: El aula\n", "")},
            "words/es.yaml:1:1: `room` is missing under `hints`. Add `room:` in es.",
        ),
        (
            {"words_es": ("texts:\n  session: Nos vemos\n", "")},
            "words/es.yaml:1:1: `session` is missing under `texts`. Add `session:` in es.",
        ),
        (
            {"words_en": ("hints:", "hint:")},
            "words/en.yaml:1:1: `hint` is not a key of a file of words. Did you mean `hints`?",
        ),
        (
            {"module": ('place: {{ said(room, "room") }}', 'place: {{ todo("room") }}')},
            "template.yaml:23:9: The answer to `room` is used nowhere. Write `{{ said(room, ",
        ),
        (
            {"module": ("mode: {{ mode }}", "mode: {{ mood }}")},
            "module.yaml.jinja:3:1: 'mood' is undefined.",
        ),
        (
            {"module": ("{% endif %}", "{% endfor %}")},
            "module.yaml.jinja:9:1: Encountered unknown tag 'endfor'.",
        ),
        (
            {"module": ("status: draft", "status: drafty")},
            "template.yaml:7:16: With its defaults, line 5 of new-module.module.yaml is not right: `status:",
        ),
        (
            {"module": ("status: draft", "status: {{ 'x' if mode == 'asynchronous' else 'draft' }}")},
            "template.yaml:7:16: With mode=asynchronous, line 5 of new-module.module.yaml",
        ),
        (
            {"module": ("status: draft", "status: {{ 'x' if cases == 4 else 'draft' }}")},
            "template.yaml:7:16: With cases=4, line 5 of",
        ),
        (
            {"module": ('{{ said(title, "title") }}', "{{ title or 'none' }}")},
            "template.yaml:9:5: An answer to `title` with quotes, a colon or a line break breaks the file.",
        ),
        (
            {"template": ("default: 2", "default: 9")},
            "template.yaml:14:14: The default of `cases` is no answer to it",
        ),
        (
            {"template": ("mode == 'blended'", "mode = 'blended'")},
            "template.yaml:27:11: `when: mode = 'blended'` cannot be worked out",
        ),
        (
            {"template": ("builds:", "example: example.module.yaml\nbuilds:")},
            "template.yaml:5:10: There is no `example.module.yaml` in the folder.",
        ),
        (
            {"template": ("builds:", "example: ../../secret.yaml\nbuilds:")},
            "template.yaml:5:10: There is no `../../secret.yaml` in the folder.",
        ),
    ],
)
def test_what_is_wrong_stands_at_its_place(
    tmp_path: Path, changes: dict[str, tuple[str, str]], said: str
) -> None:
    found = told(put(tmp_path, **changes))
    assert any(one.startswith(said) for one in found), found
    assert len(found) == 1


def test_keys_that_are_put_together_count_as_used(tmp_path: Path) -> None:
    words = FILES["words/en.yaml"].replace(
        "session: We meet", "session_blended: We meet\n  session_other: No"
    )
    body = FILES["module.yaml.jinja"].replace('words("session")', 'words("session_" ~ mode)')
    folder = put(tmp_path, {"words/en.yaml": words, "words/es.yaml": words, "module.yaml.jinja": body})
    assert told(folder) == []


@pytest.mark.parametrize("kind", ["text", "number", "yes-no", "duration", "language", "id"])
def test_what_must_be_answered_is(tmp_path: Path, kind: str) -> None:
    described = FILES["template.yaml"].replace("    type: text\n", f"    type: {kind}\n    required: true\n")
    body = FILES["module.yaml.jinja"].replace("status: draft", "status: {{ 'x' if cases == 4 else 'draft' }}")
    (fault,) = told(put(tmp_path, {"template.yaml": described, "module.yaml.jinja": body}))
    assert "With cases=4, line 5 of" in fault


def test_a_part_is_judged_where_it_goes(tmp_path: Path) -> None:
    changed = PART | {"part.yaml.jinja": 'promt: {{ said(decision, "room") }}\n'}
    (fault,) = told(put(tmp_path, changed))
    assert "line 1 of decision-point.yaml is not right: `promt:" in fault
    assert "`promt`" in fault
    assert "Did you mean `prompt`?" in fault


def test_what_it_makes_is_linted(tmp_path: Path) -> None:
    result = check(put(tmp_path))
    assert result.exit_code == 1
    assert "template.yaml:7:16 [template] With its defaults, line " in result.stdout
    assert "TSK001" in result.stdout
    assert "SPC004" not in result.stdout
    assert "things are wrong." in result.stdout


def test_a_folder_of_templates(tmp_path: Path) -> None:
    put(tmp_path)
    put(tmp_path / "_parts", PART)
    result = check(tmp_path)
    assert result.stdout.splitlines()[-1].startswith("2 templates:")


def test_a_broken_one_is_a_finding(tmp_path: Path) -> None:
    result = check(put(tmp_path, template=("makes: module", "makes: modul")))
    assert result.exit_code == 1
    assert "[template] `makes` cannot be `modul`. Did you mean `module`?" in result.stdout
    assert "2 | makes: modul" in result.stdout


@pytest.mark.parametrize("name", ["nothing-there", "."])
def test_no_template_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["templates", "check", name])
    assert result.exit_code == 2
    assert "There is no template" in result.stderr
