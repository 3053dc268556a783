"""`coursewright check-package`: what it takes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - Typer reads it
from typing import Annotated

import typer

from coursewright.cli.guard import guarded

CHECK_PACKAGE_EXITS = (
    "Exit codes: 0, no platform that a package is meant for refuses it or loses anything; 1, one does; 2, a "
    "file could not be opened."
)


class ReportForm(StrEnum):
    """The form of a report about packages."""

    TEXT = "text"
    JSON = "json"


def _platforms(incomplete: str) -> list[tuple[str, str]]:
    from coursewright.packages.catalogue import PLATFORMS  # noqa: PLC0415 - only for the shell

    return [(word, title) for word, title in PLATFORMS.items() if word.startswith(incomplete)]


@guarded
def check_package(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]...",
            help="Packages: .imscc, .mbz, SCORM as .zip, Open edX as .tar.gz, or a folder of one.",
            show_default=False,
        ),
    ] = None,
    target: Annotated[
        str,
        typer.Option(
            "--target",
            "-t",
            metavar="PLATFORM",
            help="Judge for this platform alone: moodle, canvas, brightspace, blackboard, schoology, sakai, "
            "openedx or scorm. By default for those that a package is meant for.",
            autocompletion=_platforms,
        ),
    ] = "",
    form: Annotated[
        ReportForm, typer.Option("--format", metavar="FORM", help="Write text, or json with everything.")
    ] = ReportForm.TEXT,
    listing: Annotated[bool, typer.Option("--list", help="List what is checked, and end.")] = False,
) -> int:
    """Check packages, whoever made them, for what is refused.

    Nothing is unpacked to the disk. Each fault says where in the package it is, which platform minds, why,
    and what to do.
    """
    from coursewright.cli.check_package.checking import check_paths, list_checks  # noqa: PLC0415

    if listing:
        return list_checks(form.value)
    return check_paths(tuple(paths or ()), target, form.value)
