"""What activities are read with: the backup, its texts, files, questions and marks, and the account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Item
from coursewright.importers.mbz.fields import present

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, ListKey
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup
    from coursewright.importers.mbz.bank import Bank
    from coursewright.importers.mbz.gradebook import Gradebook
    from coursewright.importers.mbz.stored_files import Shelf
    from coursewright.importers.mbz.texts import Texts

__all__ = ["Bench", "Came", "item_of"]


@dataclass(frozen=True, slots=True)
class Bench:
    """What one import is made with."""

    backup: Backup
    account: Account
    texts: Texts
    shelf: Shelf
    bank: Bank
    book: Gradebook
    groupings: dict[int, str]
    """What groupings are called, or the ids that people gave them."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """What files hold that are looked into, by their names in the archive."""
    asked: set[int] = field(default_factory=set)
    """The questions of the bank that some quiz asks, by their entries."""
    told: set[str] = field(default_factory=set)
    """Texts of questions that were kept, each once."""

    def keep(self, activity: Activity, text: str, why: str, *, title: str = "") -> None:
        """Keep a text that has no place in a plan, where there is one."""
        if text:
            self.account.keep(title or self.texts.line(activity.name), activity.source, text, why)

    def partly(self, activity: Activity, how: str) -> None:
        """Note what of an activity is not there, or is there in another form."""
        self.account.partly(activity.kind, activity.source, self.texts.line(activity.name), how)

    def intro(self, activity: Activity) -> str:
        """Return the description of an activity in Markdown; empty where it only repeats the name."""
        text = self.texts.markdown(activity.own, "intro", activity.area("intro"))
        return text if text != self.texts.line(activity.name) else ""


class Came(NamedTuple):
    """What became of an activity."""

    items: tuple[Item, ...]
    """The first is what it is; the others belong to it. None where it was left out."""
    how: str
    """As what it came in, or why it did not: a clause."""


def item_of(kind: ListKey, activity: Activity, bench: Bench, data: Data, *, part: str = "") -> Item:
    """Return an item with its title and with what there is of its data; `part` tells parts of one apart."""
    source = f"{activity.source}/{part}" if part else activity.source
    title: Data = {"title": bench.texts.named(activity.name)}
    return Item(kind, source, present({**title, **data}))
