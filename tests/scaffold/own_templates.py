"""A small template of one's own, written into a folder, with a part of it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Files: TypeAlias = "Mapping[str, str]"
NONE: Files = {}
FILES = {
    "template.yaml": """\
name: small
makes: module
title: A small template
for: teachers who try things out
builds: A module of one page.
files:
  - {template: module.yaml.jinja, path: "{{ id }}.module.yaml"}
questions:
  - title
  - id: cases
    ask: How many cases are there?
    help: Two are enough.
    type: number
    default: 2
    low: 1
    high: 4
  - id: mode
    ask: Where do they meet?
    help: They may never meet.
    type: choice
    options: {blended: in a room too, asynchronous: nowhere}
    default: blended
  - id: room
    ask: In which room?
    help: Its number will do.
    type: text
    when: "mode == 'blended'"
""",
    "module.yaml.jinja": """\
module: {{ id }}
title: {{ said(title, "title") }}
mode: {{ mode }}
status: draft
{% if mode == 'blended' %}
sessions:
  - title: {{ words("session") }}
    place: {{ said(room, "room") }}
{% endif %}
tasks:
{% for n in range(1, cases + 1) %}
  - id: case-{{ n }}
    title: {{ todo("case", n=n) }}
{% endfor %}
""",
    "words/en.yaml": """\
hints:
  room: The room
  case: {hint: "Case {n}, in a few words", example: The lost key}
texts:
  session: We meet
""",
    "words/es.yaml": """\
hints:
  room: El aula
  case: {hint: "El caso {n}, en pocas palabras", example: La llave perdida}
texts:
  session: Nos vemos
""",
}


def put(folder: Path, files: Files = NONE, /, **changes: tuple[str, str]) -> Path:
    """Write the template into `folder/small`; a change replaces a text of a file, named with `_` for a sign.

    Returns the folder of the template.
    """
    target = folder / "small"
    every = {**FILES, **files}
    for name, text in every.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        old, new = changes.get(name.partition(".")[0].replace("/", "_"), ("", ""))
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new) if old else text, "utf-8")
    return target
