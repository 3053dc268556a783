"""What configurations pass over while files are looked for, before anything else of them is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.discover import is_root

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.config.choices import Choices
    from coursewright.lint.config.policies import Policies

NAMES = ("coursewright.yaml", "coursewright.yml")
_TELLING = (b"exclude", b"extends")
"""A configuration without these words excludes nothing; reading one takes longer than checking a spec."""


class Excludes:
    """Tells which files and folders that nobody named are passed over."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._telling: dict[Path, bool] = {}
        self._policies: Policies | None = None

    def __call__(self, path: Path) -> bool:
        """Whether a file or folder is passed over."""
        if not self._may_tell(path.parent):
            return False
        if self._policies is None:
            from coursewright.lint.config.policies import Policies  # noqa: PLC0415

            self._policies = Policies(self._choices)
        return self._policies.excluded(path)

    def _may_tell(self, folder: Path) -> bool:
        known = self._telling.get(folder)
        if known is None:
            known = self._telling[folder] = self._look(folder)
        return known

    def _look(self, folder: Path) -> bool:
        if self._choices.isolated:
            return False
        if self._choices.config is not None:
            return True
        for name in NAMES:
            file = folder / name
            if file.is_file():
                try:
                    data = file.read_bytes()
                except OSError:
                    return True
                return any(word in data for word in _TELLING)
        if folder == folder.parent or is_root(folder):
            return False
        return self._may_tell(folder.parent)
