"""The frame of every page: what it is called, the ways out of it, and the bytes it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.site.addresses import Link, root_of
from coursewright.exporters.site.templating import template

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

__all__ = ["Frame", "Page"]

_POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; "
    "media-src 'self' file:; form-action 'self' file:; base-uri 'none'"
)
"""Pages load what lies beside them and nothing else. To some browsers, a file is no `'self'`."""


class Page(NamedTuple):
    """What stands around the content of one page."""

    path: str
    title: str
    key: str = ""
    """The key of the entry, module or unit that it is about."""
    kind: str = "page"
    crumbs: tuple[Link, ...] = ()
    """The way down to it from the top, itself left out."""
    before: Link | None = None
    after: Link | None = None
    outline: Markup = Markup("")
    """What stands beside it in the same module."""
    staff: bool = False
    checks: str = ""
    """The veiled keys of its questions, for the script."""
    scripts: tuple[str, ...] = ()
    """Scripts of this page alone."""


class Frame:
    """Puts content into the frame that all pages of one site share."""

    def __init__(
        self, edition: Edition, scripts: tuple[str, ...], menu: tuple[Link, ...], more: tuple[Link, ...]
    ) -> None:
        self._words = edition.words
        self._site = {
            "language": edition.language,
            "direction": edition.direction,
            "id": edition.id,
            "title": edition.title,
            "policy": _POLICY,
            "scripts": scripts,
            "menu": menu,
            "more": more,
            "imprint": _imprint(edition),
        }

    def page(self, name: str, page: Page, **given: Any) -> Member:
        """Return a page made with the template of that name."""
        text = template(name).render(
            site=self._site, page=page, root=root_of(page.path), w=self._words, **given
        )
        return Member(page.path, text.encode("utf-8", "replace"))

    def piece(self, name: str, *, root: str = "", **given: Any) -> Markup:
        """Return part of a page, made with a template of its own; `root` leads to the top of the site."""
        return Markup(template(name).render(root=root, w=self._words, **given).strip())  # noqa: S704


def _imprint(edition: Edition) -> str:
    licence = home(edition).settings.licence
    return edition.words("site.licence", licence=licence) if licence else ""
