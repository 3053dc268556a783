"""One file as a checked tree: from its bytes, through YAML, to what the format allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coursewright.spec.faults import Fault, FaultKind, Mend, invalid
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.salvage import salvage
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.validate import validate
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.source import Source

SPEC_VERSION = 1
_VERSIONS = frozenset(str(version) for version in range(1, SPEC_VERSION + 1))


@dataclass(slots=True)
class Document:
    """One file as a checked tree; `root` is None where it could not be read at all.

    `salvaged` marks a course file with a fault in its YAML: its root holds no more than its list of modules.
    """

    source: Source
    kind: Literal["course", "module"] | None = None
    root: Mapping | None = None
    faults: list[Fault] = field(default_factory=list)
    salvaged: bool = False


def read_document(path: Path, data: bytes | None = None) -> Document:
    """Read and check one file, or `data` in its place. Raise `UnreadableInputError` if it cannot."""
    source, fault = decode(path, read_bytes(path) if data is None else data)
    if fault is not None:
        return _salvaged(source, [fault])
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    root, faults = read(source)
    if faults:
        return _salvaged(source, faults)
    document = Document(source)
    if not isinstance(root, Mapping) or ("course" in root.pairs) == ("module" in root.pairs):
        document.faults.append(_wrong_top(root, source))
        return document
    document.kind = "course" if "course" in root.pairs else "module"
    source.root = document.root = root
    document.faults = validate(root, document.kind)
    version = root.value("spec_version")
    if isinstance(version, Scalar) and version.text.lstrip("0") not in _VERSIONS:
        message = (
            f"This file asks for version {version.text[:9]} of the format; we read version {SPEC_VERSION}."
        )
        document.faults.append(invalid(version, message, "upgrade coursewright"))
    return document


def _salvaged(source: Source, faults: list[Fault]) -> Document:
    source.root = root = salvage(source)
    return Document(source, "course" if root is not None else None, root, faults, salvaged=root is not None)


def _wrong_top(root: Node | None, source: Source) -> Fault:
    fix = "start the file with `module: an-id`, or with `course: an-id`"
    if root is None or (isinstance(root, Scalar) and not root.text.strip()):
        return Fault(FaultKind.INVALID, "The file is empty.", fix, source=source, at=(0, 1))
    if not isinstance(root, Mapping):
        found = "starts with a list" if isinstance(root, Sequence) else "holds a text"
        return invalid(root, f"The file {found}; a spec is made of keys.", fix)
    if "course" in root.pairs and "module" in root.pairs:
        message = "The file says both `course:` and `module:`; it can be only one of the two."
        other = (root.pairs["course"][0], "here it is a course")
        return invalid(root.pairs["module"][0], message, "keep one and delete the other", (other,))
    message = "The file says neither `course:` nor `module:`."
    if "modules" in root.pairs:
        return invalid(root.pairs["modules"][0], message, "start the file with `course: an-id`")
    for key, (node, value) in root.pairs.items():
        if near := closest(key.strip().lower(), ("course", "module"), cutoff=0.85):
            from coursewright.spec.likeness import likeness  # noqa: PLC0415 - only for a word that is wrong

            like = likeness(key.strip().lower(), near, ("course", "module"))
            named = isinstance(value, Scalar) and like != "none"
            mend = Mend(node, near, safe=like == "slip") if named else None
            return invalid(node, message, f"did you mean `{near}`?", mend=mend)
    first = next(iter(root.pairs.values()), None)
    return invalid(first[0] if first else root, message, fix)
