"""YAML rule files: from their text to rules like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NoReturn

from coursewright.lint.api import EVERY_MODEL, Evidence, Meta
from coursewright.lint.custom.schema_rule import Demand, SchemaRule
from coursewright.lint.profiles import SEVERITIES
from coursewright.lint.registry import Rule
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.reader import read
from coursewright.spec.text_input import decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as List
    from pathlib import Path

    from coursewright.spec.editing import Value
    from coursewright.spec.faults import Fault
    from coursewright.spec.source import Source

HOUSE: Final = "house rule"
"""What a rule rests on that names no source."""
_MINUTES: Final = 5
CLASSES: Final = {
    "course": "Course",
    "module": "Module",
    "unit": "Unit",
    "outcome": "Outcome",
    "material": "Material",
    "task": "Task",
    "session": "Session",
    "follow-up-activity": "FollowUpActivity",
    "reflection": "Reflection",
    "assessment": "Assessment",
    "announcement": "Announcement",
    "agenda-item": "AgendaItem",
    "choice": "Choice",
    "criterion": "Criterion",
    "decision-point": "DecisionPoint",
    "decision-option": "DecisionOption",
    "question": "Question",
    "question-option": "QuestionOption",
    "matching-pair": "MatchingPair",
    "prompt": "Prompt",
    "replies": "Replies",
    "monitoring": "Monitoring",
    "feedback": "Feedback",
    "tool": "Tool",
    "team-member": "Member",
    "evaluation": "Evaluation",
    "standard": "Standard",
}
"""The parts of a course by the words that a rule has for them."""
_TRUTHS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_EVIDENCE: Final = {
    "standard": Evidence.STANDARD,
    "research": Evidence.RESEARCH,
    "practice": Evidence.PRACTICE,
}


def rules_at(path: Path, *, module: str, family_name: str, trusted: bool = False) -> list[Rule]:
    """Return the rules in a file; `module` is what takes the place of a Python module's name.

    Raises `RuleFileError` with everything that is wrong, and `UnreadableInputError` where the file does not
    open. Rules that are `trusted` have been judged before.
    """
    root = read_tree(path, "Start it with `code: HSE001`, or with `rules:` and a list of rules.")
    if not trusted:
        _refuse_misfits(root)
    return [_rule(node, module, family_name) for node in rules_of(root)]


def read_tree(path: Path, start: str) -> Mapping:
    """Return the keys of a YAML file. Raise `RuleFileError` where it has none; `start` says how to begin."""
    source, fault = decode(path, read_bytes(path))
    if fault is not None:
        _refuse_faults([fault], source)
    root, faults = read(source)
    if faults:
        _refuse_faults(faults, source)
    if not isinstance(root, Mapping):
        _refuse_shape(root, source, start)
    source.root = root
    return root


def _refuse_faults(faults: List[Fault], source: Source) -> NoReturn:
    from coursewright.lint.custom.errors import RuleFileError  # noqa: PLC0415
    from coursewright.spec.file_faults import FileFault  # noqa: PLC0415 - only for a wrong file

    raise RuleFileError([FileFault.of(fault, source) for fault in faults])


def _refuse_shape(root: Node | None, source: Source, start: str) -> NoReturn:
    from coursewright.lint.custom.errors import RuleFileError  # noqa: PLC0415
    from coursewright.spec.file_faults import FileFault  # noqa: PLC0415 - only for a wrong file

    empty = root is None or (isinstance(root, Scalar) and not root.text.strip())
    said = "The file is empty." if empty else "This file is made of keys, and here is none."
    raise RuleFileError([FileFault(source, source.span(0, 1), said, start)])


def _refuse_misfits(root: Mapping) -> None:
    from coursewright.lint.custom.errors import RuleFileError  # noqa: PLC0415 - only for files of others
    from coursewright.lint.custom.file_judge import faults_in  # noqa: PLC0415

    if found := faults_in(root):
        raise RuleFileError(found)


def rules_of(root: Mapping) -> Iterator[Mapping]:
    """Yield the mapping of each rule in a file."""
    several = root.value("rules")
    nodes = several.items if isinstance(several, Sequence) else [root]
    return (node for node in nodes if isinstance(node, Mapping))


def _rule(node: Mapping, module: str, family_name: str) -> Rule:
    models = frozenset(texts_of(node.value("models"))) or EVERY_MODEL
    meta = Meta(
        code=_text(node, "code"),
        name=_text(node, "name"),
        statement=_text(node, "statement").strip(),
        severity=SEVERITIES[_text(node, "severity", "warning")],
        minutes=int(_text(node, "minutes", str(_MINUTES))),
        evidence=_EVIDENCE[_text(node, "evidence", "practice")],
        sources=texts_of(node.value("sources")) or (HOUSE,),
        why=_text(node, "why").strip(),
        aliases=texts_of(node.value("aliases")),
        since=_text(node, "since", "0.1.0"),
        status=_status(_text(node, "status", "stable")),
        fix=_edit(_text(node, "edit", "unsafe" if "adds" in node.pairs else "none")),
        missing=_truth(node, "missing"),
        essential=_truth(node, "essential"),
        models=models,  # type: ignore[arg-type]
        on_purpose=_text(node, "on_purpose"),
        by_default=_truth(node, "by_default", default=True),
    )
    demand = Demand(
        must=node.pairs["must"][1],
        where=node.value("where"),
        message=_text(node, "message").strip(),
        fix=_text(node, "fix").strip(),
        at=_text(node, "at"),
        on_purpose=meta.on_purpose,
        by_module="satisfied_by" in node.pairs,
        models=meta.models,
        adds=_to_add(node.value("adds")),
    )
    return Rule(
        meta=meta,
        check=SchemaRule(demand, module, node),
        elements=tuple(CLASSES[word] for word in texts_of(node.value("for"))),
        page=_page(node, meta),
        family_name=family_name,
        file=str(node.source.path),
    )


def _text(node: Mapping, key: str, default: str = "") -> str:
    value = node.value(key)
    return value.text if isinstance(value, Scalar) else default


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a value that is one or a list of them."""
    items = node.items if isinstance(node, Sequence) else [node]
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _truth(node: Mapping, key: str, *, default: bool = False) -> bool:
    said = node.value(key)
    return truth(said) is True if isinstance(said, Scalar) and said.text else default


