"""Whether a source is a lesson of the Carpentries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.pages import only_folder

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["config_of", "recognises"]

_CARPENTRY = re.compile(r"^carpentry[ \t]*:", re.MULTILINE)
_CONFIGS = ("config.yaml", "_config.yml", "config.yml", "_config.yaml")
_FOLDERS = ("episodes/", "_episodes/", "_episodes_rmd/")
_LARGEST = 200_000


def config_of(source: Source) -> str:
    """Return the name of the lesson's settings, at the top or in the one folder there; empty for none."""
    for folder in ("", only_folder(source)):
        for name in _CONFIGS:
            size = source.sizes.get(f"{folder}{name}", _LARGEST)
            if size >= _LARGEST or not _has_episodes(source, folder):
                continue
            if _CARPENTRY.search(source.text(f"{folder}{name}")):
                return f"{folder}{name}"
    return ""


def recognises(source: Source) -> bool:
    """Say whether settings name a carpentry, and episodes lie beside them."""
    return config_of(source) != ""


def _has_episodes(source: Source, folder: str) -> bool:
    starts = tuple(f"{folder}{one}" for one in _FOLDERS)
    return any(one.startswith(starts) and one.lower().endswith(("md", ".ipynb")) for one in source.sizes)
