"""`coursewright explain`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.terminal import coloured, columns, drawn
from coursewright.lint.custom.search import own_rules
from coursewright.lint.page import page_markdown, topic_markdown
from coursewright.lint.profiles import profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import names_of, nearest_word
from coursewright.lint.topics import find_topic, topics
from coursewright.reporters.shared.measure import safe, wrap
from coursewright.reporters.shared.style import Paint
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.registry import Rule

READABLE = 100
"""Longer lines are hard to read, however wide the terminal."""

_STYLES = {
    "markdown.h2": "bold magenta",
    "markdown.code": "cyan",
    "markdown.item.bullet": "magenta",
    "markdown.link": "underline",
    "markdown.link_url": "underline",
    "markdown.table.header": "bold",
    "markdown.table.border": "dim",
}


def explain(word: str) -> int:
    """Print the page of a rule or topic; without a word, list the topics.

    Pages are drawn on a terminal, and Markdown elsewhere. Raises `UsageError` for a word that is neither.
    """
    if not word.strip():
        for line in _topics(min(columns(), READABLE), Paint(coloured())):
            sys.stdout.write(f"{line}\n")
        return 0
    page = "\n".join(map(safe, _page(word).split("\n")))
    if drawn():
        _draw(page)
    else:
        sys.stdout.write(page)
    return 0


def _page(word: str) -> str:
    wanted = word.strip().lower()
    rules = (*all_rules(), *own_rules(Path.cwd()))
    for rule in rules:
        if wanted in names_of(rule):
            return page_markdown(rule)
    if topic := find_topic(wanted):
        return topic_markdown(topic, rules)
    raise UsageError(f"There is no rule or topic `{word}`.", _hint(wanted, rules))


def _hint(wanted: str, rules: Sequence[Rule]) -> str:
    if any(wanted in {rule.meta.family.lower(), rule.family_name} for rule in rules):
        return f"It is a family: `coursewright rules --select {wanted}` lists its rules."
    if wanted in profiles().names:
        return f"It is a profile: `coursewright rules --profile {wanted}` lists what runs in it."
    known = {name for rule in rules for name in names_of(rule)} | topics().keys()
    near = nearest_word(wanted, known)
    if not near:
        return "`coursewright rules` lists the rules, `coursewright explain` the topics."
    is_code = near in {rule.meta.code.lower() for rule in rules}
    return f"Did you mean `{near.upper() if is_code else near}`?"


def _topics(room: int, paint: Paint) -> Iterator[str]:
    known = topics()
    longest = max(map(len, known), default=0)
    yield paint("heading", "Topics: the ideas behind the rules")
    yield ""
    for topic in known.values():
        first, *more = wrap(topic.about, max(room - longest - 4, 20))
        yield f"  {paint('code', f'{topic.name:<{longest}}')}  {first}"
        yield from (f"{' ' * (longest + 4)}{line}" for line in more)
    yield ""
    said = (
        "`coursewright explain loop` prints a topic, `coursewright explain FUP001` the page of a rule;"
        " `coursewright rules` lists these."
    )
    for line in wrap(said, room):
        yield paint("quiet", line)


def _draw(page: str) -> None:
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.markdown import Markdown  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415
    from rich.theme import Theme  # noqa: PLC0415

    console = Console(
        file=sys.stdout,
        width=min(columns(), READABLE),
        force_terminal=True,
        no_color=not coloured(),
        highlight=False,
        theme=Theme(_STYLES),
    )
    title, _, body = page.partition("\n")
    console.print(Text(title.removeprefix("# "), style="bold"))
    console.print(Markdown(body.replace("```yaml", "```"), code_theme="ansi_dark"))
