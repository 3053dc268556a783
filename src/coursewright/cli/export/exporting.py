"""`coursewright export`: gate, write, check, and tell what was kept."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.export.placing import Waiting, refuse_folder
from coursewright.cli.export.progress import Steps
from coursewright.cli.export.told import Written, tell_written, write_report
from coursewright.cli.export.wish import Asked, ExportWish, asked
from coursewright.cli.guard import CANNOT
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.look.looking import Looking
from coursewright.cli.terminal import tell, tell_errors
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.fidelity.report import report_of
from coursewright.exporters.formats import FORMATS, TARGETS, exporter_of
from coursewright.lint.severity import Severity
from coursewright.reporters.shared.measure import safe
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.formats import Format
    from coursewright.views.plan import Plan

__all__ = ["ExportWish", "list_formats", "run_export"]

REFUSED = 1


def run_export(wish: ExportWish) -> int:
    """Export the course or courses of a path; return the exit code.

    Packages of several courses appear one after the other: what is wrong with one keeps none of the others.
    """
    wanted = asked(wish)
    looking = Looking(wish.look._replace(occasion=wanted.occasion))
    written: list[Written] = []
    refused = 0
    with Steps() as steps:
        for plan in looking:
            errors = _errors(plan)
            if errors and not wish.force:
                steps.clear()
                tell(_refusal(plan, errors, wish))
                refused += 1
                continue
            try:
                written.append(_exported(plan, wish, wanted, steps, several=len(looking.jobs) > 1))
            except UsageError:
                raise
            except CoursewrightError as error:
                looking.errors.append(error)
    tell_written(written, in_full=wish.report == "-")
    if wish.report not in {"", "-"} and written:
        write_report(Path(wish.report), written)
    sys.stdout.flush()
    tell_errors(looking.errors)
    return CANNOT if looking.errors else REFUSED if refused else 0


def list_formats() -> int:
    """Print the platforms and the forms."""
    forms = {one.name: one for one in FORMATS}
    width = max(map(len, [*forms, *(one.name for one in TARGETS)])) + 2
    lines = ["Platforms (--target)"]
    for target in TARGETS:
        version = f" {target.version}" if target.version else ""
        flavour = ", with what Canvas alone understands" if target.flavour == "canvas" else ""
        lines.append(
            f"  {target.name:<{width}}{target.title}: {forms[target.format].title}{version}{flavour}"
        )
    lines += ["", "Forms (--format)"]
    for form in FORMATS:
        versions = f" ({', '.join(form.versions)})" if form.versions else ""
        lines.append(f"  {form.name:<{width}}{form.title}{versions}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _exported(plan: Plan, wish: ExportWish, wanted: Asked, steps: Steps, *, several: bool) -> Written:
    choices = wanted.choices._replace(module=plan.focus.module, weeks=plan.focus.weeks)
    _check_language(plan, choices.language)
    edition = edition_of(plan.course, choices)
    place = _place(wish.output, edition, wanted.form, several=several)
    ledger = Ledger()
    waiting = Waiting(place, wanted.form)
    try:
        waiting.write(exporter_of(wanted.form)(edition, ledger, steps.say))
        if wanted.form.checked:
            steps.say("checking the package")
            _check(waiting.path, place, _minding(wish.target))
        waiting.finish()
    except BaseException:
        waiting.abandon()
        raise
    return Written(place, report_of(edition, ledger, wanted.form))


def _minding(target: str) -> str:
    """Return the platform whose rules a package for a target has to keep; empty for all it is meant for."""
    return "" if target in {"", "scorm"} else target


def _check(path: Path, place: Path, platform: str) -> None:
    """Raise `CoursewrightError` where our own checker finds that a platform would refuse the package."""
    from coursewright.packages.checking import check  # noqa: PLC0415 - not every form is checked

    faults = [one for one in check(path, platform).faults if one.severity == "error"]
    if faults:
        raise CoursewrightError(
            f"`{place.as_posix()}` was not written, because a platform would refuse it: {faults[0].says}",
            "This is a fault of coursewright; please report it with the course.",
        )


def _errors(plan: Plan) -> int:
    findings = plan.report.findings if plan.report is not None else ()
    return sum(1 for one in findings if one.severity is Severity.ERROR)


def _refusal(plan: Plan, errors: int, wish: ExportWish) -> str:
    where = from_here(plan.course.path, Path.cwd())
    path = wish.look.paths[0] if wish.look.paths else Path()
    command = safe(shlex.join(["coursewright", "lint", path.as_posix()]))
    what = "it is" if errors == 1 else "they are"
    return (
        f"{where} has {counted(errors, 'error')}, so it is not exported. `{command}` shows where {what}; "
        "--force exports all the same."
    )


def _check_language(plan: Plan, language: str) -> None:
    """Raise `UsageError` for a language that the course says it is not in."""
    course = plan.course
    home = course.modules[0] if course.implicit and course.modules else course
    said = [tag for tag in (home.settings.language, *home.settings.languages) if tag]
    if language and said and not any(_same(language, tag) for tag in said):
        raise UsageError(
            f"--language: the course is not in `{language}`.", f"Its languages are {', '.join(said)}."
        )


def _same(one: str, other: str) -> bool:
    return one.lower().split("-")[0] == other.lower().split("-")[0]


def _place(output: str, edition: Edition, form: Format, *, several: bool) -> Path:
    """Return where a package goes. Raises `UsageError` where something else is in the way."""
    staff = "-staff" if edition.choices.for_staff and form.name != "guide" else ""
    name = f"{edition.id}{staff}{form.ending_of(edition.choices.version)}"
    given = Path(os.path.expanduser(output)) if output else Path()  # noqa: PTH111 - it never fails
    into = not output or output.endswith(("/", os.sep)) or several
    if form.container == "folder":
        place = given / name if into else given
        refuse_folder(place)
    else:
        place = given / name if into or given.is_dir() else given
    refuse_spec(place)
    return place
