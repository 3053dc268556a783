"""Missing alt.

## What it says

An image has no alternative text: words that say what it shows to those who cannot see it.

## Why

A screen reader can read out only what is written; without a text it says "image", or spells out a file name.
WCAG asks for one at its lowest level (1.1.1, level A). The text also stands in where the picture does not
load. What belongs in it is what the picture is *for* here: of a chart the trend, of a portrait perhaps only
the name.

Looked at are materials of kind `image` and the images in Markdown: instructions, overviews, descriptions,
announcements, questions, and the local pages that the spec names. Pure decoration needs no words: say
`decorative: true` of a material, or `alt=""` in an HTML image. A page that cannot be read is another rule's,
and so are files outside the course's folder.

## Invalid

```yaml
module: maps
materials:
  - {id: snow, title: Snow's map of 1854, kind: image, path: snow.png}
tasks:
  - id: pump
    title: Find the pump
    instructions: "Mark the pump you would close. ![](streets.png)"
```

## Valid

```yaml
module: maps
materials:
  - id: snow
    title: Snow's map of 1854
    kind: image
    path: snow.png
    alt: Street map of Soho; the deaths crowd around the pump in Broad Street
tasks:
  - id: pump
    title: Find the pump
    instructions: "Mark the pump you would close. ![Soho with its thirteen pumps, unlabelled](streets.png)"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.accessible import alt_text
from coursewright.design.markdown import images
from coursewright.design.markdown_texts import marked_texts
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import medium_phrase, shortened, text_phrase
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.markdown import Image
    from coursewright.design.markdown_texts import MarkdownText
    from coursewright.spec.element import Element
    from coursewright.spec.model import (
        Announcement,
        Assessment,
        Course,
        FollowUpActivity,
        Module,
        Question,
        Task,
        Unit,
    )

META = Meta(
    code="MAT001",
    name="missing-alt",
    statement="Images have an alternative text, or are decoration",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("WCAG 2.2", "OSCQR 4.0"),
    why="whoever cannot see the image learns nothing of it",
    missing=True,
    essential=True,
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
    """Report an image material without a text, and images without one in a Markdown text or page."""
    if isinstance(element, Material) and element.kind == "image":
        return _material(element)
    texts = marked_texts(context.course).get(element)
    if not texts:
        return ()
    return [
        _problem(element, written, image)
        for written in texts
        for image in images(written.text)
        if not image.alt and not image.decorative
    ]


def _material(material: Material) -> Iterable[Problem]:
    if alt_text(material) != "missing":
        return ()
    fix = "add `alt:` with what it shows, or `decorative: true` if nothing would be lost without it"
    return (Problem(material, f"{medium_phrase(material)} has no alternative text.", fix),)


def _problem(element: Element, written: MarkdownText, image: Image) -> Problem:
    target = shortened(image.target)
    subject = f'The image "{target}"' if target else "An image"
    where = text_phrase(element, written, written.text.count("\n", 0, image.start) + 1)
    fix = f"write what it shows between the brackets: `![what it shows]({target})`"
    if written.text.startswith("<", image.start):
        fix = 'add `alt="..."` with what it shows, or `alt=""` if it is decoration'
    return Problem(element, f"{subject} {where} has no alternative text.", fix, key=written.key)
