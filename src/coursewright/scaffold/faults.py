"""What is wrong in a template, each thing with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import CoursewrightError
from coursewright.spec.nodes import Mapping, Node
from coursewright.spec.source import Source, Span
from coursewright.spec.wording import as_hint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.spec.faults import Fault


class TemplateFault(NamedTuple):
    """One thing wrong in a file of a template, with its place."""

    source: Source
    span: Span
    message: str
    hint: str = ""

    @classmethod
    def at(cls, node: Node, message: str, hint: str = "") -> TemplateFault:
        """Make a fault that stands at a node."""
        return cls(node.source, node.span, message, hint)

    @classmethod
    def of(cls, fault: Fault, source: Source) -> TemplateFault:
        """Make a fault of one that reading the text of `source` as YAML has found."""
        span = fault.node.span if fault.node is not None else source.span(*fault.at)
        return cls(source, span, fault.message, as_hint(fault.fix))

    @classmethod
    def about(cls, path: Path, message: str, hint: str = "", text: str = "", line: int = 1) -> TemplateFault:
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


class TemplateError(CoursewrightError):
    """A template that cannot be used; `faults` say what is wrong in it and where."""

    def __init__(self, faults: Sequence[TemplateFault]) -> None:
        first = faults[0]
        super().__init__("\n".join(fault.told for fault in faults), first.hint if len(faults) == 1 else "")
        self.faults = tuple(faults)


def place_of(entry: Node, key: str) -> Node:
    """Return where a question, or a file, says something: at its key, else at its name."""
    if isinstance(entry, Mapping):
        for name in (key, "id", "use", "path"):
            if name in entry.pairs:
                return entry.pairs[name][1]
    return entry
