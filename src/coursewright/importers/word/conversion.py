"""A Word document as HTML, by mammoth; an extra, loaded only here."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    import io
    from types import ModuleType

__all__ = ["html_of"]

_STYLES = """
p[style-name='Title'] => h1:fresh
p.Title => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='List Paragraph'] => p:fresh
p[style-name='Subtitle'] => p:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => strong
"""
_NOTES = re.compile(r'<ol>(?=<li id="(?:footnote|endnote)-)')
_NOTE_IDS = re.compile(r'(href="#|id=")(footnote|endnote)-(ref-)?(\d+)"')


def html_of(document: io.BytesIO, name: str) -> str:
    """Return a document as HTML; the address of a picture is the name of its part.

    Raises `UsageError` where mammoth is not installed, and where it cannot read the document.
    """
    mammoth = _mammoth()
    try:
        made = mammoth.convert_to_html(
            document,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_picture),
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except RecursionError:
        raise UsageError(f"`{name}` is nested too deeply to be read.") from None
    except Exception as error:  # noqa: BLE001 - the library raises whatever its parsers raise
        reason = str(error).split("\n")[0][:200] or type(error).__name__
        raise UsageError(f"`{name}` cannot be read: {reason}", "Open it in Word and save it anew.") from None
    return _with_notes(str(made.value))


def _mammoth() -> ModuleType:
    try:
        mammoth = import_module("mammoth")  # an extra, and slow to load
    except ImportError:
        raise UsageError(
            "Word documents are read by `mammoth`, which is not installed.",
            'Install it with `pip install "coursewright[word]"`.',
        ) from None
    return mammoth


def _picture(image: Any) -> dict[str, str]:
    """Return the attributes of a picture, whose content is its name (see `parts`)."""
    try:
        with image.open() as part:
            return {"src": part.read().decode("utf-8", "replace")}
    except (ValueError, OSError, KeyError):
        return {"src": ""}  # it lies outside the document


def _with_notes(html: str) -> str:
    """Return HTML with footnotes marked as our own pages mark them."""
    marked = _NOTES.sub('<section class="cw-footnotes"><ol>', html)
    if marked == html:
        return html
    marked = _NOTE_IDS.sub(
        lambda found: (
            f'{found[1]}cw-fn{"ref" if found[3] else ""}-{"e" if found[2] == "endnote" else "f"}-{found[4]}"'
        ),
        marked,
    )
    return f"{marked}</section>"
