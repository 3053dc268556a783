"""A view as a picture: one SVG file for slides and wikis, which needs nothing beside it."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.reporters.html.text import title
from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.drawing.figures import SMALL, put_chart
from coursewright.reporters.views.drawing.palette import COLOURS, HUES, TONES
from coursewright.reporters.views.drawing.sheet import LEFT, RIGHT, WIDTH, Sheet, Type
from coursewright.reporters.views.drawing.templates import template

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.model import View

__all__ = ["picture"]

_TITLE = Type("t", 28, 38, 0.56)
_QUESTION = Type("q", 15, 23)
_ANSWER = Type("a", 19, 27, 0.52)
_BODY = Type("b", 14, 21)
_LETTERS = Markup(
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
)
_SERIF = Markup('"Iowan Old Style", Palatino, "Book Antiqua", Charter, Georgia, "Liberation Serif", serif')
_NO_XML = re.compile("[\ufffe\uffff]")
"""What is neither steered by nor allowed in XML: the templates make the rest of it safe."""


def picture(view: View, portrait: Portrait) -> str:
    """Return a view of a course as an SVG document, 960 pixels wide and as high as it needs to be."""
    sheet = Sheet()
    sheet.y = 30
    about = f"{portrait.title} ({portrait.part})" if portrait.part else portrait.title
    sheet.line(about, LEFT, sheet.y + 12, RIGHT - LEFT, _QUESTION, language=portrait.language)
    sheet.y += 20
    sheet.paragraph(view.title, _TITLE)
    sheet.paragraph(view.question, _QUESTION)
    sheet.y += 8
    for number, sentence in enumerate(view.answer):
        sheet.paragraph(sentence, _BODY if number else _ANSWER)
        sheet.y += 4
    for chart in view.charts:
        put_chart(sheet, chart)
    sheet.y += 16
    for note in view.notes:
        sheet.paragraph(note, SMALL)
    sheet.paragraph(f"coursewright {portrait.version}", SMALL)
    return _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", _document(sheet, view, about)) + "\n"


def _document(sheet: Sheet, view: View, about: str) -> str:
    colours = (*COLOURS, *TONES, *HUES)
    return template("picture.svg.jinja").render(
        name=f"{view.title}: {title(about)}",
        said=" ".join(map(flat, (view.question, *view.answer))),
        width=WIDTH,
        height=ceil(sheet.y + 24),
        hues=len(HUES),
        tones=TONES,
        lights={one.name: one.light for one in colours},
        darks={one.name: one.dark for one in colours},
        letters=_LETTERS,
        serif=_SERIF,
        definitions=Markup(template("definitions.svg.jinja").render()),  # noqa: S704 - a file of our own
        parts=sheet.parts,
    )
