"""Short ways to read a spec in a test, and to show what was found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.nodes import Mapping, Node
from coursewright.spec.reader import read
from coursewright.spec.source import Source
from coursewright.spec.text_input import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.faults import Fault
    from coursewright.spec.model import Course

NOWHERE = Path("/nowhere/consent.module.yaml")


def course_of(text: str | bytes) -> Course:
    """Read one text as a course of its own."""
    return load_documents(read_document(NOWHERE, text if isinstance(text, bytes) else text.encode()))


def module_of(more: str) -> Course:
    """Read a module that says nothing but `more`."""
    return course_of(f"module: consent\n{more}\n")


def make(folder: Path, files: dict[str, str]) -> None:
    """Write files into a folder, by their paths in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def course_in(folder: Path, files: dict[str, str]) -> Course:
    """Write files into a folder, and load the first of them."""
    make(folder, files)
    return load(folder / next(iter(files)))


def tree_of(text: str) -> Mapping:
    """Read YAML that has no fault and a mapping at its top."""
    root, faults = read(decode(NOWHERE, text.encode())[0])
    assert not faults
    assert isinstance(root, Mapping)
    return root


def fault_of(text: str) -> Fault:
    """Return the one fault of a text that is no YAML."""
    _, faults = read(Source(NOWHERE, text))
    (fault,) = faults
    return fault


def place(fault: Fault) -> str:
    """Return where a fault stands, as `line:column`."""
    if fault.node is not None:
        start = fault.node.span.start
    else:
        assert fault.source is not None
        start = fault.source.position(fault.at[0])
    return f"{start.line}:{start.column}"


def shown(faults: Iterable[Fault]) -> list[str]:
    """Return faults as `line:column message`."""
    return [f"{place(fault)} {fault.message}" for fault in faults]


def fixes(faults: Iterable[Fault]) -> list[str]:
    """Return how faults are to be mended."""
    return [fault.fix for fault in faults]


def at(node: Node) -> str:
    """Return the place of a node, from its first character to behind its last."""
    start, end = node.span.start, node.span.end
    return f"{start.line}:{start.column}-{end.line}:{end.column}"
