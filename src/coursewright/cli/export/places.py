"""Where packages go: what a name on the command line means, and what a package is called without one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.export.placing import refuse_folder
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.design.contents import as_written
from coursewright.exporters.edition.names import slug
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.formats import Format

__all__ = ["place_of", "refuse_one_file"]


def place_of(output: str, edition: Edition, form: Format, *, several: bool) -> Path:
    """Return where a package goes. Raises `UsageError` where the name cannot be meant or is taken."""
    given = Path(os.path.expanduser(output)) if output else Path()  # noqa: PTH111 - it never fails
    ending = form.ending_of(edition.choices.version)
    name = f"{edition.id}{_part(edition, form)}{ending}"
    if form.container == "folder":
        place = given if output and not several else given / name
        refuse_spec(place)
        refuse_folder(place)
        return place
    into = several or not output or _is_folder(output, ending)
    place = given / name if into else given
    refuse_spec(place)
    if not into and place.suffix.lower() != Path(f"x{ending}").suffix:
        raise UsageError(
            f"`{place.as_posix()}` is no name for {form.title}: platforms go by the ending.",
            f"End it in `{ending.removeprefix('-')}`, or in `/` if it is a folder.",
        )
    if place.exists() and not place.is_file():
        raise UsageError(
            f"`{place.as_posix()}` is no file that could be replaced.", "Name another with `-o`."
        )
    return place


def refuse_one_file(output: str, form: Format, version: str) -> None:
    """Raise `UsageError` where several courses would go to the name of one file."""
    if output and form.container != "folder" and not _is_folder(output, form.ending_of(version)):
        raise UsageError(
            f"Several courses do not fit into one file, `{output}`.",
            "Give `-o` a folder, such as `-o packages/`.",
        )


def _is_folder(output: str, ending: str) -> bool:
    """Whether a name is that of a folder: one that is there, or that looks like no file."""
    if output.endswith(("/", os.sep)) or Path(output).expanduser().is_dir():
        return True
    return not output.endswith(ending) and not Path(output).suffix


def _part(edition: Edition, form: Format) -> str:
    """Return what tells the package from others of the same course."""
    choices = edition.choices
    parts = [slug(choices.module)] if choices.module and not edition.course.implicit else []
    if choices.weeks is not None:
        first, last = choices.weeks
        parts.append(f"week-{first}" if first == last else f"weeks-{first}-{last}")
    if choices.language and choices.language.lower() != _main_language(edition).lower():
        parts.append(choices.language)
    if choices.flavour == "canvas":
        parts.append("canvas")
    if choices.for_staff and form.name != "guide":
        parts.append("staff")
    return "".join(f"-{part}" for part in parts)


def _main_language(edition: Edition) -> str:
    course = edition.course
    home = as_written(course)
    return home.settings.language or "en"
