"""A SCORM package: the site in one sharable content object, with what a learning platform keeps of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from coursewright.exporters.packing.member import Member
from coursewright.exporters.packing.xml import clean
from coursewright.exporters.scorm.account import note_platform
from coursewright.exporters.scorm.manifest import MANIFEST, START, manifest
from coursewright.exporters.scorm.mastery import mastery_of
from coursewright.exporters.site.export import site_members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.scorm.manifest import Version

__all__ = ["members"]

_LAUNCH = Path(__file__).parent / "launch"
_SCRIPTS = ("platform.js", "state.js", "standing.js", "session.js")
_NOT_ALONG = frozenset({"offline"})
"""The whole site once more in one file would double the package."""


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a package, of the version that was chosen (`1.2`, which is the default, or `2004`).

    It is always for learners: a platform shows all of a package to everybody who may open it.
    """
    edition = replace(edition, choices=edition.choices._replace(reader="learners"))
    version: Version = "2004" if edition.choices.version.startswith("2004") else "1.2"
    mastery = mastery_of(edition)
    paths: list[str] = []
    for member in _content(edition, version, mastery, ledger, step):
        paths.append(member.path)
        yield member
    note_platform(edition, ledger)
    step("Writing the manifest")
    yield Member(MANIFEST, manifest(edition, version, paths, mastery))


def _content(
    edition: Edition, version: Version, mastery: float | None, ledger: Ledger, step: Callable[[str], None]
) -> Iterator[Member]:
    yield Member(START, _launcher(edition, version, mastery))
    for name in ("launch.css", *_SCRIPTS):
        yield Member(f"launch/{name}", (_LAUNCH / name).read_bytes())
    for member in site_members(edition, ledger, step, without=_NOT_ALONG):
        yield Member(f"site/{member.path}", member.content)


def _launcher(edition: Edition, version: Version, mastery: float | None) -> bytes:
    environment = Environment(
        loader=FileSystemLoader(_LAUNCH),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("index.html.jinja").render(
        language=edition.language,
        direction=edition.direction,
        title=clean(edition.title),
        version=version,
        mastery="" if mastery is None else f"{mastery:g}",
        scripts=_SCRIPTS,
    )
    return text.encode("utf-8", "replace")
