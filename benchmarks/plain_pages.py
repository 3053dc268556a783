"""The prose of the stress course as pages for mkdocs: a page a task, and those of the material as they are.

python benchmarks/plain_pages.py COURSE FOLDER      writes mkdocs.yml and docs/ into the folder
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from specs import items

if TYPE_CHECKING:
    from emit import Table

_SHOWN = ("purpose", "duration", "due", "produces", "done_when", "own_context", "support")


def write_pages(course: Path, folder: Path) -> int:
    """Write the pages; return how many there are."""
    docs = folder / "docs"
    shutil.copytree(course / "materials", docs / "materials")
    count = sum(1 for _ in docs.rglob("*.md"))
    for path in sorted(course.glob("modules/*.yaml")):
        module: Table = yaml.safe_load(path.read_text("utf-8"))
        home = docs / str(module["module"])
        home.mkdir(parents=True)
        for task in items(module, "tasks"):
            (home / f"{task['id']}.md").write_text(_page(task, path.parent), encoding="utf-8")
            count += 1
    (docs / "index.md").write_text("# Stress\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Stress\nuse_directory_urls: false\n", encoding="utf-8")
    return count + 1


def _page(task: Table, beside: Path) -> str:
    instructions = task["instructions"]
    if isinstance(instructions, dict):
        instructions = (beside / str(instructions["file"])).read_text("utf-8")
    said = (f"**{key}**: {task[key]}" for key in _SHOWN if key in task)
    return "\n\n".join((f"# {task['title']}", *said, str(instructions))) + "\n"


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write the prose of the stress course as pages for mkdocs.")
    parser.add_argument("course", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(f"{write_pages(options.course, options.folder)} pages")


if __name__ == "__main__":
    main()
