"""A spec as YAML: lines as a person would write them, with room between what stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.editing import Style, block_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.importers.finishing.finished import Plain, Spec

__all__ = ["yaml_text"]

_STYLE = Style()


def yaml_text(spec: Spec) -> str:
    """Return the text of a spec file."""
    return "\n".join(_lines(spec.data, 0)).strip("\n") + "\n"


def _lines(data: Mapping[str, Plain], indent: int) -> Iterator[str]:
    """Yield the lines of a course, a module or a unit; lists of items stand apart."""
    apart = False
    for key, value in data.items():
        items = isinstance(value, list) and all(isinstance(one, dict) for one in value)
        if items or apart:
            yield ""
        apart = items
        if key == "units" and isinstance(value, list):
            yield "units:"
            yield from _units(value)
        else:
            yield from block_lines({key: value}, indent, _STYLE)


def _units(units: list[Plain]) -> Iterator[str]:
    for number, unit in enumerate(units):
        if number:
            yield ""
        if not isinstance(unit, dict):
            continue
        lines = [*_lines(unit, _STYLE.list_offset + _STYLE.dash_width)]
        yield f"{' ' * _STYLE.list_offset}-{' ' * (_STYLE.dash_width - 1)}{lines[0].lstrip(' ')}"
        yield from lines[1:]
