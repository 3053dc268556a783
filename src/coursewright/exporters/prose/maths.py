"""Formulas: LaTeX as MathML, and as code where it cannot be read."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from latex2mathml.converter import convert_to_element

from coursewright.exporters.prose.text import clean, escaped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["mathml"]

_LONGEST = 4000
"""Characters; a longer formula is an attack or a mistake."""
_ELEMENTS = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup "
        "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr merror"
    ).split()
)
_ATTRIBUTES = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "xmlns display stretchy fence form separator lspace rspace minsize maxsize mathvariant accent "
        "accentunder movablelimits displaystyle scriptlevel linethickness width height depth voffset "
        "columnalign rowspacing columnspacing columnlines rowlines frame notation symmetric largeop mathsize"
    ).split()
)
_CODED = re.compile(r"&#x[0-9A-Fa-f]{1,6};")


@lru_cache(maxsize=512)
def mathml(latex: str, *, block: bool) -> str:
    """Return a formula as a `math` element; as `code` where it is not understood."""
    source = clean(latex).strip()
    try:
        if len(source) > _LONGEST:
            raise ValueError  # noqa: TRY301 - as any other formula that cannot be read
        element = convert_to_element(source, display="block" if block else "inline")
        _sift(element)
        element.set("alttext", source)
        made = ET.tostring(element, encoding="unicode", short_empty_elements=False)
    except Exception:  # noqa: BLE001 - the library raises whatever its tables raise
        made = f'<code class="cw-formula">{escaped(source)}</code>'
    return f'<div class="cw-maths">{made}</div>' if block else made


def _sift(root: Element) -> None:
    """Write out what the library leaves coded. Raise `ValueError` for what is no MathML of ours."""
    for element in root.iter():
        if element.tag not in _ELEMENTS:
            raise ValueError
        for name in [name for name in element.keys() if name not in _ATTRIBUTES]:  # noqa: SIM118 - no mapping
            del element.attrib[name]
        element.text = _CODED.sub(lambda found: unescape(found[0]), element.text) if element.text else None
