"""Vague link text.

## What it says

A link says "click here", "this link" or "read more", which could lead anywhere.

## Why

A screen reader can list the links of a page by themselves, and everybody else skims a page for them: ten
times "here" is no help to either. WCAG asks at its lowest level (2.4.4, level A) that the purpose of a link
can be told from its text together with the sentence around it, and at its highest (2.4.9, level AAA) from
its text alone; OSCQR asks for the latter, and so do we, because the better words are already in the sentence.

Looked at are the links in Markdown and HTML: instructions, overviews, descriptions, announcements,
questions, and the local pages that the spec names. A link must consist of such words and nothing else to be
spoken of. The lists are short and closed, in English, Spanish, French, German and Portuguese; in any other
`language` the rule is silent. Left alone: an address that stands for itself, and links with an `aria-label`.

## Invalid

```yaml
module: tides
tasks:
  - id: read-table
    title: Read the tide table
    instructions: For the tide table of Dover [click here](https://example.org/dover).
```

## Valid

```yaml
module: tides
tasks:
  - id: read-table
    title: Read the tide table
    instructions: Open the [tide table of Dover](https://example.org/dover).
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.link_texts import vague_links
from coursewright.design.markdown_texts import marked_texts
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import shortened, text_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.markdown_links import Link
    from coursewright.design.markdown_texts import MarkdownText
    from coursewright.spec.element import Element
    from coursewright.spec.model import (
        Announcement,
        Assessment,
        Course,
        FollowUpActivity,
        Material,
        Module,
        Question,
        Task,
        Unit,
    )

META = Meta(
    code="MAT003",
    name="vague-link-text",
    statement="A link says where it leads",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("WCAG 2.2", "OSCQR 4.0"),
    why="whoever skims a page, or hears its links read out, learns nothing from it",
)


def check(
    element: Material
    | Task
    | FollowUpActivity
    | Assessment
    | Question
    | Announcement
    | Unit
    | Module
    | Course,
    context: Context,
) -> Iterable[Problem]:
    """Report links in a Markdown text or page whose words are in the list of the language in force."""
    texts = marked_texts(context.course).get(element)
    settings = element.scope.settings
    if not texts or settings.leaves_open("language"):
        return ()
    return [
        _problem(element, written, link)
        for written in texts
        for link in vague_links(written.text, settings.language)
    ]


def _problem(element: Element, written: MarkdownText, link: Link) -> Problem:
    target = shortened(link.target)
    where = text_phrase(element, written, link.line)
    message = f'The link to {target or "nowhere"} {where} says only "{shortened(link.text)}".'
    fix = "put the name of what opens there into the link, and let the sentence lead up to it"
    return Problem(element, message, fix, key=written.key)
