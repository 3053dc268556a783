"""`--changed-since`: which courses have to do with files that changed, as git knows them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.git import GitRefusalError, NoRepositoryError, ask_git
from coursewright.reporters.shared.paths import folder_from_here
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.lint.runs.sweep import Outcome
    from coursewright.spec.discover import Job

_ASKER = "--changed-since"
_WANTED = "Give a branch, a tag or a commit of this repository."


def changed(revision: str, folder: Path) -> frozenset[str]:
    """Return the absolute paths of all that changed since a revision branched off, and of what is new.

    Raises `UsageError` where there is no git, no repository, or no such revision.
    """
    root = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    if revision.startswith("-"):
        raise UsageError(f"--changed-since: `{revision}` is no revision.", _WANTED)
    try:
        start = _git(folder, "merge-base", "--", revision, "HEAD").strip()
    except UsageError:
        start = _commit(folder, revision)
    names = _git(root, "diff", "--name-only", "--no-renames", "-z", start, "--")
    names += _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(str(root / name) for name in names.split("\0") if name)


def _commit(folder: Path, revision: str) -> str:
    try:
        return _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    except UsageError as error:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "true":
            raise
        hint = "This clone is shallow. Fetch the whole history, in GitHub Actions with `fetch-depth: 0`."
        raise UsageError(error.message, hint) from None


def only_changed(
    outcomes: Iterator[tuple[Job, Outcome]], paths: frozenset[str]
) -> Iterator[tuple[Job, Outcome]]:
    """Yield the outcomes that anything changed had a part in; all of them are found all the same."""
    known: dict[str, str] = {}

    def real(path: str) -> str:
        if path not in known:
            known[path] = str(Path(path).resolve())
        return known[path]

    wanted = {real(path) for path in paths}
    # A spec that is gone left its trace only in the folder that was looked through.
    gone = (path for path in paths if path.endswith((".yaml", ".yml")) and not os.path.lexists(path))
    emptier = {real(os.path.dirname(path)) for path in gone}  # noqa: PTH120 - these are texts
    for job, outcome in outcomes:
        if outcome.errors or any(
            real(path) in (emptier if stamp.startswith("@") else wanted)
            for path, stamp in outcome.evidence.items()
        ):
            yield job, outcome


def _git(folder: Path, *words: str) -> str:
    try:
        return ask_git(folder, *words, asker=_ASKER).decode("utf-8", "surrogateescape")
    except NoRepositoryError:
        where = folder_from_here(folder, Path.cwd())
        message = f"{_ASKER}: {where} is in no git repository, so nobody knows what changed."
        raise UsageError(message, "Run it on a checkout, or leave the option out.") from None
    except GitRefusalError as error:
        raise UsageError(f"{_ASKER}: git says: {error.message}.", _WANTED) from None
