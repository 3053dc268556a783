"""The page on configuration: each block is one that can be followed, and none of the keys is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.lint.config.document import config_schema
from coursewright.lint.config.policies import Policies

PAGE = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
BESIDE = {
    "coursewright.yaml": "",
    "base.yaml": "",
    "repo/words/en.yaml": "stems: to\n",
    "repo/rules/accessibility_statement.yaml": """\
code: HSE001
name: no-accessibility-statement
statement: Each course says how it is accessible
for: course
must: {required: [description]}
message: "There is no accessibility statement."
why: people look for it
fix: add one
""",
}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_each_block_can_be_followed(block: str, tmp_path: Path) -> None:
    for name, text in BESIDE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    config = tmp_path / "repo" / "coursewright.yaml"
    config.write_text(block.replace(", our-university", ""))  # nobody has that installed
    policy = Policies().applied(config.parent).policy
    assert policy.rules


def test_each_key_is_shown_in_use() -> None:
    assert len(BLOCKS) > 8
    for key in config_schema()["properties"]:
        assert re.search(rf"^{key}:", "\n".join(BLOCKS), re.MULTILINE), key
        assert f"| `{key}` |" in PAGE
