"""Files of a course that nothing in its outline names: each is said, so that none is lost in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.olx.about import ABOUT

if TYPE_CHECKING:
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["note_rest"]

_BESIDE = {
    "drafts/": "it is a draft that has not been published",
    "tags.csv": "tags have no place in a plan",
    "course_resources/": "it belongs to the platform",
}


def note_rest(desk: OlxDesk) -> None:
    """Note what pages link to and is not there, and what is there and nothing links to."""
    account, root = desk.account, desk.root
    for name in dict.fromkeys(desk.addresses.missing):
        account.left_out("file", f"static/{name}", name, "pages link to it, and it is not there")
    for file in desk.source.names(below=root):
        name = file.removeprefix(root)
        beside = next((why for start, why in _BESIDE.items() if name.startswith(start)), "")
        if beside:
            account.left_out("file", name, name, beside)
        elif name.startswith("static/") and file not in desk.addresses.used:
            account.left_out("file", name, name.removeprefix("static/"), "nothing links to it")
        elif name.startswith("about/") and name.endswith(".html"):
            _keep(name, desk)


def _keep(name: str, desk: OlxDesk) -> None:
    """Keep a text about the course that came in nowhere."""
    if name.removeprefix("about/").removesuffix(".html") in ABOUT:
        return
    if text := desk.markdown(desk.source.text(f"{desk.root}{name}")):
        desk.account.left_out("text about the course", name, name, "it is kept in the notes")
        desk.account.keep(name, name, text, "a text about the course")
