from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.design import lexicons
from coursewright.design.levels import LEVELS
from coursewright.design.lexicons import lexicon_for
from coursewright.design.verb_levels import (
    Placements,
    VerbTable,
    knows,
    levels_of,
    placements_of,
    usual_verbs,
)

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

FOLDER = Path(lexicons.__file__).parent / "data" / "lexicon"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
COUNTED = FOLDER / "en_verbs.tsv"


def lexicon(language: str = "en") -> Lexicon:
    found = lexicon_for(language)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("verb", "levels"),
    [
        ("list", {"remember"}),
        ("design", {"create"}),
        ("analyse", {"analyze"}),
        ("identify", {"remember", "understand", "analyze"}),
        ("classify", {"understand", "apply", "analyze"}),
        ("carry out", {"apply"}),
        ("practise", {"apply"}),
        ("role-play", {"create"}),
        ("deploy", set()),
        (None, set()),
    ],
)
def test_every_level_with_a_fifth_of_the_placements(verb: str | None, levels: set[str]) -> None:
    assert levels_of(verb, lexicon()) == levels


def test_how_often_and_how_firmly() -> None:
    found = placements_of("list", lexicon())
    assert found is not None
    assert (found.total, found.at("create")) == (42, 0)
    assert found.at("remember") > 30
    assert found.firm
    assert not found.rare
    disputed = placements_of("choose", lexicon())
    assert disputed is not None
    assert not disputed.firm
    seldom = placements_of("copy", lexicon())
    assert seldom is not None
    assert seldom.rare
    assert not seldom.firm


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("Lists", True),
        ("analyzes", True),
        ("UNDERSTAND", True),
        ("understanding", True),
        ("carry", False),
        ("recursion", False),
        ("deploy", False),
        ("", False),
    ],
)
def test_a_known_verb_in_any_finite_form(word: str, known: bool) -> None:
    assert knows(word, lexicon()) is known


def test_the_commonest_verbs_of_a_level() -> None:
    for level in LEVELS:
        found = usual_verbs(level, lexicon())
        assert len(found) == 3
        assert all(levels_of(verb, lexicon()) == {level} for verb in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_tables_are_in_order_and_folded(language: str) -> None:
    path = FOLDER / f"{language}_verbs.tsv"
    if not path.exists():
        pytest.skip(f"{language} has no table of its own")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    head, body = rows[0], rows[1:]
    verbs = [row[0] for row in body]
    assert verbs == sorted(set(verbs), key=lambda verb: verb.encode())
    words = lexicon(language)
    assert [verb for verb in verbs if " ".join(map(words.fold, verb.split())) != verb] == []
    phrases = {" ".join(one) for group in words.multi_word_verbs.values() for one in group}
    assert [verb for verb in verbs if " " in verb and verb not in phrases] == []
    if head == ["verb", "like"]:
        assert [row[1] for row in body if levels_of(row[1], lexicon()) == frozenset()] == []
    else:
        assert head == ["verb", *LEVELS]
        assert all(len(row) == 7 and sum(map(int, row[1:])) > 0 for row in body)


def test_the_closed_list_and_the_table_speak_of_the_same_forms() -> None:
    english = lexicon()
    assert "understand" in english.verbs
    assert "understand" in english.unobservable


def test_verbs_like_english_ones(tmp_path: Path) -> None:
    file = tmp_path / "xx_verbs.tsv"
    file.write_text("# a comment\nverb\tlike\nexplicar\texplain\ninventar\tno-such-verb\n", "utf-8")
    table = VerbTable(file, {"create": ["pintar"]}, lexicon().verbs)
    assert table.get("explicar") == placements_of("explain", lexicon())
    assert table.get("inventar") is None
    assert table.get("pintar") == Placements((0,) * 6, frozenset({"create"}))
    assert sorted(table) == ["explicar", "inventar", "pintar"]
    assert "pintar" in table
    assert "dibujar" not in table


def test_verbs_by_hand_win_over_counted_ones() -> None:
    table = VerbTable(COUNTED, {"apply": ["list"], "analyze": ["list"]}, None)
    found = table.get("list")
    assert found is not None
    assert found.levels == {"apply", "analyze"}
    assert (found.total, found.rare, found.firm) == (0, False, False)


def test_the_table_is_read_only_when_it_is_asked() -> None:
    code = (
        "import sys, pathlib; from coursewright.design.lexicons import lexicon_for\n"
        "read = pathlib.Path.read_text\n"
        "seen = []\n"
        "pathlib.Path.read_text = lambda self, *a, **k: seen.append(self.name) or read(self, *a, **k)\n"
        "en = lexicon_for('en'); before = 'en_verbs.tsv' in seen\n"
        "en.verbs.get('list'); en.verbs.get('name')\n"
        "sys.exit(0 if not before and seen.count('en_verbs.tsv') == 1 else 1)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
