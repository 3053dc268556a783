"""A small template with a question of nearly every type, and the dialogue about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.cli.new.wizard.dialogue import Dialogue
from coursewright.cli.new.wizard.review import Draft
from coursewright.cli.writing import NewText
from coursewright.scaffold.answers import Answers, Known
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.render import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.scaffold.model import Template

DESCRIBED = """\
name: small
makes: module
title: A small module
for: those who test
builds: A module of one task.
files:
  - {template: module.yaml.jinja, path: "{{ id }}.module.yaml"}
questions:
  - {id: title, ask: What is it called?, help: Learners see it first., type: text, stage: start}
  - id: age
    ask: How old are they?
    help: It changes the lengths.
    type: choice
    options: {adults: adults, children: "children, about 8 to 12"}
    default: adults
    stage: learners
  - {id: aims, ask: What will they do?, help: One a line., type: texts, stage: outcomes}
  - {id: cases, ask: How many cases?, help: Three will do., type: number, low: 1, high: 6, default: 3}
  - {id: meets, ask: Does the class meet?, help: Live., type: yes-no, default: "no"}
  - {id: meeting, ask: When?, help: A weekday and a time., type: time, default: thu 10:00, when: meets}
  - {id: zone, ask: In which time zone?, help: A city., type: time-zone, required: true, when: meets}
"""
PLAN = """\
module: {{ id }}
title: {{ said(title, "title") }}
status: draft
outcomes:
{% for aim in aims or [] %}
  - {{ yaml(aim) }}
{% else %}
  - {{ todo("aim") }}
{% endfor %}
tasks:
  - id: rule
    title: Rule on {{ cases }} cases
    kind: case-study
    duration: {{ "20 min" if age == "children" else "45 min" }}
{% if meets %}
sessions:
  - id: meet
    start: {{ yaml(meeting) }}
{% endif %}
"""
WORDS = """\
hints:
  title: {hint: What learners see first, example: Can this bridge stay open?}
  aim: What they will do
texts:
  such_as: such as
"""


@pytest.fixture(autouse=True)
def _no_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the wizard know nothing of where the computer stands."""
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def template(tmp_path: Path) -> Template:
    folder = tmp_path / "templates" / "small"
    (folder / "words").mkdir(parents=True)
    (folder / "template.yaml").write_text(DESCRIBED, encoding="utf-8")
    (folder / "module.yaml.jinja").write_text(PLAN, encoding="utf-8")
    (folder / "words" / "en.yaml").write_text(WORDS, encoding="utf-8")
    return read_template(folder)


@pytest.fixture
def drafted(template: Template, tmp_path: Path) -> Callable[[Answers], Draft]:
    def make(answers: Answers) -> Draft:
        made = render(template, answers)
        return Draft([NewText(tmp_path / file.path, file.text) for file in made.files], made.left)

    return make


@pytest.fixture
def answers(template: Template) -> Answers:
    return Answers(template, Known())


@pytest.fixture
def dialogue(
    template: Template, answers: Answers, drafted: Callable[[Answers], Draft], tmp_path: Path
) -> Dialogue:
    return Dialogue(template, answers, drafted, tmp_path)
