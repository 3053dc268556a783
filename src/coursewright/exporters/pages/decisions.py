"""Decision points, choices and prompts to reflect: what students decide for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages import identity
from coursewright.exporters.pages.marks import attributes
from coursewright.exporters.pages.writing import items, section
from coursewright.exporters.prose.text import escaped, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.model import Choice, DecisionOption, DecisionPoint, Prompt

__all__ = ["choices", "decision", "decisions", "prompts"]


def decisions(entry: Entry, desk: Desk) -> str:
    """Return the decision points of an entry; what follows from an option opens when it is chosen."""
    found = "\n".join(decision(point, name, desk) for name, point in identity.decisions(entry))
    return desk.section("decisions", "decisions.title", found)


def decision(point: DecisionPoint, name: str, desk: Desk) -> str:
    """Return one decision point; `name` stays the same over builds, so that a script can keep the choice."""
    words = desk.words
    heading = escaped(point.prompt or words("decisions.untitled"))
    tag = f"h{min(desk.level + 1, 6)}"
    options = "".join(_option(option, number, desk) for number, option in enumerate(point.options, 1))
    free = ""
    if point.open_ended or not point.options:
        key = "decisions.open" if point.options else "decisions.free"
        free = f'<p class="cw-open">{escaped(words(key))}</p>'
    after = _afterwards(point.feedback, "decisions.afterwards", desk) if point.feedback else ""
    kind = "cw-decision cw-decision-open" if point.open_ended else "cw-decision"
    asked = "cw-prompt" if point.prompt else "cw-prompt cw-unsaid"
    return (
        f'<section class="{kind}" data-cw-decision="{name}">'
        f'<{tag} class="{asked}">{heading}</{tag}>{options}{free}{after}</section>'
    )


def _option(option: DecisionOption, number: int, desk: Desk) -> str:
    chosen = escaped(option.option or desk.words("decisions.option", number=number))
    follows = "".join(paragraphs(text) for text in (option.consequence, option.feedback) if text)
    kind = "cw-option" if option.option else "cw-option cw-unsaid"
    if not follows:
        return f'<p class="{kind}" data-cw-option="{number}">{chosen}</p>'
    return (
        f'<details class="{kind}" data-cw-option="{number}"><summary>{chosen}</summary>'
        f'<div class="cw-consequence">{follows}</div></details>'
    )


def _afterwards(text: str, heading: str, desk: Desk) -> str:
    return (
        f'<details class="cw-afterwards"><summary>{escaped(desk.words(heading))}</summary>'
        f"<div>{paragraphs(text)}</div></details>"
    )


def choices(some: Sequence[Choice], desk: Desk) -> str:
    """Return what students may choose for themselves."""
    found = "".join(f"<div{_of(choice)}>{_choice(choice, desk)}</div>" for choice in some)
    return desk.section("choices", "choices.title", found)


def _of(choice: Choice) -> str:
    kind = "cw-choice" if choice.text else "cw-choice cw-unsaid"
    return f' class="{kind}"{attributes({"of": choice.of})}'


def _choice(choice: Choice, desk: Desk) -> str:
    key = f"choices.of.{choice.of}"
    said = choice.text or (desk.words(key) if choice.of and key in desk.words else "")
    return (paragraphs(said) if said else "") + items(escaped(option) for option in choice.options)


def prompts(entry: Entry, desk: Desk, heading: str = "prompts.title") -> str:
    """Return prompts to reflect on; each has a name that stays, so that a script can keep what is written."""
    found = "".join(
        f'<li data-cw-prompt="{name}"{_role(prompt)}>{escaped(prompt.text)}</li>'
        for name, prompt in identity.prompts(entry)
    )
    listed = f'<ol class="cw-prompt-list">{found}</ol>' if found else ""
    return section("prompts", desk.words(heading), listed, level=desk.level)


def _role(prompt: Prompt) -> str:
    return f' data-cw-role="{escaped(prompt.role)}"' if prompt.role else ""
