"""How far a long run has come."""

from __future__ import annotations

from coursewright.cli.status_line import StatusLine


class Progress(StatusLine):
    """Counts courses on standard error, where there is more than one."""

    def __init__(self, total: int) -> None:
        super().__init__(wanted=total > 1)
        self._total = total
        self._done = 0

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        self.say(f"{self._done:,} of {self._total:,} courses and modules checked")
