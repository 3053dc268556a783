"""What every file of a backup is written with: the edition, the outline, numbers, files and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz.files import Area, Pool
from coursewright.exporters.mbz.links import MoodleLinks
from coursewright.exporters.mbz.marks_back import with_marks
from coursewright.exporters.mbz.outline import outline_of
from coursewright.exporters.mbz.times import made_at
from coursewright.exporters.pages.body import ALL, entry_body
from coursewright.exporters.prose.prose import Prose, source_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.mbz.ids import Ids
    from coursewright.exporters.mbz.outline import Activity
    from coursewright.exporters.pages.body import Body
    from coursewright.exporters.prose.assets import Asset
    from coursewright.spec.element import Element

__all__ = ["HEADINGS", "Bench"]

HEADINGS = 3
"""The level of the highest headings in a text: above it stand the names of the site and of the activity."""


class Bench:
    """One backup while it is written."""

    def __init__(self, edition: Edition, ids: Ids) -> None:
        self.edition = edition
        self.words = edition.words
        self.ids = ids
        self.made = made_at(edition)
        self.outline = outline_of(edition, ids)
        self.links = MoodleLinks(self.outline)
        self.pool = Pool(ids, self.made)
        self._files: dict[str, list[int]] = {}

    def text(self, activity: Activity, area: str, without: Iterable[str] = ()) -> str:
        """Return what the page of an entry says, without some parts, as a text of its activity."""
        if activity.entry is None:
            return ""
        parts = ALL.difference(without)
        body = entry_body(activity.entry, self.edition, self.links, parts, level=HEADINGS)
        return with_marks(self.keep(activity, area, body), activity)

    def keep(self, activity: Activity, area: str, body: Body) -> str:
        """Return a text for an activity, and note the files that it uses."""
        self.use(activity, area, body.assets)
        # Moodle's style sets headings close to what is above them; this class of its own keeps them apart.
        return body.html.replace('<section class="cw-', '<section class="mt-4 cw-')

    def use(self, activity: Activity, area: str, assets: Iterable[Asset], *, main: bool = False) -> None:
        """Note files that belong to a text of an activity."""
        place = Area(activity.context, f"mod_{activity.kind}", area)
        self._files.setdefault(activity.key, []).extend(self.pool.add(place, assets, main=main))

    def use_in_bank(self, question: int, area: str, assets: Iterable[Asset], quiz: Activity) -> None:
        """Note files that belong to a text of a question, for the quiz that asks it."""
        place = Area(self.outline.context, "question", area, question)
        self._files.setdefault(quiz.key, []).extend(self.pool.add(place, assets))

    def use_in_section(self, section: int, key: str, assets: Iterable[Asset]) -> None:
        """Note files that belong to the summary of a section."""
        place = Area(self.outline.context, "course", "section", section)
        self._files.setdefault(f"section {key}", []).extend(self.pool.add(place, assets))

    def use_in_course(self, assets: Iterable[Asset]) -> None:
        """Note files that belong to the summary of the course."""
        place = Area(self.outline.context, "course", "summary")
        self._files.setdefault("course", []).extend(self.pool.add(place, assets))

    def files_of(self, key: str) -> tuple[int, ...]:
        """Return the numbers of the files noted for an activity, `course`, or `section` and its key."""
        return tuple(dict.fromkeys(self._files.get(key, ())))

    def prose(self, text: str, element: Element, key: str) -> tuple[str, list[Asset]]:
        """Return a Markdown text that stands at a key as HTML, and the files that it uses."""
        if not text.strip():
            return "", []
        renderer = Renderer(self.edition.course, self.links)
        return renderer.html(Prose(text, source_of(element, key)), level=HEADINGS + 1), renderer.assets

    def plain(self, text: str) -> str:
        """Return a plain text as a paragraph; empty for none."""
        return f"<p>{escaped(text)}</p>" if text.strip() else ""
