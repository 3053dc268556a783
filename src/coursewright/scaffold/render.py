"""From a template and its answers to the texts of files, and the list of what is left to write."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.scaffold.budget import one_deadline
from coursewright.scaffold.destinations import misplaced
from coursewright.scaffold.expressions import text_of
from coursewright.scaffold.faults import TemplateError, place_of
from coursewright.scaffold.layout import laid_out
from coursewright.scaffold.model import WHOLE
from coursewright.scaffold.sandbox import explained, sandbox
from coursewright.scaffold.vocabulary import Left, Vocabulary
from coursewright.scaffold.words import USUAL, Words
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.scaffold.answers import Answers
    from coursewright.scaffold.model import Template, TemplateFile
    from coursewright.scaffold.sandbox import Sandbox

__all__ = ["Left", "Rendered", "RenderedFile", "render"]

MOST = 1_000_000
"""Letters above which no file is written."""
_MOST_FILES = 60
_KIND = re.compile(r"(?:#.*\n|\s*\n)*(course|module):")
_YAML = frozenset({".yaml", ".yml"})


class RenderedFile(NamedTuple):
    """One file: its path below the folder it goes to, and its text."""

    path: PurePosixPath
    text: str
    made_of: TemplateFile | None = None
    """What of the template it was made of."""


class Rendered(NamedTuple):
    """What a template comes to; `left` is what its author has yet to write, in the order of the files."""

    files: tuple[RenderedFile, ...]
    left: tuple[Left, ...]
    used: frozenset[tuple[str, str]] = frozenset()
    """The words that were used, each with its kind: `("hints", "title")`."""


def render(template: Template, answers: Answers) -> Rendered:
    """Return the files that a template and its answers come to; of a part, its fragment of YAML.

    Raises `AnswerError` for answers that are missing, and `TemplateError` for a template that cannot be used.
    """
    with one_deadline():
        return _all_rendered(template, answers)


def _all_rendered(template: Template, answers: Answers) -> Rendered:
    values = answers.finished()
    language, age = values.get("language"), values.get("age")
    words = Words(
        (template.folder, *template.shared),
        language if isinstance(language, str) else answers.known.settled.get("language", USUAL),
        age if isinstance(age, str) else "",
    )
    vocabulary = Vocabulary(words)
    environment = _environment(template.folder, template.shared)
    files = []
    for file, known in _each(template, values):
        text = _rendered(
            environment, template.folder / file.template, file, {**known, **vocabulary.functions()}
        )
        path = _path(file, known) if template.makes in WHOLE else PurePosixPath(f"{template.makes}.yaml")
        files.append(RenderedFile(path, _finished(text) if path.suffix in _YAML else text, file))
    places = {str(file.path).casefold() for file in files}  # some systems tell no capitals apart
    if len(places) < len(files):
        raise _fault(
            template.files[0], "path", "Two files of the template go to one place.", "Change a path."
        )
    return Rendered(tuple(files), tuple(vocabulary.left), frozenset(vocabulary.used))


def schema_line(kind: str) -> str:
    """Return the comment by which editors find the schema of a course or a module."""
    return f"# yaml-language-server: $schema={_address(kind)}"


@lru_cache(maxsize=2)
def _address(kind: str) -> str:
    from coursewright.spec.schema_files import for_editors  # noqa: PLC0415

    return str(for_editors("course" if kind == "course" else "module")["$id"])


@lru_cache(maxsize=8)
def _environment(folder: Path, shared: tuple[Path, ...]) -> Sandbox:
    return sandbox((folder, *shared))


def _each(template: Template, values: dict[str, Any]) -> Iterator[tuple[TemplateFile, dict[str, Any]]]:
    """Yield each file with the answers it knows: one of several has its number among them, as `n`."""
    for file in template.files:
        if not file.times:
            yield file, values
            continue
        said = text_of(file.times, values, file.node, "times").strip()
        if not said.isdecimal() or int(said) > _MOST_FILES:
            hint = f"It takes a whole number up to {_MOST_FILES}."
            raise _fault(file, "times", f"The number of files comes to `{said[:60]}`.", hint)
        for number in range(1, int(said) + 1):
            yield file, {**values, "n": number}


def _rendered(environment: Sandbox, path: Path, file: TemplateFile, values: dict[str, Any]) -> str:
    parts: list[str] = []
    length = 0
    environment.start()
    try:
        for part in environment.get_template(file.template).generate(values):
            parts.append(part)
            length += len(part)
            if length > MOST:
                break
    except Exception as error:
        raise explained(error, path) from error
    if length > MOST:
        message = f"The file comes to more than {MOST // 1_000_000} MB."
        raise TemplateError([FileFault.about(path, message, "Let it write less.")])
    lines = [line.rstrip(" \t\r") for line in "".join(parts).split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _path(file: TemplateFile, values: dict[str, Any]) -> PurePosixPath:
    """Return where a file goes: a place below the folder that the template is written to."""
    said = text_of(file.path, values, file.node, "path").strip()
    fault = misplaced(said)
    if fault is not None:
        raise _fault(file, "path", *fault)
    return PurePosixPath(said)


def _fault(file: TemplateFile, key: str, message: str, hint: str) -> TemplateError:
    assert file.node is not None  # noqa: S101 - files of a template are written in it
    return TemplateError([FileFault.at(place_of(file.node, key), message, hint)])


def _finished(text: str) -> str:
    text = laid_out(text)
    found = _KIND.match(text)
    return text if found is None else f"{schema_line(found[1])}\n{text}"
