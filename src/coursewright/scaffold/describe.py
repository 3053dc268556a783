"""From the `template.yaml` of a folder to a template, shared questions put in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.judging import plain, read_judged
from coursewright.scaffold.model import FRAGMENT, ID, WHOLE, Question, Template, TemplateFile
from coursewright.shipped import shipped
from coursewright.spec.file_faults import FileFault, did_you_mean
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DESCRIBED = "template.yaml"
SHARED = "_shared"
PARTS = "_parts"
_QUESTIONS = "questions.yaml"
_FOR_JINJA = (
    "said todo words yaml comment minutes in_file led n range dict namespace loop self super caller varargs "
    "kwargs true false none not and or is in if else for import include extends block macro call set with"
)
_RESERVED = frozenset(_FOR_JINJA.split())
"""What Jinja files know under these names already."""


def read_template(folder: Path, origin: str = "") -> Template:
    """Read the template in a folder. Raise `TemplateError` with all that is wrong in its description.

    `origin` is where it comes from, by default the folder itself.
    """
    root = read_judged(folder / DESCRIBED, folder)
    shared = shared_folders(folder)
    faults: list[FileFault] = []
    questions = tuple(_questions(root, shared, faults))
    data = plain(root)
    files = tuple(_files(root, faults))
    faults += _contradictions(root, questions, folder)
    if faults:
        raise TemplateError(faults)
    return Template(
        name=data["name"],
        makes=data["makes"],
        title=data["title"].strip(),
        audience=data["for"].strip(),
        builds=" ".join(data["builds"].split()),
        questions=questions,
        files=files,
        folder=folder,
        into=data.get("into", ""),
        origin=origin or str(folder),
        example=data.get("example", ""),
        replace=tuple(" ".join(text.split()) for text in data.get("replace", ())),
        shared=shared,
        root=root,
    )


def shared_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders that a template shares with others: those beside it, then ours.

    Raises `TemplateError` for one that is a link to somewhere else.
    """
    above = [folder.parent, folder.parent.parent] if folder.parent.name == PARTS else [folder.parent]
    found = [one / SHARED for one in above if (one / SHARED).is_dir()]
    for one in found:
        place = one.resolve()
        if place.parent != one.parent.resolve() or place.name.lower() != SHARED:
            said = f"`{SHARED}` is a link to somewhere else, and nothing of it is read."
            raise TemplateError([FileFault.about(one, said, "Put the folder itself beside the templates.")])
    ours = shipped("course_templates") / SHARED
    return tuple(found) if any(one.resolve() == ours.resolve() for one in found) else (*found, ours)


def shared_questions(folder: Path) -> dict[str, Question]:
    """Return the questions of a shared folder by their ids; none where it has no file of them."""
    path = folder / _QUESTIONS
    return _shared_questions(path, folder, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=8)
def _shared_questions(path: Path, folder: Path, _changed: int) -> dict[str, Question]:
    root = read_judged(path, folder, "sharedQuestions")
    return {key: _question(key, value) for key, (_, value) in root.pairs.items()}


def _questions(root: Mapping, shared: tuple[Path, ...], faults: list[FileFault]) -> Iterator[Question]:
    entries = root.value("questions")
    seen: set[str] = set()
    for entry in entries.items if isinstance(entries, Sequence) else ():
        key, place = _named(entry)
        usual = None if _is_own(entry) else _usual(key, shared)
        if usual is None and not _is_own(entry):
            known = sorted({one for folder in shared for one in shared_questions(folder)})
            said = f"There is no shared question `{key}`."
            faults.append(FileFault.at(place, said, did_you_mean(key, known)))
            continue
        if key in seen:
            faults.append(FileFault.at(place, f"`{key}` is asked twice.", "Keep one of the two."))
        if key in _RESERVED:
            hint = "Call the answer by another name."
            faults.append(FileFault.at(place, f"`{key}` means something else in Jinja files.", hint))
        seen.add(key)
        question = _question(key, entry, usual)
        faults += _odd(question, place)
        yield question


