"""The guide for old repositories, carried out as it is written."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml

from coursewright.lint.config.layers import read_layer
from coursewright.lint.silence.directives import directives

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from live_examples import blocks, refreshed  # noqa: E402 - it stands beside the documents

PAGE = (ROOT / "docs" / "adopting.md").read_text("utf-8")
BLOCKS = blocks(PAGE)


@pytest.mark.slow
def test_its_commands_say_what_it_shows() -> None:
    assert refreshed(PAGE, ROOT) == PAGE
    assert PAGE.count("$ coursewright ") >= 8


def test_its_yaml_can_be_read() -> None:
    read = [yaml.load(one.body, Loader=yaml.CSafeLoader) for one in BLOCKS if one.language == "yaml"]
    assert read
    assert all(read)


def test_its_configurations_can_be_followed(tmp_path: Path) -> None:
    file = tmp_path / "coursewright.yaml"
    bodies = [block.body for block in BLOCKS if block.notes.get("file") == "coursewright.yaml"]
    bodies += [f"{inline}\n" for inline in re.findall(r"`(rules: \{[^`]*\})`", PAGE)]
    assert len(bodies) >= 4
    for body in bodies:
        file.write_text(body, "utf-8")
        assert read_layer(file)


def test_its_comments_are_understood() -> None:
    comments = [
        line[line.index("#") :]
        for block in BLOCKS
        for line in block.body.splitlines()
        if "# coursewright" in line
    ]
    read = [one for comment in comments for one in directives(comment, 0, len(comment), alone=False)]
    assert len(read) == 2
    assert all(one.words and one.reason and not one.fault for one in read)
