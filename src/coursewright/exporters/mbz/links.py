"""How texts in Moodle name files and other activities; a restore turns both into addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.mbz.outline import Outline
    from coursewright.exporters.prose.assets import Asset

__all__ = ["MoodleLinks"]


class MoodleLinks:
    """Writes addresses into texts."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline

    def asset(self, asset: Asset) -> str:
        """Return the address of a file of the area that the text belongs to."""
        return f"@@PLUGINFILE@@/{asset.name}"

    def entry(self, key: str) -> str | None:
        """Return the address of an activity. Labels have no page, and nobody is led to what is hidden."""
        activity = self._outline.by_key.get(key)
        if activity is None or activity.kind == "label" or activity.hidden:
            return None
        return f"$@{activity.kind.upper()}VIEWBYID*{activity.number}@$"
