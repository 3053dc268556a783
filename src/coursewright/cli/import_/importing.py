"""`coursewright import`: recognise, read, finish, write, and tell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.import_.placing import write_new
from coursewright.importers.bringing import brought
from coursewright.importers.desk import Desk, Wishes
from coursewright.importers.formats import FORMATS, detected
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.formats import Format
    from coursewright.importers.source import Source

__all__ = ["ImportWish", "list_forms", "run_import"]


class ImportWish(NamedTuple):
    """What was asked for: the words of the command line, as they were typed."""

    source: Path | None = None
    form: str = ""
    output: str = ""
    map_file: Path | None = None
    merge: bool = False
    force: bool = False
    dry_run: bool = False
    report: str = ""


def run_import(wish: ImportWish) -> int:
    """Import a course; return the exit code."""
    if wish.source is None:
        raise UsageError("Name what is to be imported: a file or a folder.")
    source = open_source(wish.source)
    form = _form(wish.form, source)
    desk = Desk(Wishes(wish.map_file))
    come = brought(source, form, desk)
    target = Path(wish.output or come.finished.id)
    write_new(target, come.folder, source)
    sys.stderr.write(f"Wrote {target.as_posix()}\n")
    return 0


def list_forms() -> int:
    """Print the forms."""
    width = max(len(one.name) for one in FORMATS) + 2
    sys.stdout.writelines(f"{one.name:<{width}}{one.title}\n" for one in FORMATS)
    return 0


def _form(word: str, source: Source) -> Format:
    if word:
        return next(one for one in FORMATS if one.name == word)
    found = detected(source)
    if found is None:
        raise UsageError("This is no form of course that can be read.")
    return found
