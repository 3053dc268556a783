"""Views as JSON, for programs: each table with its values and their places. `schema/` says what is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.reporters.json_report import as_json
from coursewright.reporters.views.places import spot_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.model import Cell, Row, Spot, Table, View

__all__ = ["FORMAT_VERSION", "design_report_schema", "json_text"]

FORMAT_VERSION = 1

_SCHEMA = Path(__file__).parent / "schema" / "design-report.schema.json"


def design_report_schema() -> dict[str, Any]:
    """Return the JSON Schema of the design report."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


def json_text(portraits: Iterable[Portrait], version: str) -> Iterator[str]:
    """Yield a document of courses piece by piece, so that only one of them is needed at a time."""
    tool = as_json({"name": "coursewright", "version": version})
    start = f'{{"format_version": {FORMAT_VERSION},\n"tool": {tool},\n"courses": ['
    before = f"{start}\n"
    for portrait in portraits:
        yield before + as_json(_course(portrait))
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else f"{start}]}}\n"


def _course(portrait: Portrait) -> dict[str, Any]:
    return {
        "kind": portrait.kind,
        "id": portrait.id,
        "title": portrait.title,
        "language": portrait.language,
        "part": portrait.part,
        "files": [file.path for file in portrait.files],
        "views": [_view(view, portrait) for view in portrait.views],
    }


def _view(view: View, portrait: Portrait) -> dict[str, Any]:
    return {
        "name": view.name,
        "title": view.title,
        "question": view.question,
        "answer": [*view.answer],
        "tone": view.tone,
        "notes": [*view.notes],
        "sources": [*view.sources],
        "tables": [_table(table, portrait) for table in view.tables],
    }


def _table(table: Table, portrait: Portrait) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "name": table.name,
        "title": table.title,
        "columns": [{"key": one.key, "title": one.title, "kind": one.kind} for one in table.columns],
        "rows": [_row(row, keys, portrait) for row in table.rows],
    }


def _row(row: Row, keys: list[str], portrait: Portrait) -> dict[str, Any]:
    return {
        "group": row.group,
        "place": _place(spot_of_row(row), portrait),
        "cells": {key: _cell(cell, portrait) for key, cell in zip(keys, row.cells, strict=True)},
    }


def _cell(cell: Cell, portrait: Portrait) -> dict[str, Any]:
    return {
        "value": cell.data,
        "text": cell.text,
        "tone": cell.tone,
        "language": cell.language,
        "place": _place(cell.spot, portrait),
    }


def _place(spot: Spot | None, portrait: Portrait) -> dict[str, Any] | None:
    if spot is None:
        return None
    return {"path": portrait.files[spot.file].path, "line": spot.line, "node": spot.node}
