"""What a guide says: the weeks of a course as those who teach go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.staff_time import staff_times
from coursewright.exporters.guide.closing import closing_chapters
from coursewright.exporters.guide.outline import Chapter, Heading, Points, Rows, Table, Text
from coursewright.exporters.guide.sessions import session_blocks
from coursewright.exporters.guide.work import answer_rows, read_rows
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.pages.times import duration_text, moment_text, span_text
from coursewright.exporters.pages.writing import entry_of, person
from coursewright.exporters.prose.prose import prose_of
from coursewright.exporters.prose.render import Renderer
from coursewright.spec.durations import Duration
from coursewright.spec.model import Announcement, Assessment, FollowUpActivity, Reflection, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.guide.outline import Block
    from coursewright.exporters.prose.assets import Asset
    from coursewright.spec.moments import Moment

__all__ = ["chapters"]


class _Nowhere:
    """The addresses of a text that is read without its links."""

    def asset(self, asset: Asset) -> str:
        """Return the name of a file."""
        return asset.name

    def entry(self, _key: str) -> str | None:
        """Return no address."""
        return None


def chapters(edition: Edition) -> Iterator[Chapter]:
    """Yield the chapters of a guide: how to use it, each week or part, and what belongs to the whole."""
    yield _opening(edition)
    for title, entries in _weeks(edition):
        blocks = tuple(_of_week(entries, edition))
        if blocks:
            yield Chapter(title, blocks)
    yield from closing_chapters(edition)


def _opening(edition: Edition) -> Chapter:
    words, settings = edition.words, home(edition).settings
    rows = []
    for member in settings.team:
        role = words(f"role.name.{member.role}") if member.role else words("role.team")
        contact = f" ({member.contact})" if member.contact else ""
        if called := f"{member.name or member.title or ''}{contact}".strip():
            rows.append((role[:1].upper() + role[1:], called))
    workload, support = settings.workload, settings.support
    if workload is not None and workload.staff_hours_per_week is not None:
        hours = workload.staff_hours_per_week
        rows.append((words("brief.staff_hours"), words("fit.hours_per_week", hours, hours=f"{hours:g}")))
    if support is not None and support.response_time:
        rows.append((words("support.response_time"), span_text(support.response_time, edition)))
    if support is not None and support.private_questions:
        rows.append((words("support.private"), support.private_questions))
    blocks: list[Block]
    if settings.support_model in {"prepared", "self-taught"}:
        blocks = [Text(words("guide.lead_unled"))]
    else:
        routine = tuple(words(f"guide.routine.{number}") for number in range(1, 5))
        blocks = [Text(words("guide.lead")), Points(routine, ordered=True)]
    if rows:
        blocks.append(Rows(tuple(rows)))
    return Chapter(words("guide.how"), tuple(blocks))


def _weeks(edition: Edition) -> Iterator[tuple[str, Sequence[Entry]]]:
    """Yield titles with the entries of each week; what is in no week comes by its unit, at the end."""
    by_week: dict[int, list[Entry]] = {}
    rest: dict[str, list[Entry]] = {}
    titles: dict[int, dict[str, None]] = {}
    for module in edition.modules:
        for unit in module.units:
            name = unit.title or module.title
            for entry in unit.entries:
                if entry.week is None:
                    rest.setdefault(name, []).append(entry)
                    continue
                by_week.setdefault(entry.week, []).append(entry)
                if entry.kind in {"task", "session", "follow-up"}:
                    titles.setdefault(entry.week, {})[name if unit.week else module.title] = None
    for week in sorted(by_week):
        heading = edition.words("time.week", week=week)
        names = ", ".join(title for title in titles.get(week, {}) if title != heading)
        yield (f"{heading}: {names}" if names else heading), by_week[week]
    yield from rest.items()


def _of_week(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    yield from _glance(entries, edition)
    yield from _to_say(entries, edition)
    yield from _work(entries, edition)
    for entry in entries:
        if isinstance(entry.element, Session):
            yield from session_blocks(entry, edition)
    yield from _follow_ups(entries, edition)
    yield from _reflections(entries, edition)


def _glance(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    """Say what happens when, and how much time it takes as far as that is known."""
    words = edition.words
    dated: list[tuple[Moment, str, str]] = []
    for entry in entries:
        if entry.kind == "session" and entry.opens is not None:
            dated.append((entry.opens, words("name.session"), entry.title))
        elif entry.kind == "announcement" and entry.opens is not None:
            dated.append((entry.opens, words("guide.say"), _announced(entry, edition)))
        elif entry.due is not None and entry.kind != "material":
            dated.append((entry.due, words("facts.due"), entry.title))
        if entry.answered_at is not None and not entry.answered_in:
            dated.append((entry.answered_at, words("staff.answer_by"), entry.title))
    # Times of different scales, as of weeks and of days, cannot be compared: they stay side by side.
    dated.sort(key=lambda row: (row[0].scale, row[0].on_axis.replace(tzinfo=None)))
    if dated:
        head = (words("evaluation.when"), words("guide.what"), words("guide.about"))
        yield Table(head, tuple((moment_text(when, edition), what, title) for when, what, title in dated))
    minutes = _minutes(entries, edition)
    if minutes:
        yield Text(words("guide.minutes", length=duration_text(Duration(minutes, minutes), edition)))


def _announced(entry: Entry, edition: Edition) -> str:
    """Return what to call an announcement that has no title of its own."""
    key = f"announcement.kind.{getattr(entry.element, 'kind', None)}"
    own = getattr(entry.element, "title", None)
    return edition.words(key) if not own and key in edition.words else entry.title


def _minutes(entries: Sequence[Entry], edition: Edition) -> int:
    known = (
        time.minutes[0]
        for entry in entries
        if isinstance(entry.element, Task | Session | Assessment)
        for time in staff_times(entry.element, edition.course)
        if time.minutes is not None
    )
    return round(sum(known))


def _to_say(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    renderer = Renderer(edition.course, _Nowhere())
    found: list[tuple[str, str]] = []
    for entry in entries:
        if isinstance(entry.element, Announcement):
            text = prose_of(entry.element, "text", edition.course)
            when = moment_text(entry.opens, edition) if entry.opens is not None else entry.title
            found.append((when, renderer.plain(text) if text is not None else ""))
    if found:
        yield Heading(edition.words("announcements.title"))
        yield Rows(tuple(found))


def _work(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    """Yield each piece of work with what to read in it, and how to answer."""
    some: list[Block] = []
    for entry in entries:
        if not isinstance(entry.element, Task | Assessment):
            continue
        rows = [*read_rows(entry, edition), *answer_rows(entry, edition)]
        if rows:
            some += [Heading(entry.title, 2), Rows(tuple(rows))]
    if some:
        yield Heading(edition.words("guide.work"))
        yield from some


def _follow_ups(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    """Yield what takes work up outside sessions."""
    words = edition.words
    some: list[Block] = []
    for entry in entries:
        if not isinstance(entry.element, FollowUpActivity) or entry.in_session in edition.by_key:
            continue
        taken = [edition.by_key[key].title for key in entry.takes_up if key in edition.by_key]
        rows = [
            (words("facts.due"), moment_text(entry.due, edition) if entry.due is not None else ""),
            (words("guide.takes_up"), ", ".join(taken)),
            (words("staff.opens_with"), entry.element.opens_with or ""),
        ]
        some += [Heading(entry.title, 2), Rows(tuple(row for row in rows if row[1]))]
    if some:
        yield Heading(words("guide.follow_ups"))
        yield from some


def _reflections(entries: Sequence[Entry], edition: Edition) -> Iterator[Block]:
    """Yield what students are asked to look back on, who reads it, and what comes of it."""
    words = edition.words
    some: list[Block] = []
    for entry in entries:
        reflection = entry.element
        if not isinstance(reflection, Reflection) or entry.staff_only:
            continue
        weekly = words("reflection.weekly") if reflection.when == "weekly" else ""
        rows = [
            (words("facts.due"), moment_text(entry.due, edition) if entry.due is not None else weekly),
            (words("reflection.prompts"), " / ".join(prompt.text for prompt in reflection.prompts)),
            (words("staff.by"), person(reflection.read_by, edition)),
            (words("staff.feeds"), _fed(reflection, edition)),
        ]
        some += [Heading(entry.title, 2), Rows(tuple(row for row in rows if row[1]))]
    if some:
        yield Heading(words("guide.reflections"))
        yield from some


def _fed(reflection: Reflection, edition: Edition) -> str:
    if reflection.feeds is None:
        return ""
    known = entry_of(reflection.feeds.target, edition) or edition.by_key.get(reflection.feeds.text)
    return known.title if known is not None else reflection.feeds.text
