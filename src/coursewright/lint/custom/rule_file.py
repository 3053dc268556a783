"""YAML rule files: from their text to rules like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NoReturn

from coursewright.lint.api import EVERY_MODEL, Evidence, Meta, Severity
from coursewright.lint.custom.kinds import class_names
from coursewright.lint.custom.schema_rule import Demand, SchemaRule
from coursewright.lint.registry import Rule
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as List
    from pathlib import Path

    from coursewright.spec.faults import Fault
    from coursewright.spec.source import Source

HOUSE: Final = "house rule"
"""What a rule rests on that names no source."""
_MINUTES: Final = 5
_SEVERITIES: Final = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
_EVIDENCE: Final = {
    "standard": Evidence.STANDARD,
    "research": Evidence.RESEARCH,
    "practice": Evidence.PRACTICE,
}


def read_rules(source: Source, *, module: str, family_name: str, trusted: bool = False) -> list[Rule]:
    """Return the rules in the text of a file; `module` is what takes the place of a Python module's name.

    Raises `ConfigError` with everything that is wrong; rules that are `trusted` have been judged before.
    """
    root, faults = read(source)
    if faults:
        _refuse_faults(faults, source)
    if not isinstance(root, Mapping):
        _refuse_shape(root, source)
    source.root = root
    if not trusted:
        _refuse_misfits(root)
    return [_rule(node, module, family_name) for node in _listed(root)]


def _refuse_faults(faults: List[Fault], source: Source) -> NoReturn:
    from coursewright.lint.config.document import ConfigError, ConfigFault  # noqa: PLC0415 - only for a wrong file

    found = []
    for fault in faults:
        span = fault.node.span if fault.node is not None else source.span(*fault.at)
        hint = (
            f"{fault.fix[:1].upper()}{fault.fix[1:]}{'' if fault.fix.endswith('?') else '.'}"
            if fault.fix
            else ""
        )
        found.append(ConfigFault(source, span, fault.message, hint))
    raise ConfigError(found)


def _refuse_shape(root: Node | None, source: Source) -> NoReturn:
    from coursewright.lint.config.document import ConfigError, ConfigFault  # noqa: PLC0415 - only for a wrong file

    empty = root is None or (isinstance(root, Scalar) and not root.text.strip())
    said = "The file is empty." if empty else "A rule is made of keys, and this is none."
    hint = "Start it with `code: HSE001`, or with `rules:` and a list of rules."
    raise ConfigError([ConfigFault(source, source.span(0, 1), said, hint)])


def _refuse_misfits(root: Mapping) -> None:
    from coursewright.lint.config.document import ConfigError  # noqa: PLC0415 - only for files of others
    from coursewright.lint.custom.file_judge import faults_in  # noqa: PLC0415

    if found := faults_in(root):
        raise ConfigError(found)


def _listed(root: Mapping) -> Iterator[Mapping]:
    several = root.value("rules")
    nodes = several.items if isinstance(several, Sequence) else [root]
    return (node for node in nodes if isinstance(node, Mapping))


def _rule(node: Mapping, module: str, family_name: str) -> Rule:
    models = frozenset(_texts(node, "models")) or EVERY_MODEL
    meta = Meta(
        code=_text(node, "code"),
        name=_text(node, "name"),
        statement=_text(node, "statement").strip(),
        severity=_SEVERITIES[_text(node, "severity", "warning")],
        minutes=int(_text(node, "minutes", str(_MINUTES))),
        evidence=_EVIDENCE[_text(node, "evidence", "practice")],
        sources=_texts(node, "sources") or (HOUSE,),
        why=_text(node, "why").strip(),
        aliases=_texts(node, "aliases"),
        since=_text(node, "since", "0.1.0"),
        status=_status(_text(node, "status", "stable")),
        fix=_edit(_text(node, "edit", "none")),
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
    )
    return Rule(
        meta=meta,
        check=SchemaRule(demand, module, node),
        elements=class_names(_texts(node, "for")),
        page=_page(node, meta),
        family_name=family_name,
        file=str(node.source.path),
    )


def _text(node: Mapping, key: str, default: str = "") -> str:
    value = node.value(key)
    return value.text if isinstance(value, Scalar) else default


def _texts(node: Mapping, key: str) -> tuple[str, ...]:
    value = node.value(key)
    items = value.items if isinstance(value, Sequence) else [value]
    return tuple(item.text for item in items if isinstance(item, Scalar))


def _truth(node: Mapping, key: str, *, default: bool = False) -> bool:
    said = _text(node, key)
    return said.strip().lower() in {"true", "yes", "on"} if said else default


def _status(word: str) -> Literal["preview", "stable", "deprecated"]:
    return "preview" if word == "preview" else "deprecated" if word == "deprecated" else "stable"


def _edit(word: str) -> Literal["none", "safe", "unsafe"]:
    return "safe" if word == "safe" else "unsafe" if word == "unsafe" else "none"


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


def rules_at(path: Path, *, module: str, family_name: str, trusted: bool = False) -> list[Rule]:
    """Return the rules in a file. Raise `CoursewrightError` where it does not open or is wrong."""
    from coursewright.spec.text_input import decode, read_bytes  # noqa: PLC0415

    source, fault = decode(path, read_bytes(path))
    if fault is not None:
        _refuse_faults([fault], source)
    return read_rules(source, module=module, family_name=family_name, trusted=trusted)
