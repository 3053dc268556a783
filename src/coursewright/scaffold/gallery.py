"""Where templates are: those that ship with us, those of installed packages, and folders of one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.scaffold.describe import DESCRIBED, PARTS, read_template
from coursewright.shipped import shipped
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.wording import closest, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.scaffold.model import Template

OURS = "coursewright"
DOOR = "coursewright.templates"
"""The entry-point group; each value names a package with folders of templates."""


class Shelf(NamedTuple):
    """A folder of templates, and where it comes from."""

    folder: Path
    origin: str


class Gallery(NamedTuple):
    """All templates there are, and what is wrong with those that cannot be used."""

    templates: tuple[Template, ...]
    broken: tuple[CoursewrightError, ...]


def templates(makes: str = "") -> list[Template]:
    """Return the templates that can be used; of those that make one thing, if it is named."""
    return [one for one in gallery().templates if not makes or one.makes == makes]


def gallery() -> Gallery:
    """Return all templates, ours first, each by its name, and what is wrong with the others."""
    found: dict[str, Template] = {}
    shelves, broken = _shelves()
    for shelf in shelves:
        for folder in _folders(shelf.folder):
            try:
                template = read_template(folder, shelf.origin)
            except CoursewrightError as error:
                broken.append(error)
                continue
            other = found.setdefault(template.name, template)
            if other is not template:
                said = (
                    f"The template `{template.name}` of {shelf.origin} has the name of one of {other.origin}."
                )
                broken.append(CoursewrightError(said, f"Name it by its folder, {folder}."))
    return Gallery(tuple(found.values()), tuple(broken))


def find(name_or_path: str) -> Template:
    """Return the template of that name, those of parts included, or in that folder.

    Raises `UsageError` for a name that no template has, and `TemplateError` for a template that is broken.
    """
    path = Path(name_or_path)
    if _is_word(name_or_path):
        for shelf in _shelves()[0]:
            for folder in _folders(shelf.folder):
                if folder.name == name_or_path:
                    return read_template(folder, shelf.origin)
        if (shipped("course_templates") / PARTS / name_or_path / DESCRIBED).is_file():
            return part(name_or_path)
    if (path / DESCRIBED).is_file():
        return read_template(path)
    if path.name == DESCRIBED and path.is_file():
        return read_template(path.parent)
    if name_or_path and path.is_dir():
        hint = f"A template is a folder with a `{DESCRIBED}`; docs/templates.md says what goes into it."
        raise UsageError(f"There is no template in {name_or_path}.", hint)
    names = [one.name for one in templates()]
    near = closest(path.name.lower(), names)
    hint = f"Did you mean `{near}`?" if near else f"There are {listed(names)}; or name a folder."
    raise UsageError(f"There is no template `{name_or_path}`.", hint)


def part(name: str) -> Template:
    """Return the template that makes a part where none is named, such as `task`."""
    return read_template(shipped("course_templates") / PARTS / name, OURS)


def parts() -> list[Template]:
    """Return the templates that make parts, those that are taken where none is named."""
    return [part(folder.name) for folder in _folders(shipped("course_templates") / PARTS)]


def _is_word(name: str) -> bool:
    return "/" not in name and "\\" not in name and not name.startswith(".")


def _folders(shelf: Path) -> Iterator[Path]:
    """Yield the folders of a shelf that hold a template; what begins with `_` or `.` is none."""
    if not shelf.is_dir():
        return
    for folder in sorted(shelf.iterdir()):
        if folder.name[:1] not in "_." and (folder / DESCRIBED).is_file():
            yield folder


def _shelves() -> tuple[list[Shelf], list[CoursewrightError]]:
    shelves, broken = installed()
    return [Shelf(shipped("course_templates"), OURS), *shelves], list(broken)


@lru_cache(maxsize=1)
def installed() -> tuple[tuple[Shelf, ...], tuple[CoursewrightError, ...]]:
    """Return the folders that installed packages bring, and those packages whose folder is not there.

    A package is found without being imported, so that none of its code runs.
    """
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow, and only templates need it

    shelves: list[Shelf] = []
    broken: list[CoursewrightError] = []
    for point in sorted(entry_points(group=DOOR), key=lambda one: (one.name, one.value)):
        origin = point.dist.name if point.dist is not None else point.name
        folder = _folder_of(point.value.partition(":")[0])
        if folder is None:
            said = f"The package {origin} promises templates in `{point.value}`, and they are not there."
            broken.append(CoursewrightError(said, "Install it again, or ask its authors."))
        else:
            shelves.append(Shelf(folder, origin))
    return tuple(shelves), tuple(broken)


def _folder_of(package: str) -> Path | None:
    """Return the folder of a package, found from its top without importing anything."""
    from importlib.machinery import PathFinder  # noqa: PLC0415

    top, *below = package.strip().split(".")
    try:
        spec = PathFinder.find_spec(top)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        folder = Path(place).joinpath(*below)
        if folder.is_dir():
            return folder
    return None
