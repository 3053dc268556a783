"""Findings to report on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Evidence, Meta, Severity
from coursewright.lint.engine import Linter
from coursewright.lint.findings import CourseReport, Finding, Mark
from coursewright.lint.select import choose
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.source import Position, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path("/courses")


def meta(code: str = "TSK001", severity: Severity = Severity.WARNING, on_purpose: str = "") -> Meta:
    return Meta(
        code=code,
        name="a-rule",
        statement="A rule holds",
        severity=severity,
        minutes=5,
        evidence=Evidence.PRACTICE,
        sources=("Howard 2021",),
        why="it matters",
        on_purpose=on_purpose,
    )


@pytest.fixture
def report() -> Callable[..., CourseReport]:
    """Lint one text and return the report of its course."""

    def lint(text: str, *select: str, path: Path = HERE / "m.module.yaml") -> CourseReport:
        course = load_documents(read_document(path, text.encode()))
        return Linter(choose(select)).lint(course)

    return lint


@pytest.fixture
def mark() -> Callable[..., Mark]:
    """Mark the stretch of a text between two offsets."""

    def make(text: str, start: int, end: int, label: str = "") -> Mark:
        source = Source(HERE / "m.module.yaml", text)
        return Mark(source, source.span(start, end), "title", label)

    return make


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """Make a finding by hand."""
    source = Source(HERE / "m.module.yaml", "module: m\n" + "title: A thing\n" * 200)

    def make(line: int = 2, code: str = "TSK001", **more: object) -> Finding:
        span = Span(Position(line, 1), Position(line, 6))
        values: dict[str, object] = {
            "meta": meta(code),
            "severity": Severity.WARNING,
            "message": "Something is missing.",
            "why": "it matters (Howard 2021, practitioner)",
            "fix": "add it",
            "minutes": 5,
            "mark": Mark(source, span, f"tasks[{line}]"),
            **more,
        }
        return Finding(**values)  # type: ignore[arg-type]

    return make
