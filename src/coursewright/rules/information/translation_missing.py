"""Translation missing.

## What it says

A text is given in several languages, but not in one that the course says it is offered in.

## Why

Who chose to study in Portuguese should not meet an outcome in English. Nobody plans such gaps: they come
when a text is added in a hurry, in the language its author speaks, and they stay because its author never
sees the other pages. In one multilingual course that we read, 86 outcomes had no Portuguese. That is a count
of ours, not a finding of research.

The languages are those of `language` and `languages` where the text stands; `pt` and `pt-BR` count as one.
Looked at is every key that holds one text: statements, titles, instructions and the rest. There is one
finding for each language, which shows where the first few texts stand. Left alone: texts in one language
only, since not everything needs translating; lists of texts; a translation that is still `TODO`; and the
main language where `language` does not say it.

## Invalid

```yaml
module: first-aid
language: en
languages: [es, pt]
outcomes:
  - statement: {en: Put a person who breathes on their side, es: Pon de lado a una persona que respira}
```

## Valid

```yaml
module: first-aid
language: en
languages: [es, pt]
outcomes:
  - statement:
      en: Put a person who breathes on their side
      es: Pon de lado a una persona que respira
      pt: Põe de lado uma pessoa que respira
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import counted
from coursewright.spec.model import Outcome, Settings
from coursewright.spec.nodes import Mapping, Scalar
from coursewright.spec.values import instructions, language_of, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

META = Meta(
    code="INF007",
    name="translation-missing",
    statement="What is translated is there in each language of the course",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("corpus of public courses",),
    why="whoever chose a language meets another one in the middle of the page",
)

_SHOWN = 5


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report, for each declared language, the translated texts that lack it."""
    if not any(settings.languages for settings in course.every(Settings)):
        return
    gaps: dict[tuple[Scalar, str], dict[Scalar, bool]] = {}
    for elements in course.elements.values():
        for element in elements:
            settings = element.scope.settings
            if not settings.languages or settings.leaves_open("language", "languages"):
                continue
            for key, given in _translated(element):
                is_outcome = isinstance(element, Outcome) and key.text == "statement"
                for tag in _absent(given, settings):
                    gaps.setdefault((_announced(settings), tag), {})[key] = is_outcome
    for (place, tag), found in gaps.items():
        yield _problem(course, place, tag, found)


def _announced(settings: Settings) -> Scalar:
    """Return the key `languages` that is in force."""
    assert isinstance(settings.node, Mapping)  # noqa: S101 - settings are made of keys
    return settings.node.pairs["languages"][0]


def _translated(element: Element) -> Iterator[tuple[Scalar, Mapping]]:
    """Yield the keys of an element, written here, that hold a text in several languages."""
    if isinstance(element.node, Mapping):
        for name, (key, value) in element.node.pairs.items():
            reader = element.keys.get(name, ("", None))[1]
            if isinstance(value, Mapping) and (
                reader is text or (reader is instructions and "file" not in value.pairs)
            ):
                yield key, value


def _absent(given: Mapping, settings: Settings) -> Iterator[str]:
    have = {language_of(tag) for tag in given.pairs}
    wanted = (*((settings.language,) if settings.language else ()), *settings.languages)
    return (tag for tag in dict.fromkeys(wanted) if language_of(tag) not in have)


def _problem(course: Course, announced: Scalar, tag: str, gaps: dict[Scalar, bool]) -> Problem:
    """Make the finding for one language from the keys that lack it; some are statements of outcomes."""
    outcomes, one = sum(gaps.values()), len(gaps) == 1
    among = ""
    if outcomes:
        among = ", an outcome," if one else f", {counted(outcomes, 'outcome')} among them,"
    message = f"{counted(len(gaps), 'translated text')}{among} {'is' if one else 'are'} not given in `{tag}`."
    places = sorted(gaps, key=lambda key: (course.sources.index(key.source), key.start))
    related = tuple(Related(key, f"not in `{tag}`") for key in places[:_SHOWN])
    return Problem(announced, message, f"add `{tag}:` to {'it' if one else 'each of them'}", related=related)