def _usual(key: str, shared: tuple[Path, ...]) -> Question | None:
    for folder in shared:
        if found := shared_questions(folder).get(key):
            return found
    return None


def _named(entry: Node) -> tuple[str, Node]:
    if isinstance(entry, Mapping):
        node = entry.value("use") or entry.value("id")
        return (node.text, node) if isinstance(node, Scalar) else ("", entry)
    return (entry.text, entry) if isinstance(entry, Scalar) else ("", entry)


def _is_own(entry: Node) -> bool:
    return isinstance(entry, Mapping) and "use" not in entry.pairs


def _question(key: str, entry: Node, usual: Question | None = None) -> Question:
    said: dict[str, Any] = plain(entry) if isinstance(entry, Mapping) else {}
    told: dict[str, Any] = {}
    for name, value in said.items():
        match name:
            case "ask" | "help":
                told[name] = " ".join(value.split())
            case "type" | "of" | "when" | "stage":
                told[name] = value
            case "form":
                told["forms"] = tuple(value) if isinstance(value, list) else (value,)
            case "options":
                told[name] = dict(value)
            case "default":
                told[name] = "\n".join(value) if isinstance(value, list) else value
            case "low" | "high":
                told[name] = float(value)
            case "required":
                told[name] = value in {"true", "yes"}
    base = usual or ID._replace(id=key, ask="", help="", type="text")
    return base._replace(node=entry, **told)


def _odd(question: Question, place: Node) -> Iterator[FileFault]:
    """Yield what the schema cannot know of a question."""
    if (question.type == "choice") != bool(question.options):
        said = "A choice needs `options`." if question.type == "choice" else "Only a choice has `options`."
        yield FileFault.at(place, said, "Write `type: choice` and `options:` with values and labels.")
    if (question.type in {"reference", "references"}) != bool(question.of):
        said = "A reference needs `of`." if not question.of else "Only a reference has `of`."
        yield FileFault.at(place, said, "Write `type: reference` and `of: outcomes`, for example.")
    if question.forms and question.type != "time":
        yield FileFault.at(place, "Only a time has a `form`.", "Write `type: time`.")
    limits = (question.low, question.high)
    if limits != (None, None) and question.type != "number":
        yield FileFault.at(place, "Only a number has `low` and `high`.", "Write `type: number`.")
    if None not in limits and question.low > question.high:  # type: ignore[operator]
        yield FileFault.at(place, "`low` is above `high`.", "Swap the two.")


def _files(root: Mapping, faults: list[FileFault]) -> Iterator[TemplateFile]:
    makes = plain(root.value("makes"))
    files = root.value("files")
    if makes in WHOLE:
        if files is None or "into" in root.pairs:
            said = f"A template for a {makes} has `files`, and no `into`."
            hint = "Add `files:`, each with `template` and `path`."
            faults.append(FileFault.at(root.pairs["makes"][1], said, hint))
        for entry in files.items if isinstance(files, Sequence) else ():
            data = plain(entry)
            yield TemplateFile(data["template"], data["path"], entry, data.get("times", ""))
        return
    if files is not None or "into" not in root.pairs:
        said = f"A template for a part has `into`, and no `files`: its text is in {FRAGMENT}."
        hint = "Write `into: tasks`, for example."
        faults.append(FileFault.at(root.pairs["makes"][1], said, hint))
    yield TemplateFile(FRAGMENT, "", root.pairs["makes"][1])


def _contradictions(root: Mapping, questions: tuple[Question, ...], folder: Path) -> Iterator[FileFault]:
    name = root.pairs["name"][1]
    if isinstance(name, Scalar) and name.text != folder.resolve().name:
        hint = "A template is found by the name of its folder."
        yield FileFault.at(name, f"The folder of `{name.text}` has another name.", hint)
    if any(one.id == "id" and one.type != "id" for one in questions):
        said = "The answer to `id` is that of a question of type `id`."
        yield FileFault.at(root.pairs["questions"][0], said, "Write `type: id`.")
