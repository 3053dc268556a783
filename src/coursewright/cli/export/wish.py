"""What an export was asked for, checked before anything is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.given import source_date
from coursewright.cli.look.looking import starting
from coursewright.exporters.choices import UNDATED, Choices
from coursewright.exporters.formats import FORMATS, TARGETS, Format, format_named, target_named
from coursewright.spec.calendars import zone_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from typing import Literal

    from coursewright.cli.look.looking import Wish
    from coursewright.spec.occasion import Occasion

__all__ = ["Asked", "ExportWish", "asked"]

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[\w.~-]{1,80}")
_FLAVOURS = ("generic", "canvas")


class ExportWish(NamedTuple):
    """The words of the command line, as they were typed."""

    look: Wish
    target: str = ""
    form: str = ""
    output: str = ""
    zone: str = ""
    language: str = ""
    drafts: bool = False
    instructor: bool = False
    version: str = ""
    flavour: str = ""
    org: str = ""
    run: str = ""
    report: str = ""
    force: bool = False


class Asked(NamedTuple):
    """The form of the package, and what shapes it beside the module and the weeks."""

    form: Format
    choices: Choices
    occasion: Occasion


def asked(wish: ExportWish) -> Asked:
    """Return what a wish means. Raises `UsageError` for words that mean nothing, with what would."""
    form, version, flavour = _form(wish)
    if wish.zone and zone_of(wish.zone) is None:
        raise UsageError(f"--time-zone: `{wish.zone}` is no time zone.", "Write it as Europe/Madrid.")
    if wish.language and _TAG.fullmatch(wish.language) is None:
        raise UsageError(f"--language: `{wish.language}` is no language.", "Write it as es or pt-BR.")
    for option, value in (("--org", wish.org), ("--run", wish.run)):
        if value and form.name != "olx":
            raise UsageError(f"{option} is for Open edX.", "Add `--target openedx`, or leave it out.")
        if value and _NAME.fullmatch(value) is None:
            raise UsageError(f"{option}: `{value}` is no name for Open edX.", "Use letters, digits, - and _.")
    if wish.instructor and form.room == "scorm":
        raise UsageError(
            "A SCORM package is for students alone.",
            "For staff, export `--target site --instructor`, or `--format guide`.",
        )
    choices = Choices(
        reader="staff" if wish.instructor or form.name == "guide" else "learners",
        drafts=wish.drafts,
        language=wish.language,
        version=version,
        flavour=flavour,
        org=wish.org,
        run=wish.run,
        made=source_date() or UNDATED,
    )
    run = starting(wish.look.starts)
    return Asked(
        form, choices, run._replace(anew=run.starts is not None, zone=wish.zone, language=wish.language)
    )


def _form(wish: ExportWish) -> tuple[Format, str, Literal["generic", "canvas"]]:
    """Return the form, its version and its flavour."""
    if wish.target and wish.form:
        raise UsageError("--target and --format both say the form.", "Keep one of them.")
    if wish.target:
        target = target_named(wish.target)
        form, version, flavour = format_named(target.format), target.version, target.flavour
    else:
        form, version, flavour = _named_or_guessed(wish), "", "generic"
    if wish.flavour:
        if form.name != "imscc" or wish.flavour not in _FLAVOURS:
            raise UsageError("--flavour is `generic` or `canvas`, of a cartridge.", "Add `--format imscc`.")
        flavour = "canvas" if wish.flavour == "canvas" else "generic"
    if wish.version and wish.version not in form.versions:
        known = " or ".join(form.versions)
        raise UsageError(
            f"--format-version: {form.title} has no version `{wish.version}` here.",
            f"Write {known}." if known else "Leave it out.",
        )
    return form, wish.version or version or form.version, flavour


def _named_or_guessed(wish: ExportWish) -> Format:
    if wish.form:
        return format_named(wish.form)
    guessed = [one for one in FORMATS if one.container != "folder" and wish.output.endswith(one.ending)]
    if len(guessed) == 1:
        return guessed[0]
    names = ", ".join(one.name for one in TARGETS)
    raise UsageError("For which platform?", f"Add `--target` with one of {names}; `--list` says more.")
