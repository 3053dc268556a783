"""What specs a folder has, and what is found in them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.given import today
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Checker
from coursewright.lint.silence.baselines import Baselines, hide
from coursewright.spec.discover import plan
from coursewright.spec.errors import CoursewrightError, NothingToCheckError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Look", "look"]


class Look(NamedTuple):
    """How many specs there are, in which languages and with which support, and what is found in them.

    `modules` stand in courses, `alone` in none. Of the `findings`, those that are `failing` fail a run.
    """

    courses: int
    modules: int
    alone: int
    languages: tuple[str, ...]
    models: tuple[str, ...]
    findings: int
    failing: int
    files: int
    errors: tuple[CoursewrightError, ...]

    @property
    def any(self) -> bool:
        """Whether there is a spec."""
        return bool(self.courses or self.alone)

    @property
    def told(self) -> str:
        """What there is, in a sentence."""
        if not self.any:
            return "There is no spec here yet."
        courses = f"{counted(self.courses, 'course')} with {counted(self.modules, 'module')}"
        alone = f"{counted(self.alone, 'module')}{' in no course' if self.courses else ''}"
        what = " and ".join([courses] * bool(self.courses) + [alone] * bool(self.alone))
        be = "is" if (self.courses or self.alone) == 1 else "are"
        languages = f", in {listed(self.languages)}" if self.languages else ", in no language that they name"
        models = f"; support is {listed(self.models)}" if self.models else ""
        return f"There {be} {what}{languages}{models}."


def look(folder: Path, profile: str) -> Look:
    """Check all specs of a folder; `profile` is the one to go by, empty for what is configured there."""
    policies = Policies(Choices(profile=(profile,) if profile else ()))
    linter = Linter(
        policies.of,
        today(None),
        excluded=policies.excluded,
        hold=partial(hide, of=Baselines(policies.baseline).of),
    )
    checker = Checker(linter)
    try:
        planned = plan((folder,), policies.excluded)
    except NothingToCheckError:
        return Look(0, 0, 0, (), (), 0, 0, 0, ())
    courses = modules = alone = findings = failing = 0
    languages: Counter[str] = Counter()
    models: Counter[str] = Counter()
    files: set[Path] = set()
    for job in planned.jobs:
        for report, course in checker.courses(job):
            courses += report.is_course
            modules += report.modules * (not course.implicit)
            alone += report.modules * course.implicit
            findings += len(report.findings)
            failing += report.failing
            files |= {finding.mark.path for finding in report.findings}
            settings = [module.settings for module in course.modules]
            languages.update(one.language for one in settings if one.language)
            models.update(one.support_model for one in settings if one.support_model)
    errors = tuple({str(error): error for error in (*planned.errors, *checker.errors)}.values())
    return Look(
        courses, modules, alone, _usual(languages), _usual(models), findings, failing, len(files), errors
    )


def _usual(counts: Counter[str]) -> tuple[str, ...]:
    """Return what was counted, the commonest first."""
    return tuple(word for word, _ in counts.most_common())
