"""Decision points on paper: an option leads to a page of its own, which nobody reads by turning the pages.

Not every reader folds things away, and what follows from a choice must not stand below it. Prompts come with
lines to write on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages import identity
from coursewright.exporters.pages.writing import section
from coursewright.exporters.prose.text import escaped, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.model import DecisionPoint

__all__ = ["consequences", "consequences_name", "decisions", "prompts"]

_LINES = '<div class="cw-lines" aria-hidden="true">' + '<p class="cw-line">\u00a0</p>' * 4 + "</div>"


def consequences_name(entry: Entry) -> str:
    """Return the name of the page that says what follows from the choices of an entry."""
    return f"{entry.slug}_follows"


def decisions(entry: Entry, edition: Edition) -> str:
    """Return the decision points of an entry, each option with a link to what follows from it."""
    found = "\n".join(_decision(entry, name, point, edition) for name, point in identity.decisions(entry))
    return section("decisions", edition.words("decisions.title"), found)


def consequences(entry: Entry, edition: Edition) -> str:
    """Return what follows from each choice of an entry, each on a page of its own."""
    notes = [
        note for name, point in identity.decisions(entry) for note in _notes(entry, name, point, edition)
    ]
    return "\n".join(notes)


def prompts(entry: Entry, edition: Edition) -> str:
    """Return prompts to reflect on, each with lines to write on."""
    found = "".join(
        f"<li><p>{escaped(prompt.text)}</p>{_LINES}</li>" for _, prompt in identity.prompts(entry)
    )
    key = "reflection.prompts" if entry.kind == "reflection" else "prompts.title"
    return section("prompts", edition.words(key), f"<ol>{found}</ol>" if found else "")


def _decision(entry: Entry, name: str, point: DecisionPoint, edition: Edition) -> str:
    words = edition.words
    there = consequences_name(entry)
    options = []
    for number, option in enumerate(point.options, 1):
        chosen = escaped(option.option or words("decisions.option", number=number))
        follows = option.consequence or option.feedback
        options.append(
            f'<li><a href="{there}.xhtml#{name}-{number}">{chosen}</a></li>'
            if follows
            else f"<li>{chosen}</li>"
        )
    listed = f"<ul>{''.join(options)}</ul>" if options else ""
    free = ""
    if point.open_ended or not options:
        free = f"<p>{escaped(words('decisions.open' if options else 'decisions.free'))}</p>{_LINES}"
    after = ""
    if point.feedback:
        after = f'<p><a href="{there}.xhtml#{name}-after">{escaped(words("decisions.afterwards"))}</a></p>'
    prompt = escaped(point.prompt or words("decisions.untitled"))
    return f'<section class="cw-decision" id="{name}"><h3>{prompt}</h3>{listed}{free}{after}</section>'


def _notes(entry: Entry, name: str, point: DecisionPoint, edition: Edition) -> Iterator[str]:
    words = edition.words
    back = f'<p><a href="{entry.slug}.xhtml#{name}">{escaped(words("play.choose-again"))}</a></p>'
    for number, option in enumerate(point.options, 1):
        told = "".join(paragraphs(text) for text in (option.consequence, option.feedback) if text)
        if told:
            chosen = escaped(option.option or words("decisions.option", number=number))
            yield f'<section class="cw-note" id="{name}-{number}"><h2>{chosen}</h2>{told}{back}</section>'
    if point.feedback:
        heading = escaped(words("decisions.afterwards"))
        told = paragraphs(point.feedback)
        yield f'<section class="cw-note" id="{name}-after"><h2>{heading}</h2>{told}{back}</section>'
