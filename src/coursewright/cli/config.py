"""`coursewright config`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.cli.terminal import coloured, columns
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.describe import describe
from coursewright.lint.config.policies import Policies
from coursewright.lint.select import split_words
from coursewright.reporters.json_report import as_json
from coursewright.reporters.measure import flat, wrap
from coursewright.reporters.paths import from_here
from coursewright.reporters.style import Paint
from coursewright.reporters.summary import counted, listed
from coursewright.spec.errors import UnreadableInputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.config.describe import Description, Origin

_KEY = 14


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
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - symbolic links stay as they were named
    if not os.path.lexists(absolute):
        raise UnreadableInputError(f"{path}: there is no such file or folder.", "", absolute)
    if config is not None and not config.is_file():
        raise UsageError(f"--config: there is no file {config}.", "Check the path.")
    given = Path(os.path.abspath(config)) if config is not None else None  # noqa: PTH100
    policies = Policies(Choices(profile=tuple(split_words(profile)), config=given))
    folder = absolute if absolute.is_dir() else absolute.parent
    found = describe(policies, folder)
    if form == "json":
        sys.stdout.write(as_json(_data(found)) + "\n")
        return 0
    for line in _text(found, path, Paint(coloured()), rules=rules, rates=rates):
        sys.stdout.write(f"{line}\n")
    return 0


def _text(found: Description, path: Path, paint: Paint, *, rules: bool, rates: bool) -> Iterator[str]:
    files = [from_here(file, Path.cwd()) for file in found.files]
    if not files:
        yield f"No coursewright.yaml stands at or above {flat(str(path))}: the defaults apply."
    else:
        more = f", which draws on {listed(files[1:])}" if files[1:] else ""
        yield f"{flat(str(path))} follows {files[0]}{more}."
    yield ""
    for key, value, origin in found.values:
        yield _row(paint("label", key), key, flat(value), origin, paint)
    for title, rows in (
        ("Rules that differ from the profile", found.changed),
        ("Overrides", found.overrides),
    ):
        if rows:
            yield ""
            yield paint("heading", title)
            for name, value, origin in rows:
                yield _row(f"  {name}", f"  {name}", value, origin, paint)
    yield ""
    if rules:
        yield paint("heading", "Rules that run")
        for rule, severity in found.running:
            yield f"  {paint('code', rule.meta.code)} {paint(severity, f'{severity:<7}')} {rule.meta.name}"
        yield ""
    if rates:
        yield paint("heading", "Workload rates")
        yield from _rates(found, paint)
        yield ""
    counts = [counted(number, word, f"{word}s") for word, number in found.weights.items() if number]
    said = f"{counted(len(found.running), 'rule')} run here: {listed(counts)}."
    yield from wrap(said + ("" if rules else " `--rules` lists them."), columns())


def _rates(found: Description, paint: Paint) -> Iterator[str]:
    from coursewright.design.rates import all_rates, rate_sources  # noqa: PLC0415 - only where they are asked for

    for rate in all_rates():
        value = found.rates.get(rate.name, rate.value)
        yield f"  {paint('code', rate.name)} {value:g} {rate.unit}"
        for line in wrap(f"{rate.about} {rate_sources().get(rate.source, rate.source)}", columns() - 6):
            yield f"      {paint('quiet', line)}"


def _row(shown: str, bare: str, value: str, origin: Origin | None, paint: Paint) -> str:
    pad = " " * max(_KEY - len(bare), 1)
    where = f"  {paint('quiet', _place(origin))}" if origin is not None else ""
    return f"{shown}{pad}{value}{where}"


def _place(origin: Origin) -> str:
    via = f" ({flat(origin.word)})" if origin.word else ""
    return f"{from_here(origin.file, Path.cwd())}:{origin.line}{via}"


def _data(found: Description) -> dict[str, Any]:
    def rows(written: Sequence[tuple[str, str, Origin | None]]) -> list[dict[str, Any]]:
        return [
            {
                "key": key,
                "value": value,
                "file": origin and origin.file.as_posix(),
                "line": origin and origin.line,
            }
            for key, value, origin in written
        ]

    return {
        "files": [file.as_posix() for file in found.files],
        "values": rows(found.values),
        "changed": rows(found.changed),
        "overrides": rows(found.overrides),
        "rules": {rule.meta.code: severity for rule, severity in found.running},
    }
