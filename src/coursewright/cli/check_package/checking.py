"""`coursewright check-package`: one package after the other, and what came of it."""

from __future__ import annotations

import glob
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.guard import CANNOT
from coursewright.cli.terminal import coloured, columns, tell_errors
from coursewright.packages.catalogue import PLATFORMS
from coursewright.packages.checking import check
from coursewright.reporters.packages.as_json import checks_as_json, reports_as_json
from coursewright.reporters.packages.listing import check_lines
from coursewright.reporters.packages.text import PackageText
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import UnreadableInputError, UsageError
from coursewright.spec.wording import closest, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.packages.report import Report

__all__ = ["check_paths", "list_checks"]

REFUSED = 1


def list_checks(form: str) -> int:
    """Print all checks, as a table for people or as JSON."""
    if form == "json":
        sys.stdout.write(checks_as_json())
        return 0
    for line in check_lines(columns(), Paint(coloured())):
        sys.stdout.write(f"{line}\n")
    return 0


def check_paths(paths: Sequence[Path], target: str, form: str) -> int:
    """Check packages and print what came of it; return the exit code.

    Raises `UsageError` for no path at all, and for an unknown platform.
    """
    if not paths:
        hint = "Name some: `coursewright check-package course.imscc`. `--list` shows what is checked."
        raise UsageError("There is no package to check.", hint)
    if target and target not in PLATFORMS:
        raise _unknown(target)
    reports: list[Report] = []
    errors: list[UnreadableInputError] = []
    text = PackageText(Path.cwd(), columns(), coloured=coloured(), wrapped=sys.stdout.isatty())
    for path in chain.from_iterable(map(_meant, paths)):
        try:
            report = check(path, target)
        except UnreadableInputError as error:
            errors.append(error)
            continue
        if form == "text":
            if reports:
                sys.stdout.write("\n")
            sys.stdout.writelines(text.package(report))
            sys.stdout.flush()
        reports.append(report)
    if form == "json":
        sys.stdout.write(reports_as_json(reports, [(one.path or Path(), str(one)) for one in errors]))
    sys.stdout.flush()
    tell_errors(errors)
    if errors:
        return CANNOT
    return REFUSED if any(report.refused for report in reports) else 0


def _meant(path: Path) -> Sequence[Path]:
    """Return the files that a path with `*` or `?` stands for, in order, where the shell left it as it is."""
    name = str(path)
    if not ("*" in name or "?" in name) or path.exists():
        return (path,)
    found = sorted(glob.glob(name.replace("[", "[[]")))  # noqa: PTH207 - absolute patterns too
    return [Path(one) for one in found] or (path,)


def _unknown(target: str) -> UsageError:
    near = closest(target, PLATFORMS)
    hint = f"Did you mean `{near}`?" if near else f"There are {listed([f'`{one}`' for one in PLATFORMS])}."
    return UsageError(f"`--target {target}` is no platform that is known.", hint)
