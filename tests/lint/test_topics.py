"""Topics: their text, their sources, and the rules that come of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coursewright import rules
from coursewright.lint import topics as topics_module
from coursewright.lint.engine import Linter
from coursewright.lint.page import page_markdown, topic_markdown
from coursewright.lint.registry import all_rules
from coursewright.lint.select import choose, find
from coursewright.lint.sources import references
from coursewright.lint.topics import Topic, find_topic, topics, topics_of
from coursewright.spec.errors import UsageError
from coursewright.spec.load import load

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "agency", "ai", "decisions", "homework", "loop",
    "lurking", "presence", "reflection", "technology", "workload",
)  # fmt: skip
CODES = {rule.meta.code for rule in all_rules()}
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def test_which_topics_there_are() -> None:
    assert tuple(topics()) == NAMES


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_a_topic(topic: Topic) -> None:
    """Each is a page's length, says how sure it is, and names only what exists."""
    prose = BLOCK.sub("", topic.text)
    assert 200 <= len(prose.split()) <= 500
    assert re.search(r"^## How sure is this$", topic.text, re.MULTILINE)
    assert set(topic.rules) <= CODES
    assert len(set(topic.rules)) == len(topic.rules) > 3
    assert set(topic.sources) <= references().keys()
    assert set(topic.see) <= topics().keys() - {topic.name}
    assert topic.about[0].islower()
    assert not topic.about.endswith(".")
    assert not re.search("—|!|\\bplease\\b|\\bcheat(?!\\.)", prose, re.IGNORECASE)
    assert max(map(len, topic.text.splitlines())) <= 120
    shown = "".join(BLOCK.findall(topic.text)).splitlines()
    assert max(map(len, shown), default=0) <= 74, "a terminal of 80 columns breaks longer ones"


@pytest.mark.parametrize("topic", topics().values(), ids=lambda topic: topic.name)
def test_the_page_of_a_topic(topic: Topic) -> None:
    """Rules and sources are told as they tell themselves."""
    page = topic_markdown(topic, all_rules())
    assert page.startswith(f"# {topic.title}\n\n")
    flat = " ".join(page.split())
    for code in topic.rules:
        meta = find(code).meta
        assert f"- `{code}` {meta.name}: {meta.statement}." in flat
    for label in topic.sources:
        assert " ".join(references()[label].text.split()) in flat
    assert all(f"`coursewright explain {name}`" in page for name in topic.see)
    assert not re.search(r"\b[A-Z]{3}\d{3}\b", topic.text), "rules are listed by what they say of themselves"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(found[1], id=f"{topic.name}-{number}")
        for topic in topics().values()
        for number, found in enumerate(BLOCK.finditer(topic.text))
    ],
)
def test_what_a_topic_shows_can_be_read(block: str, tmp_path: Path) -> None:
    """A part of a task stands in a task; the references of whole parts lead somewhere."""
    whole = re.match(r"tasks|reflection|policies", block) is not None
    inside = "".join(f"    {line}\n" for line in block.splitlines())
    file = tmp_path / "m.module.yaml"
    body = block if whole else f"tasks:\n  - title: One\n{inside}"
    file.write_text(f"module: m\nweek: 3\n{body}", "utf-8")
    assert [finding.message for finding in Linter(choose(["SPC"])).lint(load(file)).findings] == []


def test_rules_lead_to_their_topics() -> None:
    for topic in topics().values():
        for code in topic.rules:
            assert f"`coursewright explain {topic.name}`" in page_markdown(find(code))
    assert topics_of("SPC001") == []
    assert "Read more" not in page_markdown(find("SPC001"))
    assert [topic.name for topic in topics_of("REF001")] == ["reflection"]


def test_the_seven_differences() -> None:
    """H22: list and explanations of the source disagree; these are the seven that are explained."""
    numbered = re.findall(r"^(\d)\. \*\*", topics()["homework"].text, re.MULTILINE)
    assert numbered == list("1234567")


def test_a_word_finds_its_topic() -> None:
    assert find_topic("Loop ") == topics()["loop"]
    assert find_topic("loops") is None


def test_topics_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package of rules brings topics by the same door; one that does not begin with its facts is named."""
    folder = tmp_path / "house_rules_here" / "data" / "topics"
    folder.mkdir(parents=True)
    (folder.parents[1] / "__init__.py").touch()
    (folder / "kitchen.md").write_text("---\ntitle: A kitchen\nabout: hot\n---\n\nText.\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(topics_module, "packages", lambda: ["house_rules_here", rules.__name__])
    try:
        topics.cache_clear()
        assert topics()["kitchen"] == Topic("kitchen", "A kitchen", "hot", "Text.")
        assert len(topics()) == len(NAMES) + 1
        assert topic_markdown(topics()["kitchen"], all_rules()) == "# A kitchen\n\nText.\n"
        for text in ("Text.\n", "---\ntitle: A kitchen\n---\n", "---\ntitle: A kitchen\nabout: hot\n"):
            (folder / "kitchen.md").write_text(text, "utf-8")
            topics.cache_clear()
            with pytest.raises(UsageError, match=r"kitchen\.md has no `(title|about)`"):
                topics()
    finally:
        topics.cache_clear()
