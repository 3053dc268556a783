"""Write what follows from the code.

That is the spec reference, the pages of rules and topics, the schemas for editors, and in the other pages the
output of the commands they show and some tables. `python docs/generate.py` writes it; with `--check` it names
what is stale and exits 1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from live_examples import BLOCK, refreshed
from package_checks import checks_page
from regions import filled
from spec_reference import reference

from coursewright.exporters.fidelity.report import fidelity_schema
from coursewright.importers.report.as_json import import_schema
from coursewright.importers.yaml_map.map_file import map_schema
from coursewright.lint.config.editors import config_for_editors
from coursewright.lint.families import families
from coursewright.lint.page import page_markdown, topic_markdown
from coursewright.lint.registry import all_rules
from coursewright.lint.topics import topics
from coursewright.reporters.diff.as_json import diff_schema
from coursewright.reporters.json_report import report_schema
from coursewright.reporters.packages.as_json import packages_schema
from coursewright.reporters.views.as_json import design_report_schema
from coursewright.rules.template_texts import GENERATED, collect, render
from coursewright.spec.schema_files import for_editors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from coursewright.lint.registry import Rule

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ROOT / "README.md",
    *(
        ROOT / "docs" / name
        for name in (
            "five-minutes.md",
            "first-hour.md",
            "adopting.md",
            "design-report.md",
            "renaming.md",
            "fixing.md",
            "exporting.md",
            "importing.md",
            "audit-your-course.md",
        )
    ),
)
"""Hand-written pages with commands in them."""
TABLES = tuple(
    ROOT / "docs" / name
    for name in ("why-these-rules.md", "versioning.md", "configuration.md", "reports.md", "design-report.md")
)
"""Hand-written pages with tables that follow from the code."""
RULES = ROOT / "docs" / "rules"
TOPICS = ROOT / "docs" / "topics"
TEMPLATE_TEXTS = ROOT / "src" / "coursewright" / "rules" / "data" / GENERATED
TEMPLATE_HEADING = """\
# Example texts of our templates, which their authors are to replace (SPC007): origin, tab, text.
# Made by docs/generate.py from course_templates/*/template.yaml: change those, and run it again.
"""
NOTE = "<!-- Made by docs/generate.py from the code: change that, and run it again. -->\n\n"

TABLE_HEAD = ("| rule | what it asks for | severity | to mend | evidence | |", "|---|---|---|---|---|---|")
CATALOGUE = """\
# The rules

Each rule names one fault, says why it matters, and how to mend it. The **evidence** grade says what the
advice rests on: A a standard, a regulation or the format itself, B research or a published rubric, C a
practitioner's view. **To mend** is about what one finding takes. The **essential** rules are those to begin
with: `coursewright lint --profile essential`. SPC001, SPC002, SPC003 and SPC011 run beside them in every
profile. Rules marked *missing* are about something that is not there yet; in a draft they only inform.

`coursewright explain CODE` prints a rule's page, `coursewright rules` this list. The ideas behind the rules
have pages of their own, the [topics](../topics/README.md).
"""
TOPIC_LIST = """\
# Topics

The ideas behind the rules, each with its sources and with a word on how sure it is.
`coursewright explain` lists them, too, and `coursewright explain loop` prints one. How good the evidence is
overall is the subject of [Why these rules](../why-these-rules.md).

"""


def built_in_rules() -> tuple[Rule, ...]:
    """Return the rules of this project, whatever others are installed."""
    return tuple(rule for rule in all_rules() if rule.check.__module__.startswith("coursewright.rules."))


def documents() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with its text."""
    yield ROOT / "docs" / "spec-format.md", NOTE + reference()
    yield ROOT / "docs" / "package-checks.md", NOTE + checks_page()
    yield RULES / "README.md", NOTE + catalogue(built_in_rules())
    for rule in built_in_rules():
        yield RULES / page_name(rule), NOTE + linked(page_markdown(rule), "../topics/", "")
    yield TOPICS / "README.md", NOTE + topic_list()
    for topic in topics().values():
        text = topic_markdown(topic, built_in_rules())
        yield TOPICS / f"{topic.name}.md", NOTE + linked(text, "", "../rules/")
    schemas = {
        "course": for_editors("course"),
        "module": for_editors("module"),
        "config": config_for_editors(built_in_rules()),
        "report": report_schema(),
        "design-report": design_report_schema(),
        "diff": diff_schema(),
        "fidelity": fidelity_schema(),
        "import": import_schema(),
        "yaml-map": map_schema(),
        "packages": packages_schema(),
    }
    for name, schema in schemas.items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        yield ROOT / "docs" / "schema" / f"{name}.schema.json", text
    yield TEMPLATE_TEXTS, render(collect(ROOT / "course_templates"), TEMPLATE_HEADING)
    for page in dict.fromkeys((*PAGES, *TABLES)):
        text = page.read_text("utf-8")
        text = refreshed(text, ROOT) if page in PAGES else text
        yield page, filled(text, built_in_rules()) if page in TABLES else text


