"""The example texts that templates put into a new course, ours and those of other systems.

`python -m coursewright.rules.template_texts` in the project's folder writes the list of ours anew.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEWEST_WORDS = 4
"""Shorter texts may be anyone's own."""

GENERATED = "template_texts.txt"
OTHERS = "other_templates.txt"


@lru_cache(maxsize=1)
def known_texts() -> Mapping[str, str]:
    """Return what each example text comes from, by the folded text."""
    data = resources.files("coursewright.rules") / "data"
    return parse((data / OTHERS).read_text("utf-8")) | parse((data / GENERATED).read_text("utf-8"))


def parse(table: str) -> dict[str, str]:
    """Read lines of an origin, a tab and a text; lines without a tab are comments."""
    rows = (line.partition("\t") for line in table.splitlines() if "\t" in line)
    return {fold(text): origin for origin, _, text in rows if len(text.split()) >= FEWEST_WORDS}


def fold(text: str) -> str:
    """Return a text as it is compared: without case, and with every run of white space as one space."""
    return " ".join(text.split()).casefold()


def collect(templates: Path) -> list[tuple[str, str]]:
    """Return the example texts of the course templates in a folder, each with the template's name."""
    import yaml  # noqa: PLC0415 - a check only reads the finished list

    found: list[tuple[str, str]] = []
    for path in sorted(templates.glob("*/template.yaml")):
        described = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) or {}
        found += [(path.parent.name, " ".join(str(text).split())) for text in described.get("replace") or ()]
    return found


def render(texts: Iterable[tuple[str, str]], before: str) -> str:
    """Return the table of example texts under the heading comment of the one `before`."""
    heading = "".join(line for line in before.splitlines(keepends=True) if line.startswith("#"))
    rows = sorted(
        {f"our template `{name}`\t{text}" for name, text in texts if len(text.split()) >= FEWEST_WORDS}
    )
    return "\n".join([heading, *rows, ""]) if rows else f"{heading}\n"


def write(templates: Path, data: Path) -> None:
    """Bring the generated list up to date."""
    path = data / GENERATED
    path.write_text(render(collect(templates), path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    write(Path("course_templates"), Path(__file__).parent / "data")
