"""Each template, with its default answers and with others: valid, and open only where its author writes.

The answers that a template is tried with, and what an author writes at its TODOs, are in `samples/`. One
template alone: `pytest tests/scaffold/test_every_template.py -k howard-loop`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.scaffold import gallery
from coursewright.scaffold.answers import Answers
from coursewright.scaffold.render import Rendered, render
from coursewright.scaffold.words import filled
from coursewright.spec.editing import TextEdit, applied, one_line
from coursewright.spec.load import load
from coursewright.spec.nodes import Mapping, Node, Sequence, Todo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.findings import Finding
    from coursewright.scaffold.model import Template
    from coursewright.spec.source import Source

SAMPLES = Path(__file__).parent / "samples"
TEMPLATES = {one.name: one for one in gallery.templates()}
DRAFT = re.compile(r"^ *status: draft\n", re.MULTILINE)


class Sample(NamedTuple):
    template: Template
    answers: dict[str, str]
    written: dict[str, dict[str, str]]

    def rendered(self) -> Rendered:
        return render(self.template, Answers(self.template, given=self.answers))


def said(value: Any) -> str:
    """Return an answer of a sample as a person would type it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return "\n".join(map(str, value))
        case _:
            return str(value)


def sample_file(name: str) -> dict[str, Any]:
    path = SAMPLES / f"{name}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {"answers": {}, "written": {}}


def samples() -> Iterator[Any]:
    for name, template in TEMPLATES.items():
        file = sample_file(name)
        for label, answers in {"defaults": {}, **file["answers"]}.items():
            given = {key: said(value) for key, value in answers.items()}
            yield pytest.param(Sample(template, given, file["written"]), id=f"{name}-{label}")


def put_down(rendered: Rendered, folder: Path) -> Path:
    """Write the files of a template, and return the main one."""
    for file in rendered.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, "utf-8")
    return folder / rendered.files[0].path


def sources(main: Path) -> list[Source]:
    return list(load(main).sources)


def findings(main: Path) -> list[Finding]:
    return list(Linter(choose()).lint(load(main)).findings)


def shown(found: list[Finding]) -> str:
    return "\n".join(
        f"{one.mark.source.path.name}:{one.mark.span.start.line} {one.code} {one.message}" for one in found
    )


def todos(node: Node | None) -> Iterator[Todo]:
    match node:
        case Todo():
            yield node
        case Mapping():
            for _, value in node.pairs.values():
                yield from todos(value)
        case Sequence():
            for item in node.items:
                yield from todos(item)


def fill(main: Path, rendered: Rendered, written: dict[str, str]) -> None:
    """Write what an author does at each TODO: nothing else in the files changes."""
    waiting = [(f"TODO: {left.hint}", left) for left in rendered.left]
    for source in sources(main):
        edits = []
        for todo in todos(source.root):
            at = next(number for number, (text, _) in enumerate(waiting) if text == todo.text)
            _, left = waiting.pop(at)
            assert left.key in written, f"the sample says nothing for the hint `{left.key}`"
            text = one_line(filled(str(written[left.key]), left.given), flow=True)
            edits.append(TextEdit(source, todo.start, todo.start + len(todo.written), text))
        source.path.write_text(applied(source.text, edits), "utf-8")
    assert waiting == []


@pytest.mark.parametrize("sample", [*samples()])
def test_a_fresh_one_is_open_only_where_its_author_writes(sample: Sample, tmp_path: Path) -> None:
    rendered = sample.rendered()
    main = put_down(rendered, tmp_path)
    found = findings(main)
    assert shown([one for one in found if one.code != "SPC004"]) == ""
    places = {(one.mark.source.path, one.mark.span.start) for one in found}
    open_places = {(source.path, todo.span.start) for source in sources(main) for todo in todos(source.root)}
    assert places == open_places
    assert len(found) == len(rendered.left) == len(open_places)


@pytest.mark.parametrize("sample", [*samples()])
def test_a_filled_one_is_clean(sample: Sample, tmp_path: Path) -> None:
    rendered = sample.rendered()
    main = put_down(rendered, tmp_path)
    language = sample.answers.get("language", "en")
    fill(main, rendered, sample.written.get(language, {}))
    assert shown(findings(main)) == ""
    for source in sources(main):
        source.path.write_text(DRAFT.sub("", source.text), "utf-8")
    assert "status: draft" not in main.read_text("utf-8")
    assert shown(findings(main)) == ""


@pytest.mark.parametrize("name", [*TEMPLATES])
def test_a_template_is_tried_with_enough(name: str) -> None:
    answers = sample_file(name)["answers"].values()
    assert len(answers) >= 3
    assert any(one.get("language") == "es" for one in answers)
    age = TEMPLATES[name].question("age")
    if age is not None and "children" in age.options:
        assert any(one.get("age") == "children" for one in answers)


@pytest.mark.parametrize("name", [*TEMPLATES])
def test_a_draft_says_that_it_is_one(name: str) -> None:
    rendered = render(TEMPLATES[name], Answers(TEMPLATES[name]))
    for file in rendered.files:
        assert DRAFT.search(file.text), file.path
