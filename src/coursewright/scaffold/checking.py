"""What is wrong with a template, as far as that shows without linting what it makes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.scaffold.answers import AnswerError, Answers
from coursewright.scaffold.budget import SECONDS
from coursewright.scaffold.faults import TemplateError, place_of
from coursewright.scaffold.judging import read_text
from coursewright.scaffold.model import WHOLE
from coursewright.scaffold.render import Rendered, RenderedFile, render
from coursewright.scaffold.trials import DEFAULTS, NASTY, nasty, spoken, trials
from coursewright.scaffold.usage import usage
from coursewright.scaffold.words import KINDS, languages, read_words
from coursewright.spec.documents import read_document
from coursewright.spec.file_faults import FileFault
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.wording import as_hint, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.scaffold.model import Template
    from coursewright.scaffold.trials import Trial
    from coursewright.scaffold.usage import Usage
    from coursewright.scaffold.words import Kind

_HOLDERS = {
    "units": "units:\n",
    "tasks": "tasks:\n",
    "sessions": "sessions:\n",
    "follow_up_activities": "follow_up_activities:\n",
    "assessments": "assessments:\n",
    "outcomes": "outcomes:\n",
    "decision_points": "tasks:\n  - id: holder\n    decision_points:\n",
    "reflection": "reflection:\n",
}
"""Where the fragment of a part stands in a module of its own."""


def faults_in(template: Template) -> list[FileFault]:
    """Return what is wrong in the files of a template, each fault once."""
    try:
        used = usage(template)
        found = [*_unused_questions(template, used), *_example_faults(template)]
        seen, tried = _tried(template)
        found += tried or _word_faults(template, used, seen)
        found += () if tried else _unquoted(template)
    except TemplateError as error:
        found = list(error.faults)
    return list(dict.fromkeys(found))


def document_faults(template: Template, file: RenderedFile) -> list[tuple[int, str, str]]:
    """Return what the format does not take of a file that a template made: lines, messages and hints."""
    if file.path.suffix not in {".yaml", ".yml"}:
        return []
    text = file.text if template.makes in WHOLE else in_module(template.into, file.text)
    document = read_document(Path(file.path), text.encode())
    shift = text.count("\n") - file.text.count("\n")
    return [
        (
            (
                fault.node.span.start.line
                if fault.node is not None
                else document.source.position(fault.at[0]).line
            )
            - shift,
            fault.message,
            as_hint(fault.fix),
        )
        for fault in document.faults
    ]


def in_module(into: str, fragment: str) -> str:
    """Return a module that holds the fragment of a part, and nothing else."""
    head = f"module: holder\n{_HOLDERS[into]}"
    indent = len(head.splitlines()[-1]) - len(head.splitlines()[-1].lstrip()) + 2
    if into == "reflection":
        return head + "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in fragment.splitlines())
    first, *rest = fragment.splitlines() or [""]
    lines = [f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in rest)]
    return head + "".join(f"{line}\n" for line in lines)


class _Slip(NamedTuple):
    """Something wrong that showed with some answers: `core` is what is said of it without naming these."""

    fault: FileFault
    core: str


def _tried(template: Template) -> tuple[set[tuple[str, str]], list[FileFault]]:
    """Render a template with each set of answers; return the words that were used, and what went wrong."""
    used: set[tuple[str, str]] = set()
    found: dict[tuple[object, str], FileFault] = {}
    began = time.process_time()
    for trial in (*trials(template), spoken(template)):
        rendered, slips = _rendered(template, trial)
        if rendered is not None:
            used |= rendered.used
        for slip in slips:
            found.setdefault((slip.fault.span, slip.core), slip.fault)
        if found and time.process_time() - began > SECONDS:
            break  # a template that goes on without end would do so with each set of answers
    return used, list(found.values())


def _rendered(template: Template, trial: Trial) -> tuple[Rendered | None, list[_Slip]]:
    try:
        rendered = render(template, Answers(template, given=trial.given))
    except TemplateError as error:
        return None, [_slip(fault, "" if trial.said == DEFAULTS else trial.said) for fault in error.faults]
    except AnswerError as error:
        question = template.question(error.question)
        if question is None or question.node is None:
            return None, []
        return None, [_slip(FileFault.at(question.node, error.message, error.hint), trial.said)]
    return rendered, [*_misfits(template, rendered, trial)]


def _slip(fault: FileFault, said: str) -> _Slip:
    return _Slip(fault._replace(message=f"{said}: {fault.message}") if said else fault, fault.message)


def _misfits(template: Template, rendered: Rendered, trial: Trial) -> Iterator[_Slip]:
    for made in rendered.files:
        lines = made.text.splitlines()
        for line, message, hint in document_faults(template, made):
            written = quoted(lines[line - 1].strip()) if line <= len(lines) else "the end"
            said = f"{trial.said}, line {line} of {made.path} is not right: {written}. {message}"
            if made.made_of is not None and made.made_of.node is not None:
                yield _Slip(FileFault.at(place_of(made.made_of.node, "template"), said, hint), message)


def _unused_questions(template: Template, used: Usage) -> Iterator[FileFault]:
    for question in template.questions:
        linked = template.into and question.of  # what names the part is written where it goes
        if question.id in used.names or question.id == "language" or linked:
            continue
        if question.id == "age" and _has_words_for(template, question.options):
            continue
        if question.node is not None:
            said = f"The answer to `{question.id}` is used nowhere."
            hint = f'Write `{{{{ said({question.id}, "{question.id}") }}}}` where it belongs, or do not ask.'
            yield FileFault.at(place_of(question.node, "id"), said, hint)


def _word_faults(template: Template, used: Usage, seen: set[tuple[str, str]]) -> Iterator[FileFault]:
    """Yield words that a language lacks, and words that nobody uses."""
    for language in languages(template.folder):
        own = read_words(template.folder, language)
        if own is None:
            continue
        shared = [found for folder in template.shared if (found := read_words(folder, language)) is not None]
        for kind in KINDS:
            there = {key for one in (own, *shared) for key in getattr(one, kind)}
            wanted = {key for one, key in used.wanted | seen if one == kind}
            for key in sorted(wanted - there):
                said = f"`{key}` is missing under `{kind}`."
                hint = f"Add `{key}:` in {language}."
                yield FileFault.at(_kind_node(own.root, kind), said, hint)
            for key in getattr(own, kind):
                if (kind, key) not in seen and not used.has(kind, key):
                    at = own.root.pairs[kind][1]
                    node: Node = at.pairs[key][0] if isinstance(at, Mapping) else at
                    yield FileFault.at(node, f"No file uses `{key}`.", "Use it, or delete it.")


def _kind_node(root: Mapping, kind: Kind) -> Node:
    if kind in root.pairs:
        return root.pairs[kind][0]
    return next((key for key, _ in root.pairs.values()), root)


def _has_words_for(template: Template, ages: Iterable[str]) -> bool:
    """Whether some words of a template have a form for one of these ages."""
    endings = tuple(f"_{age}" for age in ages)
    said = [read_words(template.folder, language) for language in languages(template.folder)]
    keys = (key for one in said if one is not None for kind in KINDS for key in getattr(one, kind))
    return any(key.endswith(endings) for key in keys)


def _example_faults(template: Template) -> Iterator[FileFault]:
    if not template.example or template.root is None:
        return
    node = template.root.pairs["example"][1]
    path = template.folder / template.example
    if not path.resolve().is_relative_to(template.folder.resolve()) or not path.is_file():
        said = f"There is no `{template.example}` in the folder."
        yield FileFault.at(node, said, "Put the worked example there.")
        return
    folded = " ".join(read_text(path).text.split())
    lost = [text for text in template.replace if text not in folded and not _in_tree(path, text)]
    if lost:
        texts = listed([quoted(text) for text in lost[:3]])
        said = f"{texts} {'is' if len(lost) == 1 else 'are'} to be replaced, and not in {template.example}."
        yield FileFault.at(template.root.pairs["replace"][0], said, "Copy the texts as they stand there.")


def _in_tree(path: Path, text: str) -> bool:
    from coursewright.spec.reader import read  # noqa: PLC0415

    root, _ = read(read_text(path))
    return any(" ".join(one.split()) == text for one in _texts(root))


def _texts(node: Node | None) -> Iterator[str]:
    match node:
        case Scalar():
            yield node.text
        case Mapping():
            for _, value in node.pairs.values():
                yield from _texts(value)
        case Sequence():
            for item in node.items:
                yield from _texts(item)


def _unquoted(template: Template) -> Iterator[FileFault]:
    """Yield the questions whose answers some file writes without quotes."""
    for question, trial in nasty(template):
        rendered, slips = _rendered(template, trial)
        if question.node is not None and (
            slips or (rendered is not None and not _is_whole(template, rendered))
        ):
            key = question.id
            said = f"An answer to `{key}` with quotes, a colon or a line break breaks the file."
            hint = f'Write `{{{{ said({key}, "{key}") }}}}` wherever it stands in a file.'
            yield FileFault.at(place_of(question.node, "id"), said, hint)


def _is_whole(template: Template, rendered: Rendered) -> bool:
    """Whether an answer that is hard to write stands somewhere as it was given, if it stands anywhere."""
    start = NASTY.split()[0]
    texts: list[str] = []
    for file in rendered.files:
        if file.path.suffix in {".yaml", ".yml"}:
            text = file.text if template.makes in WHOLE else in_module(template.into, file.text)
            texts += _texts(read_document(Path(file.path), text.encode()).root)
    told = [text for text in texts if start in text.split() and "50%" in text]
    return all(" ".join(NASTY.split()) in " ".join(text.split()) for text in told)
