"""Small documents of QTI for tests: the parts that matter, with the rest around them."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from coursewright.importers.questions.qti2_reading import asked_of_qti2
from coursewright.importers.questions.qti12 import quiz_of_qti12
from coursewright.packages.reading.xml import parsed

if TYPE_CHECKING:
    from coursewright.importers.questions.model import Asked, Quiz

__all__ = ["as_third", "asked_first", "asked_second", "item_first", "item_second", "quiz_first"]

_FIELD = "<qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>"


def item_first(presentation: str, marking: str = "", more: str = "", **said: str) -> str:
    """Return an item of QTI 1.2 with metadata."""
    fields = "".join(_FIELD.format(label, entry) for label, entry in said.items())
    return (
        f'<item ident="one" title="Question"><itemmetadata><qtimetadata>{fields}</qtimetadata></itemmetadata>'
        f"<presentation>{presentation}</presentation><resprocessing>{marking}</resprocessing>{more}</item>"
    )


def quiz_first(content: str) -> Quiz:
    """Read the items or sections of a quiz in QTI 1.2."""
    text = (
        f'<questestinterop><assessment ident="quiz" title="A quiz">{content}</assessment></questestinterop>'
    )
    return quiz_of_qti12(parsed(text.encode(), "quiz.xml"), _same)


def asked_first(item: str) -> Asked:
    """Read one item of QTI 1.2."""
    (one,) = quiz_first(f"<section>{item}</section>").asked
    return one


def item_second(declared: str, body: str, processing: str = "", more: str = "") -> str:
    """Return an item of QTI 2.1."""
    return dedent(
        f"""\
        <assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="one" title="One">
        {declared}<itemBody>{body}</itemBody><responseProcessing>{processing}</responseProcessing>{more}
        </assessmentItem>"""
    )


def as_third(item: str) -> str:
    """Return an item of QTI 2 in the names of QTI 3."""
    html = {"p", "div", "img", "b", "span", "blockquote", "em"}

    def kebab(name: str) -> str:
        return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)

    def renamed(found: re.Match[str]) -> str:
        name = found[2] if found[2] in html else f"qti-{kebab(found[2])}"
        return f"<{found[1]}{name}{re.sub(r'([A-Za-z]+)=', lambda one: kebab(one[1]) + '=', found[3])}>"

    return re.sub(r"<(/?)([A-Za-z]+)([^<>]*)>", renamed, item)


def asked_second(item: str) -> Asked:
    """Read an item of QTI 2 or 3."""
    return asked_of_qti2(parsed(item.encode(), "item.xml"), 1, _same)


def _same(address: str) -> str:
    return address
