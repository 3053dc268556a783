"""What a configuration starts from: a file, or the preset of an installed package."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.config.contents import PATHS_COUNT
from coursewright.spec.file_faults import FileFault, did_you_mean

if TYPE_CHECKING:
    from coursewright.spec.nodes import Scalar

PRESETS = "coursewright.presets"
"""The entry-point group of presets: each names a package that holds a `coursewright.yaml`."""

_PATH = re.compile(r"[/\\]|\.ya?ml$")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_preset(word: str) -> bool:
    """Whether an entry of `extends` names a preset, not a file."""
    return _PATH.search(word) is None


def extended_file(node: Scalar, path: Path, trail: tuple[str, ...], faults: list[FileFault]) -> Path | None:
    """Return the file that an entry of `extends` in the file at `path` stands for, or None and a fault.

    `trail` are the real paths of those that led there.
    """
    found = _preset(node, faults) if is_preset(node.text) else _file(node, path.parent, faults)
    if found is None:
        return None
    real, this = os.path.realpath(found), os.path.realpath(path)
    if real not in {this, *trail}:
        return found
    said = "is this very file" if real == this else "extends this file in turn"
    hint = "Break the circle: delete one of the `extends`."
    faults.append(FileFault.at(node, f"`{node.text}` {said}.", hint))
    return None


def _file(node: Scalar, folder: Path, faults: list[FileFault]) -> Path | None:
    if _URL.match(node.text):
        message = f"`{node.text}` is a web address, and only files and presets can be extended."
        faults.append(FileFault.at(node, message, "Save it beside this file, and name that."))
        return None
    wanted = os.path.normpath(folder / os.path.expanduser(node.text))  # noqa: PTH111 - it never raises
    if os.path.isfile(wanted):  # noqa: PTH113 - nor does this
        return Path(wanted)
    faults.append(FileFault.at(node, f"There is no file `{node.text}` to extend.", PATHS_COUNT))
    return None


def _preset(node: Scalar, faults: list[FileFault]) -> Path | None:
    from importlib import metadata, resources  # noqa: PLC0415 - slow, and only for presets

    points = {point.name: point for point in metadata.entry_points(group=PRESETS)}
    point = points.get(node.text)
    if point is None:
        hint = did_you_mean(node.text, sorted(points)) if points else "Install the package that has it."
        message = f"No installed package ships a preset `{node.text}`."
        faults.append(FileFault.at(node, message, f"{hint} A path has a slash, or ends in .yaml."))
        return None
    try:
        found = resources.files(point.value).joinpath("coursewright.yaml")
    except Exception as error:  # noqa: BLE001 - whatever another's package does on import
        message = f"The preset `{node.text}` names `{point.value}`, which cannot be imported ({error})."
        faults.append(FileFault.at(node, message, "Mend that package, or uninstall it."))
        return None
    path = Path(str(found))
    if path.is_file():
        return path
    message = f"The preset `{node.text}` names `{point.value}`, which holds no coursewright.yaml."
    faults.append(FileFault.at(node, message, "Mend that package, or uninstall it."))
    return None
