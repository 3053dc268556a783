"""A place of a spec as HTML: its line with what is meant marked, and the lines around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.reporters.shared.measure import safe

if TYPE_CHECKING:
    from coursewright.reporters.record import Told

_AROUND = Markup('<span class="l"><i>{}</i><span dir="auto">{}</span></span>')
_HERE = Markup('<span class="l h"><i>{}</i><span dir="auto">{}<mark{}>{}</mark>{}</span></span>')


def frame(told: Told) -> Markup:
    """Return the lines of a finding with their numbers; empty where its file has no text there."""
    before, marked, after, above, below = map(safe, told.excerpt)
    if not (before or marked or after):
        return Markup("")
    line = told.place.line
    rows = [_AROUND.format(line - 1, above.rstrip())] if above.strip() else []
    point = Markup("") if marked.strip() else Markup(' class="p"')
    rows.append(_HERE.format(line, before, point, marked, after.rstrip()))
    rows += [_AROUND.format(line + 1, below.rstrip())] if below.strip() else []
    return Markup('<pre class="y">{}</pre>').format(Markup("").join(rows))
