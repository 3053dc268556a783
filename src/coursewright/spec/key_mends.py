"""Which key should stand in the place of one that is not known, where only one can.

Loaded only when there is such a key. The right key must not stand beside it, and must take the value.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.durations import parse_duration
from coursewright.spec.faults import Fault, Mend
from coursewright.spec.key_faults import known_elsewhere, normal, synonyms
from coursewright.spec.likeness import likeness
from coursewright.spec.nodes import Absence, Mapping, Node, Scalar
from coursewright.spec.schema_files import judging
from coursewright.spec.times import parse_date, parse_time, parse_weeks
from coursewright.spec.wording import DurationFault, WordingFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence as List

    from jsonschema_rs import Draft202012Validator as Compiled

    from coursewright.spec.schema_files import Schema

_READERS: dict[str, Callable[[str], Any]] = {
    "duration": parse_duration,
    "time": parse_time,
    "date": parse_date,
    "weeks": parse_weeks,
}
"""Definitions whose texts the schema leaves to a reader."""

_SPELLINGS = {"licence": "license", "license": "licence"}
"""Two spellings of one key."""


def with_mends(faults: List[Fault], mapping: Node, schema: Schema, data: Any, where: str) -> list[Fault]:
    """Add a mend to each fault of a key that one key of `schema` can replace.

    `data` is what the mapping holds as plain data.
    """
    if not isinstance(mapping, Mapping):
        return [*faults]
    keys = schema["properties"]
    meant = Counter(fault.meant for fault in faults)
    values = {id(key): (name, value) for name, (key, value) in mapping.pairs.items()}
    found = []
    for fault in faults:
        mend = None
        beside = {fault.meant, _SPELLINGS.get(fault.meant, "")} & mapping.pairs.keys()
        if fault.meant in keys and not beside and meant[fault.meant] == 1:
            name, value = values[id(fault.node)]
            said = synonyms(name, list(keys), where)
            if _takes(keys[fault.meant], value, data.get(name), as_said=not said):
                mend = _mend(fault, list(keys), said)
        found.append(fault._replace(mend=mend) if mend is not None else fault)
    return found


def _mend(fault: Fault, known: list[str], said: list[str]) -> Mend | None:
    """Return the mend for a key that may stand here and takes the value, if its meaning is clear.

    `said` are the keys that it is another word for.
    """
    key = fault.node
    if not isinstance(key, Scalar):
        return None
    if said:
        return Mend(key, fault.meant, safe=True) if len(said) == 1 else None
    spelling = max((key.text, normal(key.text)), key=lambda one: one == fault.meant)
    like = likeness(spelling, fault.meant, known)
    if like == "none":
        return None
    return Mend(key, fault.meant, safe=like == "slip" and not known_elsewhere(key.text))


def _takes(schema: Schema, value: Node, data: Any, *, as_said: bool) -> bool:
    """Whether a key takes a value; whether something may be left out is for the reading to judge.

    Under the key itself, misspelt (`as_said`), a number may lack its unit. Not so under another word: thirty
    `minutes` are no duration of thirty.
    """
    if isinstance(value, Absence):
        return False
    if not _compiled(json.dumps(schema, sort_keys=True)).is_valid(data):
        return False
    reader = _READERS.get(_definition(schema))
    if reader is None or not isinstance(value, Scalar):
        return True
    try:
        reader(value.text)
    except DurationFault as fault:
        return as_said and fault.kind != "malformed"
    except WordingFault:
        return False
    return True


@lru_cache(maxsize=64)
def _compiled(schema: str) -> Compiled:
    import jsonschema_rs  # noqa: PLC0415 - a big library

    return jsonschema_rs.Draft202012Validator({"$defs": judging("module")["$defs"], **json.loads(schema)})


def _definition(schema: Schema) -> str:
    """Return the name of the definition that what is said of a key comes down to."""
    definitions, name = judging("module")["$defs"], ""
    schema = schema.get("else", schema)
    while "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = definitions[name]
    return name
