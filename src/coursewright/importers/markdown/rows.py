"""Rows of a table below a heading, as entries: its columns say which facts they hold, by their heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from coursewright.importers.markdown.entries import Entry, day_of, entry_of
from coursewright.importers.markdown.tables import BREAK, is_said, name_of
from coursewright.importers.markdown.words import said_by
from coursewright.importers.markup.durations import duration_of
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.importers.markdown.tables import Table
    from coursewright.importers.markdown.words import Topic

__all__ = ["Rows", "rows_of"]

_Field: TypeAlias = Literal["title", "code", "due", "weight", "points", "duration", "criteria", "url"]
_WORDS: dict[_Field, str] = {
    "title": (
        "what|title|name|item|component|element|work|deliverable|topic|subject|description|statement|"
        "was|titel|bezeichnung|qué|título|nombre|o quê|nome|quoi|titre|nom|cosa|titolo|wat"
    ),
    "code": "#|no|nr|number|code|id|lo|nummer|número|numéro|numero",
    "due": (
        "when|due|due date|due dates|due by|due on|deadline|deadlines|date|dates|submission date|"
        "hand-in date|wann|abgabe|abgabetermin|termin|frist|datum|"
        "cuándo|fecha|fecha de entrega|entrega|plazo|"
        "quando|data|data de entrega|prazo|quand|date de remise|échéance|scadenza|wanneer|inleverdatum"
    ),
    "weight": (
        "weight|weighting|weights|percent|percentage|share|value|worth|grade|% of grade|"
        "% of final grade|percentage of grade|weight (%)|gewicht|gewichtung|anteil|"
        "peso|ponderación|porcentaje|"
        "ponderação|pondération|poids|weging"
    ),
    "points": "points|pts|marks|max points|maximum points|maximum marks|punkte|puntos|pontos|punti|punten",
    "duration": (
        "duration|time|length|time needed|estimated time|dauer|zeit|duración|duração|durée|durata|duur"
    ),
    "criteria": (
        "criteria|criterion|assessment criteria|marking criteria|grading criteria|assessed by|judged by|"
        "kriterien|bewertungskriterien|criterios|critérios|critères|criteri"
    ),
    "url": "link|url|address|web address|adresse|enlace|lien",
}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_HELD: dict[Topic, frozenset[_Field]] = {
    "tasks": frozenset({"due", "weight", "points", "duration", "criteria"}),
    "assessments": frozenset({"due", "weight", "points", "duration", "criteria"}),
    "materials": frozenset({"duration", "url"}),
    "sessions": frozenset({"due", "duration"}),
    "outcomes": frozenset({"code"}),
}
"""Which facts the items of a list have a place for, beside their titles."""
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s?%")
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})?")
_ADDRESS = re.compile(r"<?(?:\[[^\]]{0,300}\]\()?(https?://[^\s<>()]{3,2000})[>)]{0,2}")
_TOTALS = frozenset({"total", "totals", "sum", "gesamt", "summe", "suma", "soma", "totale", "totaal"})


class Rows(NamedTuple):
    """What stands in a table."""

    entries: list[Entry]
    totals: list[str]
    """Rows that only add the others up, as text."""


def rows_of(table: Table, topic: Topic) -> Rows:
    """Return the rows of a table below a heading that announces items of this kind."""
    heads = [_field(head, topic) for head in table.heads]
    rows = table.rows
    names = table.heads
    if not table.is_headed and not any(heads):
        rows = [table.heads, *rows]
        names = [""] * max(map(len, rows))
        heads = [None] * len(names)
    at = heads.index("title") if "title" in heads else heads.index(None) if None in heads else 0
    found = Rows([], [])
    for cells in rows:
        title = _title(cells, at)
        if not title:
            continue
        if title.casefold().strip(" :") in _TOTALS:
            found.totals.append(" | ".join(filter(None, map(plain, cells))))
            continue
        found.entries.append(_entry(cells, at, names, heads, _HELD.get(topic, frozenset())))
    return found


def _field(head: str, topic: Topic) -> _Field | None:
    name = name_of(head)
    if head.strip() in {"#", "%"}:
        return "code" if head.strip() == "#" else "weight"
    if field := _FIELDS.get(name):
        return field
    role = said_by(head).role
    return "title" if role is not None and role.topic == topic else None


def _title(cells: Sequence[str], at: int) -> str:
    return plain(cells[at]) if at < len(cells) and is_said(cells[at]) else ""


def _entry(
    cells: Sequence[str],
    at: int,
    names: Sequence[str],
    heads: Sequence[_Field | None],
    held: frozenset[_Field],
) -> Entry:
    entry = entry_of(" ".join(BREAK.split(cells[at])) if "<br" in cells[at].lower() else cells[at])
    entry = entry._replace(rest="" if plain(entry.rest) == entry.title else entry.rest, text="")
    beside: list[str] = [entry.rest] if entry.rest else []
    for number, (name, field, cell) in enumerate(zip(names, heads, cells, strict=False)):
        if number == at or not is_said(cell):
            continue
        kind = field or _by_look(cell)
        facts = _facts(kind, name, cell) if kind in held else {}
        if facts:
            entry = entry._replace(**facts)
        elif kind != "code":
            beside.append(f"{name}: {cell}" if name else cell)
    return entry._replace(rest="\n\n".join(beside))


def _by_look(cell: str) -> _Field | None:
    """Return what a cell without a head holds, where its look is enough to tell."""
    return "weight" if _SHARE.fullmatch(plain(cell)) else "due" if day_of(plain(cell)) else None


def _facts(field: _Field | None, name: str, cell: str) -> dict[str, Any]:
    """Return the parts of an entry that a cell gives; none where it does not say them exactly."""
    said = plain(cell)
    match field:
        case "due" if day := day_of(said):
            return {"due": day}
        case "weight" if share := _SHARE.fullmatch(said):
            return {"weight": f"{share[1]}%"}
        case "weight" if "%" in name and _NUMBER.fullmatch(said):
            return {"weight": f"{said}%"}
        case "points" if number := _NUMBER.match(said):
            return {"points": float(number[0])} if number[0] == said.split()[0] else {}
        case "duration" if duration := duration_of(said):
            return {"duration": duration}
        case "criteria":
            return {"criteria": tuple(_parts(cell))}
        case "url" if found := _ADDRESS.match(cell):
            return {"url": found[1]}
        case "code":
            return {"code": said}
    return {}


def _parts(cell: str) -> Iterator[str]:
    for part in BREAK.split(cell):
        if said := plain(part.strip(" -*")):
            yield said