def truth(node: Scalar) -> bool | str:
    """Return what a word for yes or no means; any other as it is."""
    return _TRUTHS.get(node.text.strip().lower(), node.text)


def _status(word: str) -> Literal["preview", "stable", "deprecated"]:
    return "preview" if word == "preview" else "deprecated" if word == "deprecated" else "stable"


def _edit(word: str) -> Literal["none", "safe", "unsafe"]:
    return "safe" if word == "safe" else "unsafe" if word == "unsafe" else "none"


def _to_add(node: Node | None) -> dict[str, Value]:
    """Return keys with their texts, or with keys of their own."""
    pairs = node.pairs.values() if isinstance(node, Mapping) else ()
    return {key.text: value.text if isinstance(value, Scalar) else _to_add(value) for key, value in pairs}


def _page(node: Mapping, meta: Meta) -> str:
    """Write what a Python rule has in its docstring."""
    says = _text(node, "says").strip() or f"{meta.statement}."
    because = _text(node, "because").strip() or f"{meta.why[:1].upper()}{meta.why[1:]}."
    parts = [f"{meta.statement}.", f"## What it says\n\n{says}", f"## Why\n\n{because}"]
    examples = node.value("examples")
    for heading in ("Invalid", "Valid"):
        listed = examples.value(heading.lower()) if isinstance(examples, Mapping) else None
        first = listed.items[0] if isinstance(listed, Sequence) and listed.items else None
        spec = first.value("spec") if isinstance(first, Mapping) else first
        if isinstance(spec, Scalar):
            parts.append(f"## {heading}\n\n```yaml\n{spec.text.strip()}\n```")
    return "\n\n".join(parts) + "\n"
