"""A linter and toolkit for course design.

>>> import coursewright
>>> course = coursewright.load("examples/homework-trap/photosynthesis.module.yaml")  # doctest: +SKIP
>>> [finding.code for finding in coursewright.lint(course).findings]  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Loading the room `coursewright.lint` binds that name here: done first, it leaves it to the function below.
from coursewright import lint as _room  # noqa: F401

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.lint.findings import Report
    from coursewright.spec.model import Course

__version__ = "0.1.0"
__all__ = ["__version__", "lint", "load"]


def load(path: str | Path) -> Course:
    """Load a course file with its modules, or a module file as a course of one.

    What is wrong inside the files is in `Course.faults`; a file that cannot be opened raises
    `coursewright.spec.errors.UnreadableInputError`.
    """
    from coursewright.spec.load import load as load_course  # noqa: PLC0415 - importing the package stays cheap

    return load_course(path)


def lint(
    course: Course,
    config: str | Path | None = None,
    *,
    profile: Sequence[str] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    isolated: bool = False,
    today: dt.date | None = None,
) -> Report:
    """Check a course as the command line does.

    Each file follows the nearest `coursewright.yaml` above it, or all of them follow the file `config`, or,
    `isolated`, none. `profile` names profiles; `select` and `ignore` take codes, names and families.

    Raises `coursewright.spec.errors.UsageError` for a word that names no rule or profile, and
    `coursewright.lint.config.document.ConfigError` for a configuration that cannot be followed.
    """
    from coursewright.lint.config.choices import Choices  # noqa: PLC0415 - importing the package stays cheap
    from coursewright.lint.config.policies import Policies  # noqa: PLC0415
    from coursewright.lint.engine import Linter  # noqa: PLC0415
    from coursewright.lint.findings import Report  # noqa: PLC0415
    from coursewright.spec.discover import absolute  # noqa: PLC0415

    given = absolute(config) if config is not None else None
    policies = Policies(
        Choices(tuple(select), tuple(ignore), tuple(profile), config=given, isolated=isolated)
    )
    policies.check_words(source.path for source in course.sources)
    return Report.of([Linter(policies.of, today, excluded=policies.excluded).lint(course)])
