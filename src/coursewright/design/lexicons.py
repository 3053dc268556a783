"""Which lexicon a text is read with: those that are shipped, and what a team has laid over them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coursewright.design.lexicon_build import build_lexicon, items, laid_over
from coursewright.design.verb_levels import VerbTable
from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coursewright.design.lexicon import Lexicon
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["SHIPPED", "Lexicons", "SilentLanguage", "lexicon_for", "lexicon_in_force", "silent_languages"]

_FOLDER: Final = Path(__file__).parent / "data" / "lexicon"
_UNFOLDED: Final = frozenset(
    {
        "spelling",
        "third_person",
        "try",
        "endings",
        "elisions",
        "infinitive_endings",
        "gerund_endings",
        "gerunds",
    }
)
"""Keys that hold no words to be met in a text, or that are themselves about spelling."""


class Lexicons:
    """The lexicons of one configuration; equal only to itself, so that what is read with it can be kept.

    `allow_verbs` are verbs of the closed list that the team accepts, in any spelling the lexicon folds.
    `extra` gives a language (`es`, or a tag such as `es-MX`) a lexicon file of the team's own: its lists make
    those of the shipped file longer, unless it says `standalone: true`; a language we lack is added.

    Files are read at once. Raises `LexiconError` for what is wrong in one, `UnreadableInputError` where it
    cannot be opened, `CoursewrightError` for what is no language tag.
    """

    __slots__ = ("_extra", "_own", "allow_verbs")

    def __init__(
        self, allow_verbs: frozenset[str] = frozenset(), extra: Mapping[str, Path] | None = None
    ) -> None:
        self.allow_verbs = allow_verbs
        self._extra: dict[str, dict[str, Any]] = {}
        self._own: dict[str, Lexicon] = {}
        if extra:
            from coursewright.design.lexicon_file import read_lexicon_file  # noqa: PLC0415 - few bring their own

            for tag, path in extra.items():
                language = _language(tag)
                if language is None or not tag.strip():
                    raise CoursewrightError(
                        f"`{tag}` is no language tag.", "Write one such as `es` or `pt-BR`."
                    )
                if language in self._extra:
                    raise CoursewrightError(f"`{language}` is given two lexicons.", "Keep one of the two.")
                self._extra[language] = read_lexicon_file(path)

    def for_language(self, tag: str | None) -> Lexicon | None:
        """Return the lexicon of a BCP 47 tag (`en-GB` reads as `en`), or None where there is none.

        An absent language reads as English.
        """
        language = _language(tag)
        if language is None:
            return None
        own = self._extra.get(language)
        if own is None:
            return _shipped(language)
        if language not in self._own:
            self._own[language] = _with_own(language, own)
        return self._own[language]


SHIPPED: Final = Lexicons()
"""The lexicons that come with the tool, and no verb allowed beside them."""


class SilentLanguage(NamedTuple):
    """A language without a lexicon: its tag as first written, and where it is in force first."""

    tag: str
    at: Element


def lexicon_for(language: str | None) -> Lexicon | None:
    """Return the shipped lexicon of a BCP 47 tag, or None where there is none; None reads as English."""
    return SHIPPED.for_language(language)


def lexicon_in_force(element: Element, lexicons: Lexicons | None) -> Lexicon | None:
    """Return the lexicon for the texts of an element; None where there is none, or its language is open."""
    settings = element.scope.settings
    if settings.leaves_open("language"):
        return None
    return (lexicons or SHIPPED).for_language(settings.language)


def silent_languages(course: Course, lexicons: Lexicons | None = None) -> tuple[SilentLanguage, ...]:
    """Return the languages of a course in which nobody can read, each once, as its content comes to them.

    The rules that read texts say nothing about what is written in them. Only a language counts in which
    something is written that they would read: outcomes, tasks or materials.
    """
    from coursewright.spec.model import Material, Outcome, Task  # noqa: PLC0415 - they are loaded by then

    scopes = dict.fromkeys(
        element.scope for kind in (Outcome, Task, Material) for element in course.every(kind)
    )
    found: dict[str, SilentLanguage] = {}
    for scope in scopes:
        tag, place = scope.settings.language, scope.element
        if not tag or place is None or scope.settings.leaves_open("language"):
            continue
        if (lexicons or SHIPPED).for_language(tag) is None:
            found.setdefault(_language(tag) or tag, SilentLanguage(tag, place))
    return tuple(found.values())


@lru_cache(maxsize=64)  # every rule that reads texts asks
def _language(tag: str | None) -> str | None:
    """Return the language of a tag in lower case, without script and region; None if it is none."""
    if tag is None:
        return "en"
    primary = tag.strip().replace("_", "-").partition("-")[0].lower()
    if not primary:
        return "en"
    return primary if primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3 else None


@lru_cache(maxsize=64)
def _shipped(language: str) -> Lexicon | None:
    data = _shipped_data(language)
    return build_lexicon(language, data, _verbs(language, data)) if data is not None else None


@lru_cache(maxsize=64)
def _shipped_data(language: str) -> dict[str, Any] | None:
    """Read a shipped file, which takes about two milliseconds."""
    try:
        text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    import yaml  # noqa: PLC0415 (a command that reads no outcome does not pay for it)

    # No types are guessed: `no` and `on` are words here.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    data: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 (the base loader makes text only)
    return data


def _verbs(language: str, data: Mapping[str, Any], *, with_file: bool = True) -> VerbTable:
    by_hand = {level: items(verbs) for level, verbs in data.get("verbs", {}).items()}
    file = _FOLDER / f"{language}_verbs.tsv"
    like = _english_verbs() if language != "en" else None
    return VerbTable(file if with_file and file.is_file() else None, by_hand, like)


@lru_cache(maxsize=1)
def _english_verbs() -> VerbTable:
    return VerbTable(_FOLDER / "en_verbs.tsv", {}, None)


def _with_own(language: str, own: dict[str, Any]) -> Lexicon:
    """Build a lexicon from a team's own file, laid over the shipped one if there is one."""
    shipped = None if own.get("standalone") == "true" else _shipped_data(language)
    shipped = shipped or {}
    spelling = laid_over({"spelling": own.get("spelling", {})}, {"spelling": shipped.get("spelling", {})})
    fold = build_lexicon(language, spelling, VerbTable(None, {}, None)).fold
    data = laid_over(_folded(own, fold), shipped)
    return build_lexicon(language, data, _verbs(language, data, with_file=bool(shipped)))


def _folded(data: Mapping[str, Any], fold: Callable[[str], str]) -> dict[str, Any]:
    """Fold case and spelling of all words, so that a team may write them as it is used to."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        match value:
            case _ if key in _UNFOLDED:
                found[key] = value
            case str():
                found[key] = ", ".join(" ".join(map(fold, item.split())) for item in items(value))
            case list():
                found[key] = [_folded(entry, fold) for entry in value]
            case dict() if key == "unobservable":
                found[key] = {fold(verb): _folded(entry, fold) for verb, entry in value.items()}
            case dict():
                found[key] = _folded(value, fold)
    return found
