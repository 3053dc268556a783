"""Which of the three roles the prompts of a reflection have, and a prompt to offer for each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.reflections import is_for_learners
from coursewright.design.scopes import upwards
from coursewright.design.shipped_tables import rows_of
from coursewright.spec.nodes import Mapping, Part
from coursewright.spec.prompts import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Content, Prompt, Reflection, Settings

__all__ = ["Gaps", "gaps_of", "is_prompts_alone", "prompt_for"]

_EVERY_ROLE = frozenset(ROLES)
_ASKED = {
    "learned": "what they learned",
    "questions": "what is still open",
    "apply": "where they can use it",
}


class Gaps(NamedTuple):
    """The roles that no prompt has, in their order, and how many prompts do not say theirs."""

    roles: tuple[str, ...]
    unnamed: int


def gaps_of(reflection: Reflection) -> Gaps | None:
    """Return what the prompts leave out; None where they may cover all three roles.

    What students are asked besides counts too: in the tasks beside the reflection, and in a reflection around
    it that comes every week. A prompt that does not say its role may have any of them.
    """
    if _EVERY_ROLE.issubset([prompt.role for prompt in reflection.prompts]):
        return None
    place = reflection.scope.element
    if place is None or _is_open(reflection, place):
        return None
    prompts = [*reflection.prompts, *_beside(place), *_around(reflection)]
    named = {prompt.role for prompt in prompts}
    missing = tuple(role for role in ROLES if role not in named)
    unnamed = sum(1 for prompt in prompts if prompt.role is None)
    return Gaps(missing, unnamed) if len(missing) > unnamed else None


def prompt_for(role: str, settings: Settings) -> str:
    """Return a prompt for a role in the language in force; a placeholder where we have none in it."""
    open_yet = settings.leaves_open("language")
    language = (settings.language or "en").replace("_", "-").partition("-")[0].lower()
    known = {} if open_yet else _shipped_prompts().get(language, {})
    return known.get(role) or f"TODO: one short question that asks {_ASKED[role]}"


@lru_cache(maxsize=1)
def _shipped_prompts() -> dict[str, dict[str, str]]:
    return {
        language: dict(zip(ROLES, texts, strict=True)) for language, *texts in rows_of("reflection_prompts")
    }


def is_prompts_alone(reflection: Reflection) -> bool:
    """Whether only prompts were written, the short way, which has no room for anything else."""
    node = reflection.node
    pair = node.pairs.get("prompts") if isinstance(node, Mapping) else None
    return _is_misplaced(reflection) or (pair is not None and isinstance(pair[0], Part))


def _is_misplaced(reflection: Reflection) -> bool:
    """Whether prompts were written where the keys of a reflection belong; the schema speaks of that."""
    return any(reflection.says(role) for role in ROLES)


def _is_open(reflection: Reflection, place: Content) -> bool:
    if reflection.leaves_open("prompts", "for") or place.leaves_open("tasks") or _is_misplaced(reflection):
        return True
    return any(task.leaves_open("reflection_prompts") for task in place.tasks)


def _beside(place: Content) -> Iterator[Prompt]:
    for task in place.tasks:
        yield from task.reflection_prompts


def _around(reflection: Reflection) -> Iterator[Prompt]:
    for scope in upwards(reflection.scope.parent):
        outer = scope.element.reflection if scope.element is not None else None
        if outer is not None and outer.when == "weekly" and is_for_learners(outer):
            yield from outer.prompts
