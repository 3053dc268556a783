"""`coursewright export`: gate, write, check, and tell what was kept."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.export.places import place_of, refuse_one_file
from coursewright.cli.export.placing import Waiting
from coursewright.cli.export.told import Written, tell_written, write_report
from coursewright.cli.export.untranslated import untranslated
from coursewright.cli.export.wish import Asked, ExportWish, asked
from coursewright.cli.guard import CANNOT
from coursewright.cli.lint.outputs import refuse_spec
from coursewright.cli.look.looking import Looking
from coursewright.cli.status_line import StatusLine
from coursewright.cli.terminal import tell, tell_errors
from coursewright.design.contents import as_written
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.fidelity.report import report_of
from coursewright.exporters.fidelity.tamed_files import note_tamed_files
from coursewright.exporters.formats import FORMATS, TARGETS, exporter_of
from coursewright.lint.severity import Severity
from coursewright.reporters.shared.measure import safe
from coursewright.reporters.shared.paths import from_here
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.values import language_of
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.views.plan import Plan

__all__ = ["ExportWish", "list_formats", "run_export"]

REFUSED = 1


def run_export(wish: ExportWish) -> int:
    """Export the course or courses of a path; return the exit code.

    Packages of several courses appear one after the other: what is wrong with one keeps none of the others.
    """
    wanted = asked(wish)
    report = _report_file(wish.report)
    looking = Looking(wish.look._replace(occasion=wanted.occasion))
    several = len(looking.jobs) > 1
    if several:
        refuse_one_file(wish.output, wanted.form, wanted.choices.version)
    written: list[Written] = []
    refusals: list[str] = []
    taken: dict[Path, str] = {}
    with StatusLine() as steps:
        for plan in looking:
            errors = _errors(plan)
            if errors and not wish.force:
                refusals.append(_refusal(plan, errors, wish, several=several))
                continue
            try:
                written.append(_exported(plan, wish, wanted, steps, taken, several=several))
            except CoursewrightError as error:
                looking.errors.append(_of_course(error, plan) if several else error)
    tell_written(written, wish.target, in_full=wish.report == "-")
    if report is not None and written:
        write_report(report, written)
    sys.stdout.flush()
    for refusal in refusals:
        tell(refusal)
    tell_errors(looking.errors)
    return CANNOT if looking.errors else REFUSED if refusals else 0


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


def _report_file(name: str) -> Path | None:
    """Return where the report goes, None for standard output. Raises `UsageError` for the name of a spec."""
    if name in {"", "-"}:
        return None
    path = Path(os.path.expanduser(name))  # noqa: PTH111 - it never fails
    refuse_spec(path)
    return path


def _exported(
    plan: Plan, wish: ExportWish, wanted: Asked, steps: StatusLine, taken: dict[Path, str], *, several: bool
) -> Written:
    """Write the package of one course; `taken` are those of other courses in this run, and of which."""
    choices = wanted.choices._replace(module=plan.focus.module, weeks=plan.focus.weeks)
    _check_language(plan, choices.language)
    edition = edition_of(plan.course, choices)
    place = place_of(wish.output, edition, wanted.form, several=several)
    _take(place, plan, wish, taken)
    ledger = Ledger()
    waiting = Waiting(place, wanted.form)
    try:
        waiting.write(exporter_of(wanted.form)(edition, ledger, steps.say))
        note_tamed_files(edition, wanted.form.room, ledger)
        if wanted.form.checked:
            steps.say("checking the package")
            _check(waiting.path, place, _minding(wish.target))
        waiting.finish()
    except BaseException:
        waiting.abandon()
        raise
    report = report_of(edition, ledger, wanted.form)
    return Written(
        place,
        report,
        choices,
        dated=_dated(edition),
        open_places=_open_places(plan),
        untranslated=untranslated(plan.course, choices.language) if choices.language else 0,
    )


def _take(place: Path, plan: Plan, wish: ExportWish, taken: dict[Path, str]) -> None:
    """Note whose a place is. Raises `UsageError` where it is that of another course, or of the report."""
    real = Path(os.path.realpath(place))
    report = _report_file(wish.report)
    if report is not None and real == Path(os.path.realpath(report)):
        raise UsageError(f"`{place.as_posix()}` would be the package and the report.", "Rename one of them.")
    here = from_here(plan.course.path, Path.cwd())
    if taken.setdefault(real, here) != here:
        raise UsageError(
            f"Its package would be `{place.as_posix()}`, like that of {taken[real]}.",
            "Export it alone, with a name of its own after `-o`.",
        )


def _of_course(error: CoursewrightError, plan: Plan) -> CoursewrightError:
    """Say in an error which course it is about."""
    error.message = f"{from_here(plan.course.path, Path.cwd())}: {error.message}"
    return error


def _dated(edition: Edition) -> bool:
    """Whether a time in an edition has a date, or there is none that could have one."""
    moments = [at for one in edition.entries for at in (one.opens, one.due) if at is not None]
    return not moments or any(at.date is not None for at in moments)


def _open_places(plan: Plan) -> int:
    """Return how many places of the plan are marked TODO."""
    findings = plan.report.findings if plan.report is not None else ()
    return sum(1 for one in findings if one.code == "SPC004")


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


def _refusal(plan: Plan, errors: int, wish: ExportWish, *, several: bool) -> str:
    where = from_here(plan.course.path, Path.cwd())
    path = where if several or not wish.look.paths else wish.look.paths[0].as_posix()
    command = safe(shlex.join(["coursewright", "lint", path]))
    what = "it is" if errors == 1 else "they are"
    return (
        f"{where} has {counted(errors, 'error')}, so it is not exported. `{command}` shows where {what}; "
        "--force exports all the same."
    )


def _check_language(plan: Plan, language: str) -> None:
    """Raise `UsageError` for a language that the course says it is not in."""
    course = plan.course
    home = as_written(course)
    said = [tag for tag in (home.settings.language, *home.settings.languages) if tag]
    if language and said and language_of(language) not in map(language_of, said):
        raise UsageError(
            f"--language: the course is not in `{language}`.", f"Its languages are {', '.join(said)}."
        )