def linked(page: str, topic_folder: str, rule_folder: str) -> str:
    """Make links of what a page says to run for a topic, and of the rules that it lists; examples stay."""
    pages = {rule.meta.code: page_name(rule) for rule in built_in_rules()}

    def command(found: re.Match[str]) -> str:
        name = found[1]
        return f"[{found[0]}]({topic_folder}{name}.md)" if name in topics() else found[0]

    def code(found: re.Match[str]) -> str:
        return f"- [{found[1]}]({rule_folder}{pages[found[1]]}) " if found[1] in pages else found[0]

    def links(text: str) -> str:
        text = re.sub(r"`coursewright explain ([a-z-]+)`", command, text)
        return re.sub(r"^- `([A-Z]{3}\d{3})` ", code, text, flags=re.MULTILINE)

    return outside_blocks(page, links)


def outside_blocks(page: str, change: Callable[[str], str]) -> str:
    """Change a page, but not its fenced blocks."""
    pieces: list[str] = []
    done = 0
    for found in BLOCK.finditer(page):
        pieces += [change(page[done : found.start()]), found[0]]
        done = found.end()
    return "".join(pieces) + change(page[done:])


def topic_list() -> str:
    """Return the page that leads to all topics."""
    lines = [f"- [{one.title}]({one.name}.md) (`{one.name}`): {one.about}" for one in topics().values()]
    return TOPIC_LIST + "\n".join(lines) + "\n"


def page_name(rule: Rule) -> str:
    """Return the file name of a rule's page."""
    return f"{rule.meta.code}-{rule.meta.name}.md"


def catalogue(rules: tuple[Rule, ...]) -> str:
    """Return the table of all rules, family by family."""
    parts = [CATALOGUE]
    for family in families(rules):
        lines = [
            f"## {family.code} · {family.title}",
            "",
            f"{family.about[:1].upper()}{family.about[1:]}",
            "",
        ]
        parts.append("\n".join([*lines, *TABLE_HEAD, *(_row(rule) for rule in family.rules)]) + "\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    meta = rule.meta
    link = f"[{meta.code}]({page_name(rule)}) {meta.name}"
    marks = [name for name, holds in (("essential", meta.essential), ("*missing*", meta.missing)) if holds]
    marks += [meta.status] if meta.status != "stable" else []
    statement = meta.statement.replace("|", "\\|")
    cells = (
        link,
        statement,
        str(meta.severity),
        f"{meta.minutes} min",
        meta.evidence.grade,
        ", ".join(marks),
    )
    return "| " + " | ".join(cells).rstrip() + " |"


def stale(wanted: Mapping[Path, str]) -> list[Path]:
    """Return the files that are not what the code makes them, and pages whose rule or topic is gone."""
    changed = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    made = sorted([*RULES.glob("*.md"), *TOPICS.glob("*.md")])
    return changed + [path for path in made if path not in wanted]


def write(changed: Iterable[Path], wanted: Mapping[Path, str]) -> None:
    """Write what is stale, and remove pages whose rule or topic is gone."""
    for path in changed:
        if path not in wanted:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8", newline="\n")


def main() -> int:
    """Write or check, and say what changed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is stale")
    is_check = parser.parse_args().check
    wanted = dict(documents())
    changed = stale(wanted)
    if not is_check:
        write(changed, wanted)
    for path in changed:
        print(f"{'stale' if is_check else 'wrote'}: {path.relative_to(ROOT).as_posix()}")
    if is_check and changed:
        print("Run `python docs/generate.py` and look at what it changes.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
