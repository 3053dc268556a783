"""The files that `coursewright init` proposes, and what becomes of those that are there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from coursewright.cli.init.insertion import with_hook, with_job
from coursewright.cli.init.origin import UNKNOWN, Origin
from coursewright.cli.writing import NewText
from coursewright.lint.config.editors import config_for_editors
from coursewright.lint.config.excludes import NAMES
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.text_input import decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Proposal", "ci_file", "configuration", "hook_file", "template"]

_FOLDER = Path(__file__).parent / "files"
_WORKFLOWS = Path(".github") / "workflows"
_PIPELINE = ".gitlab-ci.yml"
_HOOKS = ".pre-commit-config.yaml"
_WORD = "coursewright"


class Proposal(NamedTuple):
    """A file that is to be written; or why it stays, with the lines to paste where it should not."""

    path: Path
    file: NewText | None = None
    stays: str = ""
    paste: str = ""


def template(name: str) -> str:
    """Return the text of one of the files that come along."""
    return (_FOLDER / name).read_text("utf-8")


def configuration(root: Path, profile: str, *, force: bool) -> Proposal:
    """Propose the configuration of a folder."""
    there = next((root / name for name in NAMES if os.path.lexists(root / name)), None)
    address = str(config_for_editors(())["$id"])
    text = template("coursewright.yaml").replace("SCHEMA", address).replace("PROFILE", profile)
    return _own(there or root / NAMES[0], text, root, force=force)


def ci_file(root: Path, where: str, host: str, origin: Origin, *, force: bool) -> Proposal:
    """Propose what makes a server check the courses: `where` is github or gitlab, `host` its name."""
    if where == "gitlab":
        return _pipeline(root, origin)
    # An action can be taken from the server that runs it, and from github.com.
    action = not origin.known or origin.host in {"github.com", host}
    text = origin.filled(template("github.yml" if action else "github-pip.yml"))
    running = next((path for path in _workflows(root) if _WORD in _text_of(path)), None)
    path = running or root / _WORKFLOWS / "courses.yml"
    if running is None and os.path.lexists(path):
        path = path.with_name("coursewright.yml")
    ours = running is None or running.name in {"courses.yml", "coursewright.yml"}
    return _own(path, text, root, origin, force=force and ours)


def hook_file(root: Path, origin: Origin) -> Proposal:
    """Propose what makes pre-commit check the courses."""
    path = root / _HOOKS
    text = origin.filled(template("pre-commit.yaml"))
    if not os.path.lexists(path):
        return _own(path, text, root)
    (entry,) = yaml.safe_load(text)["repos"]
    lines = text.partition("\n")[2]
    return _joined(path, root, lambda before: with_hook(before, path, entry), lines, origin)


def _pipeline(root: Path, origin: Origin) -> Proposal:
    path = root / _PIPELINE
    text = origin.filled(template("gitlab.yml"))
    if not os.path.lexists(path):
        return _own(path, text, root)
    return _joined(path, root, lambda before: with_job(before, text), text, origin)


def _own(path: Path, text: str, root: Path, origin: Origin = UNKNOWN, *, force: bool = False) -> Proposal:
    """Propose a file that is ours alone."""
    if not _is_inside(path, root):
        return Proposal(path, stays="leads out of the repository, and stays as it is")
    before = _read(path)
    if before is not None and (filled := origin.filled(before)) != before:
        return Proposal(path, NewText(path, filled, before))
    if before is None:
        if os.path.lexists(path):
            return Proposal(path, stays="cannot be read, and stays as it is")
        return Proposal(path, NewText(path, text))
    if before == text or not force:
        return Proposal(path, stays="is there already, and stays as it is")
    return Proposal(path, NewText(path, text, before))


def _joined(
    path: Path, root: Path, joined: Callable[[str], str | None], lines: str, origin: Origin
) -> Proposal:
    """Propose an entry in a file of another tool, or the lines to paste into it."""
    before = _read(path) if _is_inside(path, root) else None
    if before is None:
        return Proposal(path, stays="cannot be changed here, and stays as it is", paste=lines)
    if (filled := origin.filled(before)) != before:
        return Proposal(path, NewText(path, filled, before))
    if _WORD in before:
        return Proposal(path, stays=f"speaks of {_WORD} already, and stays as it is")
    if not origin.known:  # what works now is not to fail for an address that is still missing
        return Proposal(
            path, stays="stays as it is, until it is known where coursewright comes from", paste=lines
        )
    after = joined(before)
    if after is None:
        return Proposal(
            path, stays="stays as it is: nobody can tell where to put this without harm", paste=lines
        )
    return Proposal(path, NewText(path, after, before))


def _workflows(root: Path) -> list[Path]:
    try:
        names = sorted((root / _WORKFLOWS).iterdir())
    except OSError:
        return []
    return [path for path in names if path.suffix in {".yml", ".yaml"}]


def _text_of(path: Path) -> str:
    return _read(path) or ""


def _read(path: Path) -> str | None:
    """Return the text of a file; None where there is none, or it is no text."""
    if not os.path.lexists(path):
        return None
    try:
        source, fault = decode(path, read_bytes(path))
    except UnreadableInputError:
        return None
    return source.text if fault is None else None


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a file stands in a folder also where links lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
