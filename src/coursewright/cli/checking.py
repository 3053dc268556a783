"""Checking for a command that wants the findings themselves, not a report of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.lint import today
from coursewright.lint.baselines import Baselines
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.run import Run
from coursewright.lint.select import split_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.lint.baselines import Found, Hold


class Checks:
    """Checks paths by the configurations above them, and has what is found in each course held."""

    def __init__(self, profile: Sequence[str] = ()) -> None:
        self._policies = Policies(Choices(profile=tuple(split_words(profile))))
        self._baselines = Baselines(self._policies.baseline)

    def __call__(self, paths: Sequence[Path], hold: Hold) -> Run:
        """Plan a run over files and folders. Raise `NothingToCheckError` where they hold no spec."""
        linter = Linter(self._policies.of, today(None), excluded=self._policies.excluded, hold=hold)
        return Run.of_paths(paths, linter, self._policies.excluded)

    def baseline(self, folder: Path) -> Found | None:
        """Return where the baseline is that is about the files of a folder."""
        return self._baselines.at(folder)
