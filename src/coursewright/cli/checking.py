"""Checking for a command that wants the findings themselves, not a report of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.cli.given import today
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.document import ConfigError
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Run
from coursewright.lint.select import split_words
from coursewright.lint.silence.baselines import Baselines
from coursewright.spec.file_faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.lint.silence.baselines import Found, Hold


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
        """Return where the baseline is that is about the files of a folder, as `named` or the nearest.

        Raises `ConfigError` as `named` does.
        """
        return self.named(folder) or self._baselines.at(folder)

    def named(self, folder: Path) -> Found | None:
        """Return the baseline that the configuration of a folder names.

        Raises `ConfigError` where that cannot be followed, and where it wants none.
        """
        said = self._policies.applied(folder).layer.said("baseline")
        named = self._policies.baseline(folder)
        if named != "off":
            return named
        assert said is not None  # noqa: S101 - it says `off`
        message = "This configuration wants no baseline, so none would be read here."
        raise ConfigError([FileFault.at(said, message, "Leave the key out, or name a file.")])
