"""Whether everybody can use what a course gives them: materials, images in texts, and sessions.

The rules MAT001, MAT002, MAT004, MAT007, MAT008 and SES004 ask the same questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design import accessible
from coursewright.design.markdown import images
from coursewright.design.markdown_texts import marked_texts
from coursewright.spec.model import Material, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coursewright.design.accessible import Access
    from coursewright.design.markdown_texts import MarkdownText
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = [
    "ASPECTS",
    "Aspect",
    "ImagesIn",
    "Limits",
    "MaterialAccess",
    "SessionAccess",
    "images_in_texts",
    "materials_by_need",
    "sessions_by_need",
    "standing",
]

Aspect: TypeAlias = Literal["alt", "captions", "transcript", "chapters", "light", "licence"]
ASPECTS: tuple[Aspect, ...] = ("alt", "captions", "transcript", "chapters", "light", "licence")

_ORDER: tuple[Access, ...] = ("missing", "unknown", "purpose", "there", "not-needed")
"""What is missing first."""


class Limits(NamedTuple):
    """From which length (minutes) and size (megabytes) on something is asked for: see `design.accessible`."""

    video_minutes: float = accessible.LONG_VIDEO_MINUTES
    megabytes: float = accessible.LARGE_MEGABYTES
    low_bandwidth_megabytes: float = accessible.LARGE_MEGABYTES_LOW_BANDWIDTH


class ImagesIn(NamedTuple):
    """The images of one element's Markdown texts: how many, and how many have no words."""

    element: Element
    key: str
    number: int
    without: int


class MaterialAccess(NamedTuple):
    """A material, and how it stands with each aspect.

    `pictures` are those of its page, None for other kinds and where the text of the page cannot be read.
    """

    material: Material
    aspects: Mapping[Aspect, Access]
    pictures: ImagesIn | None

    @property
    def worst(self) -> Access:
        """How it stands altogether: missing where one aspect is, else unknown, and so on."""
        return standing(self.aspects.values())


class SessionAccess(NamedTuple):
    """A session, its recording and its alternative, and what that means for those who cannot come.

    A recording or an alternative is `missing` where it is not said, or said not to be made: one of the two is
    enough, and an optional session needs neither.
    """

    session: Session
    recording: Access
    alternative: Access
    worst: Access


def standing(states: Iterable[Access]) -> Access:
    """Return the first of some states in the order missing, unknown, on purpose, there, not needed."""
    found = set(states)
    return next((state for state in _ORDER if state in found), "not-needed")


def materials_by_need(course: Course, limits: Limits | None = None) -> Sequence[MaterialAccess]:
    """Return all materials, inline ones too, each once: what lacks something first, then by the files."""
    texts = marked_texts(course)
    found = [_of_material(one, texts, limits or Limits()) for one in course.every(Material)]
    return sorted(found, key=lambda one: _ORDER.index(one.worst))


def images_in_texts(course: Course) -> Sequence[ImagesIn]:
    """Return the elements, other than materials, whose texts hold images: those without words first."""
    found = [
        pictures
        for element, texts in marked_texts(course).items()
        if not isinstance(element, Material) and (pictures := _pictures(element, texts)).number
    ]
    return sorted(found, key=lambda one: not one.without)


def sessions_by_need(course: Course) -> Sequence[SessionAccess]:
    """Return all sessions: those that leave somebody behind first."""
    found = [_of_session(session) for session in course.every(Session)]
    return sorted(found, key=lambda one: _ORDER.index(one.worst))


def _pictures(element: Element, texts: Sequence[MarkdownText]) -> ImagesIn:
    found = [(written.key, image) for written in texts for image in images(written.text)]
    bare = [key for key, image in found if not image.alt and not image.decorative]
    key = next(iter(bare), found[0][0] if found else "")
    return ImagesIn(element, key, len(found), len(bare))


def _of_material(
    material: Material, texts: Mapping[Element, Sequence[MarkdownText]], limits: Limits
) -> MaterialAccess:
    page = texts.get(material, ())
    pictures = _pictures(material, page) if page else None
    aspects: dict[Aspect, Access] = {
        "alt": _alt(material, pictures),
        "captions": accessible.captions(material),
        "transcript": accessible.transcript(material),
        "chapters": accessible.chapters(material, limits.video_minutes),
        "light": accessible.light_version(material, limits.megabytes, limits.low_bandwidth_megabytes),
        "licence": accessible.licence(material),
    }
    return MaterialAccess(material, aspects, pictures)


def _alt(material: Material, pictures: ImagesIn | None) -> Access:
    if material.kind != "page":
        return accessible.alt_text(material)
    if pictures is None:
        return "unknown"
    return "missing" if pictures.without else "there" if pictures.number else "not-needed"


def _of_session(session: Session) -> SessionAccess:
    recording = _said(session, "recording", bool(session.recording))
    alternative = _said(session, "alternative", bool(session.alternative))
    if session.optional:
        worst: Access = "not-needed"
    elif "there" in {recording, alternative}:
        worst = "there"
    elif session.leaves_open("optional") or "unknown" in {recording, alternative}:
        worst = "unknown"
    elif "purpose" in {recording, alternative}:
        worst = "purpose"
    else:
        worst = "missing"
    return SessionAccess(session, recording, alternative, worst)


def _said(session: Session, key: str, there: bool) -> Access:
    if there:
        return "there"
    if session.leaves_out(key):
        return "purpose"
    return "unknown" if session.leaves_open(key) else "missing"
