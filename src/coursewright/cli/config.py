"""`coursewright config`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.cli.given import config_file
from coursewright.cli.terminal import coloured, columns
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.describe import Row, describe
from coursewright.lint.config.policies import Policies
from coursewright.lint.select import split_words
from coursewright.reporters.json_report import as_json
from coursewright.reporters.shared.measure import flat, width, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.discover import absolute
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.config.describe import Description, Origin

_LEAST = 24
"""Columns that a value needs beside its key; with less it goes below."""


def show_config(
    path: Path,
    form: str,
    profile: Sequence[str] = (),
    config: Path | None = None,
    *,
    rules: bool = False,
    rates: bool = False,
) -> int:
    """Print what applies to a file or folder, and where each part of it is written."""
    place = absolute(path)
    if not os.path.lexists(place):
        raise UnreadableInputError(f"{path}: there is no such file or folder.", "", place)
    policies = Policies(Choices(profile=tuple(split_words(profile)), config=config_file(config)))
    found = describe(policies, place)
    if form == "json":
        sys.stdout.write(as_json(_data(found)) + "\n")
        return 0
    for line in _text(found, path, Paint(coloured()), columns(), rules=rules, rates=rates):
        sys.stdout.write(f"{line}\n")
    return 0


def _text(
    found: Description, path: Path, paint: Paint, room: int, *, rules: bool, rates: bool
) -> Iterator[str]:
    files = [from_here(file, Path.cwd()) for file in found.files]
    more = f", which draws on {listed(files[1:])}" if files[1:] else ""
    said = (
        f"{flat(str(path))} follows {files[0]}{more}."
        if files
        else f"No coursewright.yaml stands at or above {flat(str(path))}: the defaults apply."
    )
    yield from wrap(said, room)
    yield ""
    yield from _table(found.values, room, paint)
    if found.changed:
        yield from ("", paint("heading", "Rules that differ from the profile"))
        yield from _table(found.changed, room, paint, "  ")
    for where, rows in found.overrides:
        yield ""
        yield from (paint("heading", part) for part in wrap(f"Override: {flat(where)}", room))
        yield from _table(rows, room, paint, "  ")
    if found.notes:
        yield from ("", paint("heading", "Out of date"))
        yield from _table(found.notes, room, paint, "  ")
    yield ""
    if rules:
        yield paint("heading", "Rules that run")
        for rule, severity in found.running:
            yield f"  {paint('code', rule.meta.code)} {paint(severity, f'{severity:<7}')} {rule.meta.name}"
        yield ""
    if rates:
        yield from _rates(found, paint, room)
    nouns = {
        "error": ("an error", "errors"),
        "warning": ("a warning", "warnings"),
        "info": ("a note", "notes"),
    }
    counts = [f"{number} as {nouns[word][number != 1]}" for word, number in found.weights.items() if number]
    total = len(found.running)
    said = f"{counted(total, 'rule')} {'runs' if total == 1 else 'run'} here: {listed(counts)}."
    yield from wrap(said + ("" if rules else " `--rules` lists them."), room)


def _table(rows: Sequence[Row], room: int, paint: Paint, indent: str = "") -> Iterator[str]:
    """Yield rows in columns: key, value, place; a place that finds no room goes below its value."""
    shown = [(flat(row.key), flat(row.value), _place(row.origin)) for row in rows]
    keys = max(width(key) for key, _, _ in shown)
    places = max(width(place) for _, _, place in shown)
    first = len(indent) + (keys + 2 if keys else 0)
    is_below = room - first < _LEAST
    first = len(indent) + 2 if is_below else first
    fitting = [width(value) for _, value, _ in shown if first + width(value) + 2 + places <= room]
    values = max(fitting, default=0)
    before = ""
    for key, value, place in shown:
        label = "" if key == before else key
        before = key
        lead = indent + paint("label", label) + " " * (first - len(indent) - width(label))
        if is_below:
            yield from [indent + paint("label", label)] if label else []
            lead = " " * first
        start, *rest = wrap(value, room - first)
        if place and not rest and width(start) <= values:
            yield f"{lead}{start}{' ' * (values - width(start) + 2)}{paint('quiet', place)}"
            continue
        yield lead + start
        yield from (" " * first + part for part in rest)
        yield from [" " * first + paint("quiet", place)] if place else []


def _rates(found: Description, paint: Paint, room: int) -> Iterator[str]:
    """Yield the rates in columns, each with the label of its source, and the full references once."""
    from coursewright.design.rates import all_rates, rate_sources  # noqa: PLC0415 - only where they are asked for

    rates = all_rates()
    yield paint("heading", "Workload rates")
    longest = max(len(rate.name) for rate in rates)
    for rate in rates:
        value = found.rates.get(rate.name, rate.value)
        differs = f" Unless set, it is {rate.value:g}." if value != rate.value else ""
        pad = " " * (longest - len(rate.name) + 2)
        yield f"  {paint('code', rate.name)}{pad}{value:g} {rate.unit}"
        yield from (f"      {part}" for part in wrap(f"{rate.about}{differs} [{rate.source}]", room - 6))
    yield ""
    yield paint("heading", "Sources of the rates")
    for label in dict.fromkeys(rate.source for rate in rates):
        yield from (
            f"  {'' if number == 0 else '  '}{part}"
            for number, part in enumerate(wrap(f"[{label}] {rate_sources()[label]}.", room - 4))
        )
    yield ""


def _place(origin: Origin | None) -> str:
    return f"{from_here(origin.file, Path.cwd())}:{origin.line}" if origin is not None else ""


def _data(found: Description) -> dict[str, Any]:
    return {
        "files": [file.as_posix() for file in found.files],
        "values": [_row(row) for row in found.values],
        "changed": [_row(row) for row in found.changed],
        "overrides": [
            {"where": where, "rules": [_row(row) for row in rows]} for where, rows in found.overrides
        ],
        "notes": [_row(row) for row in found.notes],
        "rules": {rule.meta.code: severity for rule, severity in found.running},
    }


def _row(row: Row) -> dict[str, Any]:
    origin = row.origin
    return {
        "key": row.key,
        "value": row.value,
        "file": origin.file.as_posix() if origin else None,
        "line": origin.line if origin else None,
    }
