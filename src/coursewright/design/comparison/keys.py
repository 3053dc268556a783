"""What changed under the keys of two elements that go together, down to the parts of their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.design.comparison.changes import ABSENT, At, Change, Side, Subject
from coursewright.design.comparison.pairing import paired_entries, same_link
from coursewright.design.comparison.topics import KeyTopic, key_topic
from coursewright.design.comparison.wording import listed, name_of, plural, said, subject_of, words_of
from coursewright.spec.element import Element, Item, When
from coursewright.spec.model import Prompt
from coursewright.spec.times import Relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.comparison.changes import Kind
    from coursewright.design.comparison.pairing import Pairs

__all__ = ["key_changes", "settings_changes"]


class _Around(NamedTuple):
    """What a part stands in: the item, the parts from the outside in, and the path of its key."""

    subject: Subject
    within: tuple[Subject, ...] = ()
    path: str = ""

    def key(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def key_changes(old: Element, new: Element, pairs: Pairs) -> Iterator[Change]:
    """Yield what changed under the keys of an item that both designs have."""
    yield from _Keys(pairs, inherited=True).of(old, new, _Around(subject_of(new)))


def settings_changes(old: Element, new: Element, pairs: Pairs, subject: Subject) -> Iterator[Change]:
    """Yield what changed in the circumstances of a course, a module or a unit that it says itself.

    What both sides take from elsewhere is told where it is written.
    """
    yield from _Keys(pairs, inherited=False).of(old, new, _Around(subject))


class _Keys:
    """Compares key by key; `inherited` says whether keys count that neither element says itself."""

    def __init__(self, pairs: Pairs, *, inherited: bool) -> None:
        self._pairs = pairs
        self._inherited = inherited

    def of(self, old: Element, new: Element, around: _Around) -> Iterator[Change]:
        for key in old.keys:
            topic = key_topic(type(old), key)
            if topic is None or topic.style == "told":
                continue
            if not self._inherited and not (self._says_itself(old, key) or self._says_itself(new, key)):
                continue
            yield from self._of_key(old, new, key, topic, around)

    @staticmethod
    def _says_itself(element: Element, key: str) -> bool:
        return element.says(key) and not element.inherits(key)

    def _of_key(
        self, old: Element, new: Element, key: str, topic: KeyTopic, around: _Around
    ) -> Iterator[Change]:
        attribute = old.keys[key][0]
        before, after = getattr(old, attribute), getattr(new, attribute)
        if isinstance(before, Element) and isinstance(after, Element):
            inner = around._replace(path=around.key(key), within=(*around.within, Subject(topic.label)))
            yield from self.of(before, after, inner)
            return
        if before and after and type(before) is type(after) is tuple:  # `Weeks` is another kind of tuple
            yield from self._of_list(old, new, key, topic, around)
            return
        one, other = (_with_unit(said(side, key), topic.unit) for side in (old, new))
        both_said = one.state == other.state == "said" and not isinstance(before, str)
        if one == other or (both_said and self._equal(before, after)):
            return
        if one.state == other.state == "unread":
            return
        yield self._change(old, new, key, topic, around, one, other)

    def _change(
        self, old: Element, new: Element, key: str, topic: KeyTopic, around: _Around, one: Side, other: Side
    ) -> Change:
        return Change(
            topic.topic,
            _kind(topic, one, other),
            around.subject,
            one,
            other,
            around.key(key),
            _label(topic, getattr(old, old.keys[key][0]), getattr(new, new.keys[key][0])),
            topic.style,
            around.within,
            was=At(old, key),
            now=At(new, key),
        )

    def _of_list(
        self, old: Element, new: Element, key: str, topic: KeyTopic, around: _Around
    ) -> Iterator[Change]:
        attribute = old.keys[key][0]
        before, after = getattr(old, attribute), getattr(new, attribute)
        if not isinstance((*before, *after)[0], Element):
            gone, come = self._left_over(before, after), self._left_over(after, before, mirrored=True)
            if gone or come:
                one = Side("said", listed(map(words_of, gone))) if gone else ABSENT
                other = Side("said", listed(map(words_of, come))) if come else ABSENT
                yield self._change(old, new, key, topic._replace(style="list"), around, one, other)
            return
        both, gone, come = paired_entries(before, after, self._pairs.same)
        base = Change(topic.topic, "changed", around.subject, key=around.key(key), label=topic.label)
        base = base._replace(style="entry", within=around.within)
        for one in gone:
            side = Side("said", _told(one))
            yield base._replace(kind="dropped", old=side, was=At(one))
        for other in come:
            side = Side("said", _told(other))
            yield base._replace(kind="added", new=side, now=At(other))
        for one, other in both:
            sides = Side("said", _told(one)), Side("said", _told(other))
            reworded = sides[0] != sides[1] and not self._named_alike(one, other)
            if reworded:
                yield base._replace(
                    kind="reworded", style="text", old=sides[0], new=sides[1], was=At(one), now=At(other)
                )
            inner = around._replace(
                path=around.key(key), within=(*around.within, Subject(topic.label, _told(other)))
            )
            for change in self.of(one, other, inner):
                if not (reworded and (change.old, change.new) == sides):  # the name is a key of its own
                    yield change

    def _named_alike(self, one: Element, other: Element) -> bool:
        """Whether two parts are called after the same item, whatever its id is now, or have a name apart."""
        return isinstance(one, Item) or same_link(one, other, self._pairs.same)

    def _equal(self, one: Any, other: Any) -> bool:
        if isinstance(one, When) and isinstance(other, When):
            mine, theirs = one.spec, other.spec
            if isinstance(mine, Relative) and isinstance(theirs, Relative):
                away = mine._replace(anchor="") == theirs._replace(anchor="")
                return away and self._pairs.same(one.anchor, other.anchor)
            return mine == theirs
        if isinstance(one, str) and isinstance(other, str):
            return words_of(one) == words_of(other)
        return bool(self._pairs.same(one, other))

    def _left_over(
        self, these: tuple[Any, ...], those: tuple[Any, ...], *, mirrored: bool = False
    ) -> list[Any]:
        """Return the entries of a list that the other has not, however they are ordered."""
        rest = list(those)
        found = []
        for one in these:
            at = next(
                (n for n, it in enumerate(rest) if self._equal(*((it, one) if mirrored else (one, it)))), None
            )
            if at is None:
                found.append(one)
            else:
                del rest[at]
        return found


def _label(topic: KeyTopic, old: object, new: object) -> str:
    """Return what to call a part: in the plural where there are several of it."""
    several = any(type(side) is tuple and len(side) > 1 for side in (old, new))
    return plural(topic.label) if several and topic.style == "part" else topic.label


def _with_unit(side: Side, unit: str) -> Side:
    if not unit or side.state != "said":
        return side
    return side._replace(text=f"{side.text}{'' if unit == '%' else ' '}{unit}")


def _told(entry: Element) -> str:
    """Return an entry of a list in words; a prompt with its role, which is all it has beside its text."""
    if isinstance(entry, Prompt) and entry.role:
        return f"{entry.role}: {words_of(entry.text)}"
    return name_of(entry)


def _kind(topic: KeyTopic, old: Side, new: Side) -> Kind:
    if topic.style == "moved":
        return "moved"
    if topic.style == "text" and old.state == new.state == "said":
        return "reworded"
    if topic.style in {"part", "list"}:
        had, has = old.state == "said", new.state == "said"
        if had and has:
            return "changed" if topic.style == "list" else "reworded"
        if had or has:
            return "dropped" if had else "added"
    return "changed"
