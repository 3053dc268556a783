"""`coursewright templates`: the list, a template's page, its worked example, and a preview."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from coursewright.cli.guard import CANNOT
from coursewright.cli.new.answers import answers_given
from coursewright.cli.terminal import coloured, columns, tell_errors
from coursewright.reporters.shared.measure import flat, safe, width, wrap
from coursewright.reporters.shared.style import Paint
from coursewright.scaffold.answers import Known
from coursewright.scaffold.gallery import find, gallery, parts
from coursewright.scaffold.judging import read_text
from coursewright.scaffold.model import STAGES, WHOLE
from coursewright.scaffold.render import render
from coursewright.scaffold.time_forms import FORMS
from coursewright.scaffold.words import languages
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted, listed, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.scaffold.model import Question, Template

_BESIDE = 40
"""Columns that what a template is needs beside its name; with less it goes below."""
_TODO = re.compile(r'"TODO: (?:[^"\\]|\\.)*"')
_KEY = re.compile(r"([ \-]*)([\w-]+:)(?= |$)")


def list_templates(form: str, makes: str = "") -> int:
    """Print the templates, as a table for people or as JSON; return 2 where one is broken."""
    found = gallery()
    every = [*found.templates, *parts()]
    chosen = [one for one in every if not makes or one.makes == makes]
    if form == "json":
        _write_json({"templates": [_data(one) for one in chosen]})
    else:
        paint, room = Paint(coloured()), columns()
        for line in _table(chosen, paint, room):
            sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    tell_errors(found.broken)
    return CANNOT if found.broken else 0


def show_template(name: str, form: str) -> int:
    """Print what a template builds and what it asks, for people or as JSON."""
    template = find(name)
    if form == "json":
        _write_json(_data(template))
        return 0
    for line in _page(template, Paint(coloured()), columns()):
        sys.stdout.write(f"{line}\n")
    return 0


def show_example(name: str) -> int:
    """Print the worked example of a template. Raise `UsageError` where there is none."""
    template = find(name)
    path = template.folder / template.example
    if not template.example or not path.resolve().is_relative_to(template.folder.resolve()):
        having = [one.name for one in gallery().templates if one.example]
        hint = f"There is one in {listed(having)}." if having else ""
        raise UsageError(f"The template `{template.name}` has no worked example.", hint)
    _print_file(read_text(path).text, Paint(coloured()))
    return 0


def preview_template(name: str, pairs: Sequence[str]) -> int:
    """Print what a template makes of its defaults and the answers given. Raise as `render` does."""
    template = find(name)
    paint = Paint(coloured())
    rendered = render(template, answers_given(template, Known(), "", pairs))
    for number, file in enumerate(rendered.files):
        name_of_file = str(file.path) if template.makes in WHOLE else f"what goes under `{template.into}:`"
        sys.stdout.write(f"{chr(10) if number else ''}{paint('heading', flat(name_of_file))}\n\n")
        _print_file(file.text, paint)
    left = counted(len(rendered.left), "place is", "places are")
    sys.stdout.write(
        f"\n{paint('quiet', f'{left} left for you to write, marked TODO. Nothing was written.')}\n"
    )
    return 0


def _write_json(data: Any) -> None:
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def _data(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "makes": template.makes,
        "title": template.title,
        "for": template.audience,
        "builds": template.builds,
        "origin": template.origin,
        "languages": languages(template.folder),
        "files": [file.path for file in template.files] if template.makes in WHOLE else [],
        "into": template.into or None,
        "example": template.example or None,
        "questions": [_question_data(one) for one in template.questions],
    }


def _question_data(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "ask": question.ask,
        "help": question.help,
        "type": question.type,
        "default": question.default,
        "low": question.low,
        "high": question.high,
        "options": dict(question.options),
        "of": question.of or None,
        "form": list(question.forms) or None,
        "when": question.when or None,
        "required": question.required,
        "stage": question.stage or None,
    }


def _table(templates: Sequence[Template], paint: Paint, room: int) -> Iterator[str]:
    longest = max((len(one.name) for one in templates), default=0)
    for heading, group in _groups(templates):
        yield paint("heading", heading)
        for one in group:
            yield from _row(one, longest, paint, room)
        yield ""
    makes = templates[0].makes if len({one.makes for one in templates}) == 1 else "module"
    for line in wrap(
        "`coursewright templates show NAME` says what a template asks, `preview NAME` what it makes, and "
        f"`coursewright new {makes} --template NAME` makes it.",
        room,
    ):
        yield paint("quiet", line)


def _groups(templates: Sequence[Template]) -> Iterator[tuple[str, list[Template]]]:
    for makes in WHOLE:
        if group := [one for one in templates if one.makes == makes]:
            yield f"For a {makes}", group
    if group := [one for one in templates if one.makes not in WHOLE]:
        yield "For a part of one", group


def _row(template: Template, longest: int, paint: Paint, room: int) -> Iterator[str]:
    name = f"{template.name:<{longest}}"
    said = flat(template.title)
    whom = flat(f"for {template.audience.removeprefix('for ')}")
    if template.origin != "coursewright":
        whom = flat(f"{whom} (from {template.origin})")
    lead = longest + 4
    if room - lead < _BESIDE:
        yield f"  {paint('code', template.name)}"
        lead = 6
        texts = [(line, "") for line in wrap(said, room - lead)]
    else:
        first, *more = wrap(said, room - lead)
        yield f"  {paint('code', name)}  {first}"
        texts = [(line, "") for line in more]
    texts += [(line, "quiet") for line in wrap(whom, room - lead)]
    for line, style in texts:
        yield " " * lead + (paint(style, line) if style else line)


def _page(template: Template, paint: Paint, room: int) -> Iterator[str]:
    makes = with_article(template.makes.replace("-", " "))
    yield f"{paint('heading', template.name)} {paint('quiet', f'makes {makes}')}"
    yield from wrap(flat(template.title), room)
    yield ""
    yield from wrap(flat(f"For {template.audience.removeprefix('for ')}."), room)
    yield from wrap(flat(template.builds), room)
    yield ""
    if template.makes in WHOLE:
        yield from _labelled("Files", [file.path for file in template.files], paint, room)
    else:
        yield from _labelled("Goes under", [f"{template.into}:"], paint, room)
    yield from _labelled("Languages", languages(template.folder), paint, room)
    yield from _labelled("From", [template.origin], paint, room)
    yield ""
    stage = ""
    for question in template.questions:
        if question.stage and question.stage != stage:
            stage = question.stage
            yield paint("label", STAGES.get(stage, stage))
        yield from _asked(question, paint, room)
    yield ""
    command = f"coursewright new {template.makes} --template {template.name}"
    yield from wrap(f"{paint('label', 'To use it:')} {command}", max(room, len(command)))
    if template.example:
        example = f"coursewright templates show {template.name} --example"
        yield f"{paint('label', 'Worked out:')} {example}"


def _labelled(label: str, words: Sequence[str], paint: Paint, room: int) -> Iterator[str]:
    if words:
        first, *more = wrap(flat(", ".join(words)), max(room - 12, 20))
        yield f"{paint('label', f'{label}:')}{' ' * (11 - len(label))}{first}"
        yield from (" " * 12 + line for line in more)


def _asked(question: Question, paint: Paint, room: int) -> Iterator[str]:
    yield f"  {paint('code', question.id)}  {paint('quiet', _takes(question))}"
    for line in wrap(flat(question.ask), room - 6):
        yield f"      {line}"
    for line in wrap(flat(question.help), room - 6):
        yield f"      {paint('quiet', line)}"
    longest = max((width(value) for value in question.options), default=0)
    for value, label in question.options.items():
        first, *more = wrap(flat(label), max(room - longest - 10, 20))
        yield f"        {paint('code', f'{value:<{longest}}')}  {first}"
        yield from (" " * (longest + 10) + line for line in more)


def _takes(question: Question) -> str:
    kinds = {"yes-no": "yes or no", "texts": "texts, one on each line", "time-zone": "time zone"}
    parts = [kinds.get(question.type, question.type)]
    if question.of:
        parts = [f"{question.type} to {question.of.replace('_', ' ')}"]
    if question.forms:
        parts = [", or ".join(FORMS[one].called for one in question.forms)]
    if question.low is not None and question.high is not None:
        parts = [f"number from {question.low:g} to {question.high:g}"]
    if question.default is not None:
        depends = "{{" in question.default
        parts.append(
            "its default follows from other answers" if depends else f"default: {flat(question.default)}"
        )
    else:
        parts.append("must be answered" if question.required else "may be left open")
    if question.when:
        parts.append(f"asked where {flat(question.when)}")
    return ", ".join(parts)


def _print_file(text: str, paint: Paint) -> None:
    for line in text.splitlines():
        sys.stdout.write(f"{_painted(safe(line), paint)}\n")


def _painted(line: str, paint: Paint) -> str:
    """Colour a line of YAML: comments, keys and what is left to write."""
    if not paint.coloured or not line:
        return line
    if line.lstrip().startswith("#"):
        return paint("quiet", line)
    found = _KEY.match(line)
    lead = f"{found[1]}{paint('place', found[2])}" if found else ""
    rest = line[found.end() :] if found else line
    return lead + _TODO.sub(lambda todo: paint("warning", todo[0]), rest)
