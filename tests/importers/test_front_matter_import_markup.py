"""What courses in Markdown have in common: boxes, addresses, comments, durations, plain words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.markup.about import licence_of
from coursewright.importers.markup.addresses import resolved, with_definitions
from coursewright.importers.markup.blocks import Block, every, quoted, written
from coursewright.importers.markup.details import with_details
from coursewright.importers.markup.divs import divs_of
from coursewright.importers.markup.durations import duration_of
from coursewright.importers.markup.grids import drawn
from coursewright.importers.markup.kramdown import without_attributes, without_liquid
from coursewright.importers.markup.lines import chunks, without_comments
from coursewright.importers.markup.marks import Marks
from coursewright.importers.markup.quotes import quotes_of
from coursewright.importers.markup.wording import plain, points


@pytest.mark.parametrize(
    ("said", "duration"),
    [
        ("1H30M", "1 h 30 min"),
        ("30m", "30 min"),
        ("1D", "1 day"),
        ("about 2 hours", "2 h"),
        ("2-3 hours", "2-3 h"),
        ("PT45M", "45 min"),
        ("45", ""),
        ("0h", ""),
        ("a while", ""),
        ("", ""),
    ],
)
def test_durations(said: str, duration: str) -> None:
    assert duration_of(said) == duration


def test_a_bare_number_needs_a_unit() -> None:
    assert duration_of("45", "min") == "45 min"


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("CC-BY 4.0", "CC-BY-4.0"),
        ("CC BY-NC-SA 3.0", "CC-BY-NC-SA-3.0"),
        ("CC0", "CC0-1.0"),
        ("MIT", "MIT"),
        ("All rights reserved", "All rights reserved"),
    ],
)
def test_licences(said: str, licence: str) -> None:
    assert licence_of(said) == licence


def _moved(address: str) -> str | None:
    return None if "gone" in address else address if ":" in address else f"to/{address}"


@pytest.mark.parametrize(
    ("written_as", "comes_as"),
    [
        ('[a](b.md#c "t")', '[a](to/b.md#c "t")'),
        ("`[a](b)` and ``[a](`b)``", "`[a](b)` and ``[a](`b)``"),
        ("[a](gone.md)", "a"),
        ("![](b.png){alt='A\nbird' width=\"2\"}", "![A bird](to/b.png)"),
        ('![said](b.png){alt="A bird"}', '![A bird](to/b.png "said")'),
        ('![](b.png){alt=""}', '<img src="to/b.png" alt="">'),
        ("![A bird](gone.png)", "*A bird*"),
        ("[![A](b.png)](https://example.org)", "[![A](to/b.png)](https://example.org)"),
        ("[A (b)](https://example.org/a_(b))", "[A (b)](<https://example.org/a_(b)>)"),
        ("[a]: ../b.md 'x'", "[a]: to/../b.md 'x'"),
        ("[^1]: A note", "[^1]: A note"),
        ("<img src=\"b.png\" alt='x'>", "<img src=\"to/b.png\" alt='x'>"),
        ("[commit]{#commit}", "commit"),
        ("```\n[a](b)\n```", "```\n[a](b)\n```"),
    ],
)
def test_addresses(written_as: str, comes_as: str) -> None:
    assert resolved(written_as, _moved) == comes_as


def test_a_part_takes_the_definitions_that_it_uses() -> None:
    lines = {"a": "[a]: x", "b c": "[b  C]: y"}
    assert with_definitions("See [A][a].", lines) == "See [A][a].\n\n[a]: x"
    assert with_definitions("See [b\nC].", lines) == "See [b\nC].\n\n[b  C]: y"
    assert with_definitions("[a]: z\n\n[a]", lines) == "[a]: z\n\n[a]"


def test_comments_leave_their_lines() -> None:
    text, said = without_comments("a <!-- b\nc --> d\n```\n<!-- e -->\n```\n<!-- f")
    assert text == "a \n d\n```\n<!-- e -->\n```\n"
    assert said == ["b\nc", "f"]


def test_details_with_an_answer_are_solutions_wherever_they_stand() -> None:
    box = "   > <details>\n   > <summary><b>Check the answer</b></summary>\n   > Yes.\n   > </details>\n"
    more = "<details><summary>More</summary>Text</details>\n"
    block = Block("", 1, [f"Ask.\n\n{box}\n{more}End.\n"])
    found = list(every(with_details(block)))
    assert [(one.kind, one.title, written(one, lambda _: "")) for one in found] == [
        ("solution", "Check the answer", "Yes."),
        ("details", "More", "Text"),
    ]
    assert written(block, lambda _: "") == "Ask.\n\nEnd."


def test_code_tells_its_language_from_the_class_behind_it() -> None:
    bash = "~~~\nls\n~~~\n{: .language-bash}\n\n"
    python = "```py\n1\n```\n{: .output}\n\n"
    rest = '# T {#t}\n{:.no_toc}\n[a](b){: target="c"}'
    expected = "~~~bash\nls\n~~~\n\n```py\n1\n```\n\n# T {#t}\n[a](b)"
    assert without_attributes(bash + python + rest) == expected


def test_liquid_is_answered_and_never_run() -> None:
    raw = "{% raw %}{{ c }}{% endraw %}{% comment %}x{% endcomment %}"
    text = f"> {{% a b %}} {{{{ c }}}} {{{{d}}}}{raw}\n```\n{{{{ c }}}}\n```"
    done = without_liquid(text, lambda name, rest: f"{name}\n{rest}", {"c": "C"})
    assert done == "> a\n> b C {{ c }}\n```\n{{ c }}\n```"


def test_a_line_without_its_mark_belongs_to_the_quotation_before_a_class() -> None:
    box = "> ## Try\n> What?\n> > ## Solution\n> > So\n> and so.\n> {: .solution}\n{: .challenge}\n"
    text = f"{box}\n> Plain\nand lazy.\n"
    whole = quotes_of(text)
    challenge, solution = every(whole)
    assert written(challenge, lambda _: "") == "What?"
    assert written(solution, lambda _: "") == "So\nand so."
    assert written(whole, lambda _: "") == "> Plain\nand lazy."


def test_drawn_tables_stay_as_they_were_drawn() -> None:
    table = "> +---+---+\n> | a | b |\n> +===+===+\n> | ``` | c |\n> +---+---+"
    assert drawn(f"x\n{table}\ny") == f"x\n> ~~~~~text\n{table}\n> ~~~~~\ny"
    assert drawn("```\n+---+\n| a |\n+---+\n```") == "```\n+---+\n| a |\n+---+\n```"


def test_drawn_tables_of_words_get_pipes() -> None:
    lines = ["+-----+-------+", "| a   | b c   |", "+=====+=======+", "| d   | `e|f` |", "| g   |       |"]
    table = "\n".join(f"> {line}" for line in [*lines, lines[0]])
    assert drawn(f"x\n\n{table}\n") == "x\n\n> | a | b c |\n> | --- | --- |\n> | d g | `e\\|f` |\n"
    assert drawn("+---+---+\n| 1 | 2 |\n+---+---+") == "|  |  |\n| --- | --- |\n| 1 | 2 |"
    for odd in (
        "+---+---+\n| 1     |\n+---+---+",
        "+---+---+\n| - 1 | 2 |\n+---+---+",
        "+-----+---+\n| - 1 | 2 |\n+-----+---+",
        "+---+---+\n| 1 | 2 |\n|   |   |\n| 3 | 2 |\n+---+---+",
    ):
        assert drawn(odd) == f"~~~~~text\n{odd}\n~~~~~"


def test_lists_and_plain_words() -> None:
    assert points("Before\n\n- a *b*\n  c\n- d\n    - e\n") == ["a *b* c", "d - e"]
    assert points("One only") == ["One only"]
    assert plain("**A** `b` [c](d) ![e](f) &amp; $g$ {: .h}") == "A b c e & $g$"


def test_marks_are_given_once() -> None:
    marks = Marks()
    assert [marks.unused(one) for one in ("a", "a", "a-2", "a", "b")] == ["a", "a-2", "a-2-2", "a-3", "b"]


_FORMS = """::: challenge|:::: {.solution}|:::|::: a ::::|text||```|~~~~|> q|> > r|> ## T|{: .tip}
> {: .solution}|# h|  - ```|<details>|<summary>Solution</summary>|</details>"""
_TEXT = st.lists(st.sampled_from(_FORMS.replace("\n", "|").split("|"))).map("\n".join)


@settings(max_examples=200, deadline=None)
@given(_TEXT)
def test_boxes_keep_every_line_of_text(text: str) -> None:
    for whole in (divs_of(text)[0], quotes_of(text)):
        kept = written(with_details(whole), lambda box: quoted(written(box, lambda _: ""), box.title))
        deep = " ".join([kept, *(written(box, lambda _: "") for box in every(whole))])
        assert ("text" in text) == ("text" in deep)
    assert "".join(piece for _, piece in chunks(text)) == text
