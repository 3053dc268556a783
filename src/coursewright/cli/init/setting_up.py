"""`coursewright init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.cli.asking import can_ask, consented
from coursewright.cli.fence import Fence
from coursewright.cli.init.look import look
from coursewright.cli.init.origin import Origin, host_of, installed_from, origin_named
from coursewright.cli.init.proposals import Proposal, ci_file, configuration, hook_file
from coursewright.cli.init.where_from import asked_origin
from coursewright.cli.patches import shown_patch
from coursewright.cli.rename.renaming import NOT_WRITTEN
from coursewright.cli.terminal import coloured, columns, tell_errors
from coursewright.cli.writing import NewText, unified, write_all
from coursewright.lint.profiles import profiles
from coursewright.reporters.shared.measure import safe, wrap
from coursewright.reporters.shared.paths import folder_from_here, from_here
from coursewright.reporters.shared.style import Paint
from coursewright.spec.discover import absolute, repository_root
from coursewright.spec.errors import UsageError
from coursewright.spec.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.cli.init.look import Look

__all__ = ["InitWish", "run_init"]

_NAMES = {"github": "GitHub", "gitlab": "GitLab"}


class InitWish(NamedTuple):
    """What somebody wants to set up: the words of the command line, as they were typed."""

    folder: Path = Path()
    ci: str = ""
    pre_commit: bool = True
    profile: str = "recommended"
    source: str = ""
    yes: bool = False
    dry_run: bool = False
    force: bool = False


class Place(NamedTuple):
    """The folder to set up, whether it is a repository, the server it is pushed to, and where checks run."""

    root: Path
    is_repository: bool
    host: str
    ci: str


def run_init(wish: InitWish) -> int:
    """Set up checks for a repository of courses, and return the exit code."""
    if not wish.folder.is_dir():
        raise UsageError(f"{_shown(absolute(wish.folder))} is no folder.", "Name the folder of your courses.")
    profiles().chosen((wish.profile,))
    place = _place(wish)
    origin = origin_named(wish.source) if wish.source else installed_from()
    proposals = list(_proposals(place, wish, origin))
    if any(map(_is_open, proposals)) and not wish.yes and not wish.dry_run and can_ask():
        origin = asked_origin()
        proposals = list(_proposals(place, wish, origin))
    configured = proposals[0].file is None
    found = look(place.root, "" if configured else wish.profile)
    _say(f"{_about(place)} {found.told}")
    new = [one.file for one in proposals if one.file is not None]
    _show(proposals, Paint(coloured()))
    tell_errors(found.errors)
    if new and not wish.dry_run and not wish.yes and not consented(f"Write {_named(new)}?"):
        return NOT_WRITTEN
    if wish.dry_run:
        _say("Nothing was written: this was --dry-run.")
    elif new:
        write_all(new, Fence((place.root,)))
        _say(f"Wrote {_named(new)}.")
    else:
        _say("There is nothing to write.")
    _next(list(_steps(new, found)))
    return 0


def _place(wish: InitWish) -> Place:
    folder = absolute(wish.folder)
    repository = repository_root(folder)
    root = repository or folder
    host = host_of(root) if repository is not None else ""
    return Place(root, repository is not None, host, wish.ci or _ci_of(root, host))


def _ci_of(root: Path, host: str) -> str:
    """Return where checks run: what the server is called decides, else the files that are there."""
    if "github" in host:
        return "github"
    if "gitlab" in host or (root / ".gitlab-ci.yml").is_file():
        return "gitlab"
    return "github" if (root / ".github").is_dir() else ""


def _is_open(proposal: Proposal) -> bool:
    """Whether a proposal lacks where coursewright comes from."""
    return "REVISION" in (proposal.file.text if proposal.file is not None else proposal.paste)


def _proposals(place: Place, wish: InitWish, origin: Origin) -> Iterator[Proposal]:
    yield configuration(place.root, wish.profile, force=wish.force)
    if place.ci in _NAMES:
        yield ci_file(place.root, place.ci, place.host, origin, force=wish.force)
    if wish.pre_commit and place.is_repository:
        yield hook_file(place.root, origin)


def _about(place: Place) -> str:
    where = folder_from_here(place.root, Path.cwd())
    start = f"{where[:1].upper()}{where[1:]} is"
    if not place.is_repository:
        return f"{start} in no repository, so it gets no hook for pre-commit."
    if place.ci in _NAMES:
        return f"{start} a repository, and checks are for {_NAMES[place.ci]}."
    if place.ci == "none":
        return f"{start} a repository."
    return (
        f"{start} a repository. Whether it is on GitHub or GitLab cannot be seen: say --ci github or gitlab."
    )


def _show(proposals: Sequence[Proposal], paint: Paint) -> None:
    """Print each file that is to be written, and say of the others why not."""
    for one in proposals:
        sys.stdout.write("\n")
        name = _shown(one.path)
        if one.file is not None and one.file.before is None:
            sys.stdout.write(f"{paint('label', name)}, new:\n\n{_indented(one.file.text)}")
        elif one.file is not None:
            sys.stdout.write(f"{paint('label', name)}, changed:\n\n")
            sys.stdout.write(shown_patch(unified([one.file], Path.cwd()), paint))
        else:
            _say(f"{name} {one.stays}.{' The lines to add there:' if one.paste else ''}")
            if one.paste:
                sys.stdout.write(f"\n{_indented(one.paste)}")
    sys.stdout.write("\n")
    sys.stdout.flush()


def _indented(text: str) -> str:
    return "".join(f"    {safe(line)}\n" for line in text.splitlines())


def _steps(new: Sequence[NewText], found: Look) -> Iterator[str]:
    """Yield what comes next."""
    if any("REVISION" in file.text for file in new):
        yield (
            "The capitals stand for where coursewright is kept: HOST is the server, OWNER whose it is there, "
            "REVISION a version of it. Fill them in, or let "
            "`coursewright init --source https://HOST/OWNER/coursewright@REVISION` do it."
        )
    if found.failing:
        number, files = counted(found.findings, "finding"), counted(found.files, "file")
        yield (
            f"`coursewright lint` reports {number} in {files}, and fails. `coursewright baseline create` "
            "freezes what is there, so that checks fail only for what is new."
        )
    elif not found.any and not found.errors:
        yield "`coursewright new course` or `coursewright new module` makes a spec to start with."
    if any(file.path.name == ".pre-commit-config.yaml" for file in new):
        yield "`pre-commit install`, once on each machine, lets the hook run before each commit."
    if new:
        yield "Commit what was written."


def _next(steps: Sequence[str]) -> None:
    if not steps:
        return
    sys.stdout.write("\nNext:\n")
    for number, step in enumerate(steps, 1):
        first, *more = wrap(step, columns() - 5)
        sys.stdout.write(f"  {number}. {first}\n{''.join(f'     {line}{chr(10)}' for line in more)}")


def _named(files: Sequence[NewText]) -> str:
    return listed([_shown(file.path) for file in files])


def _say(line: str) -> None:
    sys.stdout.write("".join(f"{part}\n" for part in wrap(line, columns())))


def _shown(path: Path) -> str:
    return from_here(path, Path.cwd())
