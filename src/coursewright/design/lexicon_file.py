"""A lexicon file that a team wrote itself, read with care: whatever is wrong in it is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

from coursewright.design.levels import LEVELS
from coursewright.design.lexicon_build import items
from coursewright.spec.errors import CoursewrightError
from coursewright.spec.nodes import Mapping, Scalar, Sequence
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import as_hint, closest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coursewright.spec.faults import Fault
    from coursewright.spec.nodes import Node
    from coursewright.spec.source import Source

__all__ = ["SHAPE", "LexiconError", "read_lexicon_file"]


class LexiconError(CoursewrightError):
    """A lexicon file that cannot be used; `path` is which, and the message starts with it and the line."""

    def __init__(self, path: Path, message: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}", hint)
        self.path = path


_LIST: Final = "a list of words, separated by commas"
_PAIRS: Final = "a list of pairs such as `ize ise`, separated by commas"
_FLAG: Final = "`true` or `false`"
_FILLERS: Final = "`adverbs` or `degrees`"
_VAGUE: Final = {
    "openings": _LIST, "nouns": _LIST, "links": _LIST, "closings": _LIST, "try": _LIST,
    "bare": _FLAG, "unless_shown": _FLAG, "fillers": _FILLERS,
}  # fmt: skip
_VERB: Final = dict.fromkeys(
    ("forms", "perfect", "try", "not_before", "not_near", "only_before", "only_near"), _LIST
)
_LISTS: Final = (
    "elisions", "third_person", "multi_word_verbs", "labels", "stems", "infinitive_stems",
    "infinitive_endings", "subject_leads", "subjects", "relatives", "modals", "ability_ends", "time_frames",
    "conditions", "condition_goes_on", "joiners", "questions", "verb_after", "clause_openers",
    "perfect_helpers", "also_nouns", "guides", "gerund_endings", "gerunds", "noun_before", "degrees",
    "determiners", "stops", "shown_by", "possessive_endings", "purposes", "same_object", "exam_words",
    "exam_fillers", "circumstances", "standards",
)  # fmt: skip

SHAPE: Final[dict[str, Any]] = {
    "standalone": _FLAG,
    "verb_last": _FLAG,
    "spelling": {"endings": _PAIRS, "except": _LIST, "words": _PAIRS},
    "adverbs": {"endings": _LIST, "except": _LIST, "words": _LIST},
    "nouns": {"endings": _LIST, "except": _LIST, "words": _LIST},
    "ability": _VAGUE,
    "verbs": dict.fromkeys(LEVELS, _LIST),
    "unobservable": {"": _VERB},
    "vague": [_VAGUE],
    **dict.fromkeys(_LISTS, _LIST),
}
"""The keys of a lexicon: what each holds, or its own keys; `""` stands for any key."""


def read_lexicon_file(path: Path) -> dict[str, Any]:
    """Return what a lexicon file holds, as texts, mappings and lists of mappings.

    Raises `UnreadableInputError` where the file cannot be opened, and `LexiconError` for what is wrong in it.
    """
    source, fault = decode(path, read_bytes(path))
    if fault is not None:
        _refuse(source, fault)
    from coursewright.spec.reader import read  # noqa: PLC0415 - a run without such a file goes without yaml here

    root, faults = read(source)
    if faults:
        _refuse(source, faults[0])
    if not isinstance(root, Mapping) or not root.pairs:
        raise LexiconError(path, "This lexicon holds no keys.", "Give it at least one, such as `stems:`.")
    data = _mapping(path, root, SHAPE, "a lexicon")
    for entry, node in zip(data.get("vague", ()), getattr(root.value("vague"), "items", ()), strict=True):
        for key in ("nouns", "links"):
            if not entry.get(key):
                _complain(
                    path, node, f"A family of vague phrases needs `{key}`.", "Without, it finds nothing."
                )
    return data


def _refuse(source: Source, fault: Fault) -> NoReturn:
    start = fault.node.start if fault.node is not None else fault.at[0]
    raise LexiconError(source.path, fault.message, as_hint(fault.fix), source.position(start).line)


def _complain(path: Path, node: Node, message: str, hint: str) -> NoReturn:
    raise LexiconError(path, message, hint, node.span.start.line)


def _mapping(path: Path, node: Mapping, shape: dict[str, Any], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (key, value) in node.pairs.items():
        known = "analyze" if name == "analyse" else name
        wanted = shape.get(known, shape.get(""))
        if wanted is None:
            _complain(path, key, f"{quoted(name)} is not a key of {where}.", _did_you_mean(name, shape))
        found[known.lower() if "" in shape else known] = _value(path, key, value, wanted)
    return found


def _value(path: Path, key: Scalar, node: Node, wanted: Any) -> Any:
    if isinstance(wanted, dict):
        if not isinstance(node, Mapping):
            keys = "verbs, each with its own keys" if "" in wanted else f"keys such as `{next(iter(wanted))}`"
            _complain(path, key, f"{quoted(key.text)} takes a mapping.", f"Write {keys} below it.")
        return _mapping(path, node, wanted, f"`{key.text}`")
    if isinstance(wanted, list):
        if not isinstance(node, Sequence) or not all(isinstance(item, Mapping) for item in node.items):
            _complain(path, key, f"{quoted(key.text)} takes a list of mappings.", "Start each with a hyphen.")
        return [_mapping(path, item, wanted[0], f"an entry of `{key.text}`") for item in node.items]  # type: ignore[arg-type]
    text = _text(node)
    if text is None:
        _complain(path, key, f"{quoted(key.text)} takes {wanted}.", "Write it as one text.")
    _check(path, key, text, wanted)
    return text


def _text(node: Node) -> str | None:
    """Return the items of a list as one text; a list of YAML is welcome too."""
    match node:
        case Scalar():
            return node.text.strip()
        case Sequence() if all(isinstance(item, Scalar) and "," not in item.text for item in node.items):
            return ", ".join(item.text for item in node.items if isinstance(item, Scalar))
    return None


def _check(path: Path, key: Scalar, text: str, wanted: str) -> None:
    """Refuse what is no flag, no filler or no pair; whatever text there is makes a list."""
    if wanted is _FLAG:
        fits = text in {"true", "false"}
    elif wanted is _FILLERS:
        fits = text in {"adverbs", "degrees"}
    elif wanted is _PAIRS:
        fits = all(len(item.split()) == 2 for item in items(text))
    else:
        return
    if not fits:
        _complain(path, key, f"{quoted(key.text)} takes {wanted}, not {quoted(text)}.", "")


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = closest(name.strip().lower().replace(" ", "_").replace("-", "_"), known)
    return f"Did you mean `{near}`?" if near else f"Its keys are {', '.join(f'`{key}`' for key in known)}."
