"""Ids: those that people chose, else made of titles, each its own in its namespace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.finishing.cleaning import line
from coursewright.importers.finishing.files import referred_to
from coursewright.importers.finishing.marks import told_apart
from coursewright.importers.markup.wording import plain
from coursewright.spec.slugs import is_id, slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from coursewright.importers.draft import CourseDraft, Data, ListKey, ModuleDraft, UnitDraft
    from coursewright.importers.finishing.known import Known

__all__ = ["Ids", "Names", "course_id", "ids_of", "nameless"]

_NOUNS: dict[ListKey, str] = {
    "outcomes": "outcome",
    "materials": "material",
    "tasks": "task",
    "sessions": "session",
    "follow_up_activities": "follow-up",
    "assessments": "assessment",
    "announcements": "announcement",
}
"""What an item is called that has no title; a reflection has no id."""
_TITLES = ("title", "statement", "name", "text", "prompt")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,1000}\)")

Ids = dict[str, str]
"""By `source`."""


class Names(NamedTuple):
    """The ids of a course."""

    course: str
    modules: Ids
    items: dict[str, Ids]
    """Those of units and items, by the source of their module; of the course's own under an empty text."""


def course_id(draft: CourseDraft) -> str:
    """Return the id of a course, or of the module that a draft is alone."""
    if draft.lone_module and len(draft.modules) == 1:
        first = draft.modules[0]
        return _claim(first.source, first.wanted_id, first.data, "module").name
    return _claim(draft.source, draft.wanted_id, draft.data, "course").name


class _Claim(NamedTuple):
    """A thing that is to have an id."""

    source: str
    name: str
    noun: str
    firm: bool
    """Whether people chose it."""


def ids_of(draft: CourseDraft, known: Known) -> Names:
    """Return the ids of everything in a draft whose sources are distinct.

    What an earlier import called things stays. Without one, a material with the title of its unit says what
    it is, and of two things of a kind with one title both carry a mark: so no id means something else because
    others came or moved.
    """
    modules = [_claim(one.source, one.wanted_id, one.data, "module") for one in draft.modules]
    own = [] if draft.lone_module else [*_of_items(draft)]
    items = {"": _told(own, known.ids, known.taken.get("", ()))}
    for number, module in enumerate(draft.modules):
        claims = [*_of_items(module)]
        for unit in module.units:
            claims.append(_claim(unit.source, unit.wanted_id, unit.data, "unit"))
            claims += _of_items(unit)
        if draft.lone_module and number == 0:
            claims += _of_items(draft)
        taken = (*items[""].values(), *known.taken.get(module.source, ()))
        items[module.source] = _told(claims, known.ids, taken)
    return Names(known.ids.get(draft.source, course_id(draft)), _told(modules, known.ids), items)


def nameless(draft: CourseDraft, known: Known) -> frozenset[str]:
    """Return the sources of outcomes that stay without an id, which makes them those of their whole unit.

    With an id, an outcome is served by what names it alone; only the source can say so, by an id that people
    chose or by a reference. Those of a course have ids in any case: modules serve them by name.
    """
    named = referred_to(draft) | known.ids.keys()
    return frozenset(
        item.source
        for holder in draft.holders()
        if holder is not draft or draft.lone_module
        for item in holder.items
        if item.kind == "outcomes" and not is_id(item.wanted_id) and item.source not in named
    )


def _told(claims: list[_Claim], known: Mapping[str, str], taken: Collection[str] = ()) -> Ids:
    nouns: dict[str, set[str]] = {}
    for one in claims:
        nouns.setdefault(one.name, set()).add(one.noun)
    return told_apart(
        {one.source: _among(one, nouns[one.name]) for one in claims},
        lambda name, mark: f"{name}-{mark}",
        taken=taken,
        known=known,
        firm=[one.source for one in claims if one.firm],
    )


def _among(claim: _Claim, nouns: set[str]) -> str:
    """Return the name that a thing wants where things of some kinds have the same title."""
    plain = claim.firm or claim.noun == "unit" or len(nouns) == 1
    return claim.name if plain else f"{claim.name}-{claim.noun}"


def _of_items(holder: CourseDraft | ModuleDraft | UnitDraft) -> Iterator[_Claim]:
    for item in holder.items:
        if item.kind in _NOUNS:
            noun = "page" if item.data.get("kind") == "page" else _NOUNS[item.kind]
            yield _claim(item.source, item.wanted_id, item.data, noun)


def _claim(source: str, wanted: str, data: Data, noun: str) -> _Claim:
    if is_id(wanted):
        return _Claim(source, wanted, noun, firm=True)
    texts = (text for key in _TITLES if isinstance(text := data.get(key), str))
    title = next(filter(None, map(_seen, texts)), "")
    return _Claim(source, slug(title) or slug(wanted) or noun, noun, firm=False)


def _seen(text: str) -> str:
    """Return what people read of a text, on one line: no addresses, and of images what stands for them."""
    said = line(text)
    return plain(_IMAGE.sub("", said)) or plain(said) if "](" in said or "<" in said else said
