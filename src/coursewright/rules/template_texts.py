"""The example texts that templates put into a new course, ours and those of other systems.

`python -m coursewright.rules.template_texts` in the project's folder writes the list of ours anew; with a
text, it prints the fingerprint to add to the list of the others, of which no text is kept.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.design.text_openings import APART, folded_texts
from coursewright.design.texts import texts_in
from coursewright.spec.witness import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.spec.nodes import Written
    from coursewright.spec.source import Source

START = 6
"""How many letters are looked at first; of the texts of others, we know no more."""

FEWEST_WORDS = 4
"""Shorter texts may be anyone's own."""

SHARED = "_shared"
PARTS = "_parts"
"""Folders beside the templates: what they share, and templates of parts."""

GENERATED = "template_texts.txt"
OTHERS = "other_templates.txt"


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """Where each known text comes from: ours by the folded text, those of others by their fingerprint."""

    ours: Mapping[str, str]
    others: Mapping[str, str]
    starts: frozenset[str]
    """The first letters of each, by which nearly every other text is told apart."""
    their_starts: frozenset[str]
    """Those of others: only of what starts so, a fingerprint is taken."""

    def suspects(self, source: Source) -> Sequence[Written]:
        """Return the texts that start like one of ours or theirs, of a file in which some go on so too."""
        if not self._are_in(folded_texts(source)):
            return ()
        starts = self.starts
        return [pair for pair in texts_in(source) if pair[1].text[:START].casefold() in starts]

    def _are_in(self, texts: str) -> bool:
        starts = self.starts
        alike = [text for text in texts.split(APART) if text[:START] in starts]
        return any(self.origin(text) is not None for text in alike)

    def origin(self, text: str) -> str | None:
        """Return what a text came with, or None for an author's own."""
        folded = fold(text)
        ours = self.ours.get(folded)
        if ours or folded[:START] not in self.their_starts:
            return ours
        return self.others.get(fingerprint(folded))


@lru_cache(maxsize=1)
def known_texts() -> KnownTexts:
    """Return the example texts of all templates we know."""
    data = Path(__file__).parent / "data"
    return parse((data / GENERATED).read_text("utf-8"), (data / OTHERS).read_text("utf-8"))


def parse(ours: str, others: str) -> KnownTexts:
    """Read both tables; lines without a tab are comments."""
    rows = (line.partition("\t") for line in ours.splitlines() if "\t" in line)
    texts = {fold(text): origin for origin, _, text in rows if len(text.split()) >= FEWEST_WORDS}
    prints = [line.split("\t") for line in others.splitlines() if "\t" in line]
    theirs = frozenset(start for _, start, _ in prints)
    starts = theirs | {text[:START] for text in texts}
    return KnownTexts(texts, {digest: origin for origin, _, digest in prints}, starts, theirs)


def fingerprint(folded: str) -> str:
    """Return a digest of a folded text."""
    return blake2b(folded.encode(), digest_size=8).hexdigest()


def fold(text: str) -> str:
    """Return a text as it is compared: without case, and with every run of white space as one space."""
    return " ".join(text.split()).casefold()


def collect(templates: Path) -> list[tuple[str, str]]:
    """Return the example texts of the course templates in a folder, each with the template's name.

    These are what a worked example has to be replaced of, and the examples in hints; what templates share
    has no name.
    """
    found: list[tuple[str, str]] = []
    for folder in sorted(path.parent for path in templates.glob("*/template.yaml")):
        texts = [*(_yaml(folder / "template.yaml").get("replace") or ()), *_examples(folder)]
        found += [(folder.name, " ".join(str(text).split())) for text in texts]
    for folder in sorted(templates.glob(f"{PARTS}/*/")):
        name = "" if folder.name == SHARED else folder.name
        found += [(name, text) for text in _examples(folder)]
    return found + [("", text) for text in _examples(templates / SHARED)]


def _examples(folder: Path) -> Iterator[str]:
    """Yield the examples of the hints of a template, in every language; those with numbers are never left."""
    for path in sorted(folder.glob("words/*.yaml")):
        for hint in (_yaml(path).get("hints") or {}).values():
            if isinstance(hint, dict) and "{" not in (example := str(hint.get("example", ""))):
                yield " ".join(example.split())


def _yaml(path: Path) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - a check only reads the finished list

    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}


def render(texts: Iterable[tuple[str, str]], before: str) -> str:
    """Return the table of example texts under the heading comment of the one `before`."""
    heading = "".join(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    rows = sorted({f"{_origin(name)}\t{text}" for name, text in texts if len(text.split()) >= FEWEST_WORDS})
    return "\n".join([heading, *rows, ""]) if rows else f"{heading}\n"


def _origin(name: str) -> str:
    return f"our template `{name}`" if name else "our templates"


def write(templates: Path, data: Path) -> None:
    """Bring the generated list up to date."""
    path = data / GENERATED
    path.write_text(render(collect(templates), path.read_text("utf-8")), "utf-8")


def main(words: Sequence[str]) -> None:
    """Print the fingerprint of a text, or write the list of ours anew."""
    if words:
        folded = fold(" ".join(words))
        sys.stdout.write(f"{folded[:START]}\t{fingerprint(folded)}\n")
    else:
        write(Path("course_templates"), Path(__file__).parent / "data")


if __name__ == "__main__":
    main(sys.argv[1:])
