"""The page that lists what packages are checked for, made from the table of checks."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from coursewright.packages.catalogue import families
from coursewright.reporters.packages.listing import who_minds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.catalogue import Check, Family

HEAD = """\
# What packages are checked for

`coursewright check-package FILE` looks for the faults below in Common Cartridges, Moodle backups, SCORM
packages and Open edX courses, whoever made them. [Platform by platform](platforms.md) says what is behind
them, and how sure that is.

An **error** means that a platform which the package is meant for refuses it, or loses something; the command
then exits with 1. A **warning** is worth a look, an **info** is good to know. What is minded only by
platforms that a package is not meant for weighs less: a cartridge that Canvas exported is judged for Canvas,
a plain one for everybody. `--target` judges for one platform alone.

What stands in braces is filled in for the place that is meant. Each code keeps its meaning.
"""
_WIDTH = 120


def checks_page() -> str:
    """Return the page, family by family."""
    return "\n".join([HEAD, *(line for family in families() for line in _family(family))])


def _family(family: Family) -> Iterator[str]:
    yield from (f"## {family.title}", "", family.about, "")
    for check in family.checks:
        yield from _check(check)


def _check(check: Check) -> Iterator[str]:
    yield from (f"### {check.code} {check.name}", "")
    yield from _wrapped(f"{check.title}. *{check.severity}; minded by {who_minds(check)}*")
    yield from ("", *(f"> {line}" for line in _wrapped(check.says)), "")
    # What is wholly filled in at the place says nothing here.
    yield from _wrapped(" ".join(text for text in (check.why, check.do) if not text.startswith("{")))
    yield ""


def _wrapped(text: str) -> list[str]:
    spelt = text.replace("{{", "{").replace("}}", "}")
    return wrap(spelt, _WIDTH, break_long_words=False, break_on_hyphens=False) or ["It is said at the place."]
