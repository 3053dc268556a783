"""Pages of a cartridge: whole documents of HTML, which platforms show or take the body of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.edition.model import Edition

__all__ = ["web_page"]


def web_page(
    edition: Edition, title: str, html: str, *, meta: Iterable[tuple[str, str]] = (), headed: bool = True
) -> bytes:
    """Return a page. `meta` are names with contents; `headed` repeats the title above the content."""
    told = "".join(f'<meta name="{name}" content="{escaped(content)}"/>\n' for name, content in meta)
    named = escaped(title)
    heading = f"<h1>{named}</h1>\n" if headed else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(edition.language)}" dir="{edition.direction}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{named}</title>\n{told}</head>\n'
        f"<body>\n{heading}{html}\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
