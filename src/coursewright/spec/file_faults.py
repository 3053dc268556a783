"""What is wrong in a file that is no spec: a configuration, a rule, a template. Each thing has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from coursewright.spec.errors import CoursewrightError
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.source import Source, Span
from coursewright.spec.wording import as_hint, closest, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as List
    from pathlib import Path

    from coursewright.spec.faults import Fault


class FileFault(NamedTuple):
    """One thing wrong in a file, with its place."""

    source: Source
    span: Span
    message: str
    hint: str = ""

    @classmethod
    def at(cls, node: Node, message: str, hint: str = "") -> FileFault:
        """Make a fault that stands at a node."""
        return cls(node.source, node.span, message, hint)

    @classmethod
    def of(cls, fault: Fault, source: Source) -> FileFault:
        """Make a fault of one that reading the text of `source` as YAML has found."""
        span = fault.node.span if fault.node is not None else source.span(*fault.at)
        return cls(source, span, fault.message, as_hint(fault.fix))

    @classmethod
    def about(cls, path: Path, message: str, hint: str = "", text: str = "", line: int = 1) -> FileFault:
        """Make a fault of a line of a file with that text; without a text, of the file as a whole."""
        source = Source(path, text)
        length = max(len(source.line(line)), 1)
        start = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1])
        return cls(source, source.span(start, start + length), message, hint)

    @property
    def told(self) -> str:
        """Its place and its message, without its hint."""
        start = self.span.start
        return f"{self.source.path}:{start.line}:{start.column}: {self.message}"


class FaultyFileError(CoursewrightError):
    """A file that cannot be used; `faults` say what is wrong in it and where, and `kind` what file it is."""

    kind: ClassVar[str] = "file"

    def __init__(self, faults: List[FileFault]) -> None:
        first = faults[0]
        super().__init__("\n".join(fault.told for fault in faults), first.hint if len(faults) == 1 else "")
        self.faults = tuple(faults)
        self.path = first.source.path


def follow(root: Mapping, path: Iterable[str | int]) -> tuple[str, Node]:
    """Return the node that a path leads to, or as far as it goes, and the key it stands under."""
    node: Node = root
    key = ""
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.pairs:
            key, node = str(step), node.pairs[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return key, node


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the nearest of the known words as a question, or else all of them, or what to say then."""
    words = list(known)
    low = word.strip().lower()
    if near := closest(low, words) or closest(low.replace("-", "_"), words):
        return f"Did you mean `{near}`?"
    return otherwise or (f"There {'is' if len(words) == 1 else 'are'} {listed(words)}." if words else "")


def said_of(node: Node) -> str:
    """Say what a value is, for a message that it is the wrong one."""
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar() if node.text.strip():
            return quoted(node.text)
        case _:
            return "empty"
