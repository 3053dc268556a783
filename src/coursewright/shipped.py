"""Folders that ship with the package: worked examples, and the templates new courses start from."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

Folder: TypeAlias = Literal["examples", "course_templates"]

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def shipped(name: Folder) -> Path:
    """Return a folder that ships with coursewright, from a wheel, an editable install or a checkout alike.

    Raises `FileNotFoundError` where an installation has lost it.
    """
    for folder in (_PACKAGE / "_shipped" / name, _CHECKOUT / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"This installation of coursewright has lost its {name}; install it again.")
