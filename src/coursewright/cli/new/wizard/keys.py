"""Which key does what on the full screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import suspend_to_background_supported

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent

    from coursewright.cli.new.wizard.pick import Move

_MOVES: dict[str, Move] = {
    "up": "up",
    "down": "down",
    "pageup": "page-up",
    "pagedown": "page-down",
    "home": "home",
    "end": "end",
}


class Deeds(Protocol):
    """What keys can do."""

    @property
    def writes(self) -> bool:
        """Whether letters go into a field."""

    def enter(self) -> None:
        """Take what was written or picked."""

    def skip(self) -> None:
        """Leave the answer for later."""

    def rest(self) -> None:
        """Take what is offered for all questions that are left."""

    def back(self) -> None:
        """Turn to the page before."""

    def leave(self) -> None:
        """Stop here, with nothing written; ask first where much would be lost."""

    def explain(self) -> None:
        """Show all that is said of the option that is lit."""

    def complete(self) -> None:
        """Write out the word that is offered, or the default."""

    def move(self, move: Move) -> None:
        """Light another option or word, or scroll."""

    def press(self, character: str) -> None:
        """Light an option by its number or first letter, mark it with the space bar."""

    def paste(self, text: str) -> None:
        """Insert what was pasted."""


def bound(deeds: Deeds) -> KeyBindings:
    """Bind keys to deeds; all others do to a field what they do in any other."""
    keys = KeyBindings()
    writes = Condition(lambda: deeds.writes)
    for name in ("c-c", "c-d", "<sigint>"):
        keys.add(name, eager=True)(lambda _: deeds.leave())
    for name in ("c-m", "c-j"):
        keys.add(name)(lambda _: deeds.enter())
    keys.add("c-s", eager=True)(lambda _: deeds.skip())
    keys.add("c-r", eager=True)(lambda _: deeds.rest())
    keys.add("s-tab")(lambda _: deeds.back())
    keys.add("tab", filter=writes)(lambda _: deeds.complete())
    for name, move in _MOVES.items():
        # the others move the cursor in a field, or do nothing
        keys.add(name, filter=name in {"up", "down"} or ~writes)(lambda _, move=move: deeds.move(move))

    keys.add("right", filter=~writes)(lambda _: deeds.explain())
    keys.add("?", filter=~writes)(lambda _: deeds.explain())

    @keys.add("escape")
    def _(event: KeyPressEvent) -> None:
        if not event.app.key_processor.input_queue:  # else it begins a key that nobody knows
            deeds.back()

    @keys.add(Keys.Any, filter=~writes)
    def _(event: KeyPressEvent) -> None:
        deeds.press(event.data)

    @keys.add(Keys.BracketedPaste)
    def _(event: KeyPressEvent) -> None:
        deeds.paste(event.data)

    @keys.add("c-z", filter=Condition(suspend_to_background_supported))
    def _(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return keys
