"""Put new parts into the text of a file, and make sure that nothing else in it has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Table
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.spec.documents import read_document
from coursewright.spec.editing import add_items, add_key, applied, key_order
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load_documents
from coursewright.spec.nodes import Absence, Mapping, Scalar, Sequence, Todo, as_data, text_of
from coursewright.spec.reader import read
from coursewright.spec.source import Source
from coursewright.spec.wording import as_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as List
    from pathlib import Path

    from coursewright.spec.documents import Document
    from coursewright.spec.editing import TextEdit, Value
    from coursewright.spec.faults import Fault
    from coursewright.spec.nodes import Node

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
"""A tree as plain data: each value is the text that says it."""

_ORDERS = {
    "course": "Course",
    "module": "Module",
    "unit": "Unit",
    "task": "Task",
    "session": "Session",
    "assessment": "Assessment",
    "follow-up activity": "FollowUpActivity",
}
_REFUSED = frozenset({FaultKind.INVALID, FaultKind.UNRESOLVED, FaultKind.DUPLICATE})
"""What an insertion must not bring: SPC001, SPC002 and SPC003."""


class Addition(NamedTuple):
    """A value to put under `key` of a mapping, as a further item of a list (`listed`) or as its value.

    `noun` says what the mapping is, such as `unit`; it settles where among its keys a new one stands.
    """

    owner: Mapping
    noun: str
    key: str
    value: Value
    listed: bool = True


class InsertionError(CoursewrightError):
    """Something cannot be put into a file without changing more of it than was asked for."""


class Inserted(NamedTuple):
    """A text with what was put into it, and from where to where that stands: offsets in the text."""

    text: str
    places: tuple[tuple[int, int], ...]


def inserted(document: Document, additions: List[Addition]) -> Inserted:
    """Return the text of a file with additions made; every other byte stays.

    Raises `InsertionError` where a place cannot take one, or where the text then says anything else.
    """
    source = document.source
    edits: list[TextEdit] = []
    # Where two come to stand at one place, what belongs to the inner mapping goes first.
    inner_first = sorted(_grouped(additions), key=lambda pair: -len(_steps(document.root, pair[0].owner)))
    for one, values in inner_first:
        order = key_order(_ORDERS[one.noun])
        made = (
            add_items(one.owner, one.key, values, order)
            if one.listed
            else add_key(one.owner, one.key, one.value, order)
        )
        if made is None:
            raise _no_room(one)
        edits += made
    try:
        text = applied(source.text, edits)
    except ValueError:
        raise InsertionError("Two of the changes meet at one place of the file.", _BY_HAND) from None
    expected = _with(source, document, additions)
    if _data(Source(source.path, text)) != expected:
        raise InsertionError(
            "Put in there, it would change something else in the file, so nothing was written.", _BY_HAND
        )
    return Inserted(text, tuple(_new_places(edits)))


def fragment(text: str) -> Value:
    """Return what a rendered YAML fragment says, ready to be written in another file's style.

    Raises `InsertionError` for a text that is no YAML.
    """
    from pathlib import Path  # noqa: PLC0415 - a name for the text, no more

    root, faults = read(Source(Path("fragment.yaml"), text))
    if root is None:
        fault = faults[0] if faults else None
        said = fault.message if fault else "It is empty."
        raise InsertionError(f"The template's text is no YAML: {said}", as_hint(fault.fix) if fault else "")
    return _value(root)


def new_faults(before: Iterable[Fault], after: Iterable[Fault]) -> list[Fault]:
    """Return the faults of the kinds SPC001, SPC002 and SPC003 that were not there before."""
    known = Counter(_said(fault) for fault in before)
    fresh = []
    for fault in after:
        if fault.kind not in _REFUSED:
            continue
        said = _said(fault)
        if known[said]:
            known[said] -= 1
        else:
            fresh.append(fault)
    return fresh


def faults_with(course_file: Path, texts: Table[Path, str]) -> tuple[Fault, ...]:
    """Return what reading finds wrong with a course, were its files to hold these texts."""
    documents = {path: read_document(path, text.encode()) for path, text in texts.items()}
    top = documents.get(course_file) or read_document(course_file)
    return load_documents(top, known=documents).faults


_BY_HAND = "Write it by hand, or take the anchors and aliases out of that part of the file first."


def _grouped(additions: List[Addition]) -> Iterator[tuple[Addition, list[Value]]]:
    """Yield additions with their values: those to one list together."""
    found: dict[tuple[int, str], tuple[Addition, list[Value]]] = {}
    for number, one in enumerate(additions):
        place = (id(one.owner), one.key) if one.listed else (-number, one.key)
        found.setdefault(place, (one, []))[1].append(one.value)
    yield from found.values()


def _new_places(edits: List[TextEdit]) -> Iterator[tuple[int, int]]:
    """Yield from where to where the text of each edit stands once all are made."""
    moved = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        start = edit.start + moved
        yield start, start + len(edit.text)
        moved += len(edit.text) - (edit.end - edit.start)


def _no_room(one: Addition) -> InsertionError:
    value = one.owner.value(one.key)
    line = (value or one.owner).span.start.line
    if isinstance(value, Absence):
        return InsertionError(
            f"`{one.key}` is left out on purpose on line {line}.", "Take that line out first."
        )
    hint = _BY_HAND
    if isinstance(value, Scalar):
        hint = "Make a list of it first: put what stands there on a line of its own, after `- `."
    return InsertionError(
        f"`{one.key}` on line {line} cannot take more without changing what stands there.", hint
    )


def _said(fault: Fault) -> tuple[FaultKind, str]:
    return fault.kind, fault.message


def _data(source: Source) -> Data | None:
    root, _ = read(source)
    return _plain(root) if root is not None else None


def _with(source: Source, document: Document, additions: List[Addition]) -> Data | None:
    """Return what the text is to say: what it says now, and the additions.

    Repeated values are written out, so that an addition that would show in two places is found out.
    """
    data = _data(Source(source.path, source.text))
    for one in additions:
        at = data
        for step in _steps(document.root, one.owner):
            at = at[step]  # type: ignore[index]
        if not isinstance(at, dict):
            return None
        value = _plain_value(one.value)
        if not one.listed:
            at[one.key] = value
        elif isinstance(there := at.get(one.key), list):
            there.append(value)
        elif there is None or isinstance(one.owner.value(one.key), Todo):
            at[one.key] = [value]
        else:
            at[one.key] = [there, value]
    return data


def _steps(root: Node | None, wanted: Mapping) -> list[str | int]:
    """Return the way from the top of a tree to a mapping in it."""
    stack: list[tuple[Node, tuple[str | int, ...]]] = [(root, ())] if root is not None else []
    while stack:
        node, steps = stack.pop()
        if node is wanted:
            return list(steps)
        match node:
            case Mapping():
                stack += [(value, (*steps, key)) for key, (_, value) in node.pairs.items()]
            case Sequence():
                stack += [(item, (*steps, number)) for number, item in enumerate(node.items)]
    raise ValueError("the mapping is not in the tree")


def _plain(node: Node) -> Data:
    data: Data = as_data(node, text_of)
    return data


def _plain_value(value: Value) -> Data:
    match value:
        case str():
            return value
        case Table():
            return {key: _plain_value(one) for key, one in value.items()}
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case _:
            return [_plain_value(one) for one in value]


def _value(node: Node) -> Value:
    value: Value = as_data(node, lambda scalar: _scalar(scalar.text) if scalar.plain else scalar.text)
    return value


def _scalar(text: str) -> Value:
    """Return a plain scalar as what it is: numbers and truth are written without quotes, too."""
    if text in {"true", "false"}:
        return text == "true"
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if f"{number:.15g}" == text:
            return number
    return "TODO" if text in {"", "~", "null"} else text
