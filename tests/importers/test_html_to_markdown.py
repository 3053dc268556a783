"""HTML as learning platforms store it becomes clean Markdown; plain text, titles and bodies of pages."""

from __future__ import annotations

import resource
import time

import pytest

from coursewright.importers.links import to_file
from coursewright.importers.prose import body_of, lost_in, markdown_of, plain_of, title_of


def _resolve(address: str) -> str | None:
    if address.startswith("$IMS-CC-FILEBASE$/"):
        return to_file(address.removeprefix("$IMS-CC-FILEBASE$/"))
    return None if address.startswith("gone/") else address


CASES = [
    # What editors leave behind
    (
        '<p><span style="font-size: 12pt;"><span>Hello</span>&nbsp;</span>world</p><p>&nbsp;</p><p></p>',
        "Hello world",
    ),
    ("<div><div>One<br><br>Two<br>Three</div></div>", "One\n\nTwo\\\nThree"),
    ("loose text & <b>bold", "loose text & **bold**"),
    ('<p class="MsoNormal">Word<o:p>&nbsp;</o:p></p><![if !supportLists]><!-- note -->', "Word"),
    ("<p>10&nbsp;% of&nbsp;all</p>", "10\u00a0% of all"),
    (
        '<p>seen</p><p style="display: none">never</p><i class="screenreader-only">(Links)</i>',
        "seen",
    ),
    ("<p>a</p><script>run()</script><style>p {}</style><template>t</template>", "a"),
    ("<b>a</b><b>b</b> and <b> c </b>.", "**ab** and **c** ."),
    ("<b>Note:</b>text, un<i>believ</i>able", "**Note**:text, un*believ*able"),
    ('<span style="font-weight: 700">x</span> <b style="font-weight:normal">y</b>', "**x** y"),
    ("<b>see <a href=https://e.org>this</a> now</b>", "**see [this](https://e.org) now**"),
    ("<h2>Week <em>one</em></h2><h5>Deeper</h5><h3> </h3>", "## Week *one*\n\n##### Deeper"),
    # Lists
    ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
    ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "- a\n\n- b\n\n  c"),
    ('<ol start="9"><li>a<li>b</ol>', "9. a\n10. b"),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
    (
        '<ul><li><input type="checkbox" checked> done</li><li><input type="checkbox"> not</li></ul>',
        "- [x] done\n- [ ] not",
    ),
    ("<ol><li>a<pre>x\ny</pre></li></ol>", "1. a\n   ```\n   x\n   y\n   ```"),
    ("<dl><dt>T</dt><dd>one</dd><dt>U</dt><dd>two</dd></dl>", "T\n:   one\n\nU\n:   two"),
    ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b"),
    ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    # Signs that mean something, and those that do not
    (
        "snake_case, 3 * 4, [1], f(x), 5 &lt; 6, R&amp;D, $5 and $6",
        "snake_case, 3 * 4, [1], f(x), 5 < 6, R&D, $5 and $6",
    ),
    (
        "<p>1. one</p><p># two</p><p>- three</p><p>2019 four</p>",
        "1\\. one\n\n\\# two\n\n\\- three\n\n2019 four",
    ),
    ("*a* _b_ `c` &lt;b&gt; &amp;amp; [x](y)", "\\*a\\* \\_b\\_ \\`c\\` \\<b> \\&amp; \\[x\\](y)"),
    ("__init__ and *", "\\_\\_init\\_\\_ and *"),
    ("Wow!<a href=https://e.org>x</a>", "Wow\\![x](https://e.org)"),
    # Code
    (
        '<pre><code class="hljs language-python">def f():\n    pass\n</code></pre>',
        "```python\ndef f():\n    pass\n```",
    ),
    ('<div class="highlight-source-shell"><pre>ls</pre></div>', "```shell\nls\n```"),
    ('<pre class="brush: java; gutter: false">x</pre>', "```java\nx\n```"),
    ('<pre class="sourceCode r"><code class="sourceCode r">x</code></pre>', "```r\nx\n```"),
    ("<pre>a<br>b\n```\n</pre>", "````\na\nb\n```\n````"),
    ("<code>a_b</code> <kbd>Ctrl</kbd> <tt>`</tt>", "`a_b` `Ctrl` `` ` ``"),
    # Formulas
    (r"<p>\(x_1 &lt; 2\) and \[ y \]</p>", "$x_1 < 2$ and $$y$$"),
    (r"<p>\[ y_1 \]</p>", "$$y_1$$"),
    (r"<p>cost: $$a^2$$ for 5$</p>", "cost: $$a^2$$ for 5\\$"),
    (
        '<img class="equation_image" src="/x" alt="LaTeX: y" data-equation-content="\\frac{a}{b}">',
        "$\\frac{a}{b}$",
    ),
    ('<img class="equation_image" src="/equation_images/%255Calpha" alt="LaTeX: \\alpha">', "$\\alpha$"),
    (
        '<math><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></math>',
        "$x^2$",
    ),
    ('<script type="math/tex; mode=display">z</script>', "$$z$$"),
    ("[mathjaxinline]q[/mathjaxinline]", "$q$"),
    ("H<sub>2</sub>O, m<sup>2</sup>", "H<sub>2</sub>O, m<sup>2</sup>"),
    # Links, images and what is shown from elsewhere
    ('<a href="$IMS-CC-FILEBASE$/a b.pdf">file</a>', "[file](coursewright-import:file/a%20b.pdf)"),
    ('<a href="gone/x">x</a> <a href="#top">up</a> <a href="JavaScript:alert(1)">js</a>', "x up js"),
    ('<a href="data:text/html,x">d</a><a href=" java&#10;script:alert(1)">e</a>', "de"),
    ('<a href="https://e.org/a_(b">x</a>', "[x](https://e.org/a_%28b)"),
    ('<a href="https://e.org/" title=\'say "hi"\'>x</a>', '[x](https://e.org/ "say \\"hi\\"")'),
    ('<a href="https://e.org/">https://e.org/</a>', "<https://e.org/>"),
    (
        '<img src="https://e.org/i.png" alt="An [image]"><img src="data:image/png;base64,x" alt="drawn">',
        "![An \\[image\\]](https://e.org/i.png)drawn",
    ),
    ('<img src="i.png" alt="i.png" role="presentation">', '<img src="i.png" alt="">'),
    ('<a href="https://e.org"><img src="i.png" alt=""></a>', "[![](i.png)](https://e.org)"),
    ('<figure><img src="i.png" alt="a"><figcaption>Cap</figcaption></figure>', "![a](i.png)\n\nCap"),
    (
        '<iframe src="https://www.youtube.com/embed/abcdefghijk?rel=0"></iframe>',
        "[Video on YouTube](https://www.youtube.com/watch?v=abcdefghijk)",
    ),
    (
        '<iframe src="//player.vimeo.com/video/12" title="My talk"></iframe>',
        "[My talk](https://vimeo.com/12)",
    ),
    ('<video><source src="v/talk%201.mp4">Your browser is old.</video>', "[talk 1.mp4](v/talk%201.mp4)"),
    ('<object data="x.swf"><param name="a" value="b"></object>', "[x.swf](x.swf)"),
    # What Markdown has no word for
    (
        "<details><summary>Show <b>it</b></summary><p>Answer *</p></details>",
        "<details><summary>Show it</summary>\n\nAnswer *\n\n</details>",
    ),
    ('<abbr title="HyperText">HT</abbr>', '<abbr title="HyperText">HT</abbr>'),
    ("<ruby>漢<rt>kan</rt></ruby>", "漢 (kan)"),
    ('<p dir="rtl">مرحبا <b>بك</b></p><p>🙂 👩‍🏫</p>', "مرحبا **بك**\n\n🙂 👩‍🏫"),
    # Tables
    (
        "<table><tr><th>A<th>B|C</tr><tr><td>1<br>2</td><td><ul><li>x<li>y</ul></td></tr></table>",
        "| A | B\\|C |\n| --- | --- |\n| 1<br>2 | • x<br>• y |",
    ),
    (
        "<table><tr><td>1</td><td>2</td></tr><tr><td colspan=2>3</td></tr></table>",
        "|  |  |\n| --- | --- |\n| 1 | 2 |\n| 3 |  |",
    ),
    (
        "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "|  |  |\n| --- | --- |\n| a | b |\n|  | c |",
    ),
    ("<table><tr><td><h3>Layout</h3><p>x</p></td></tr></table>", "### Layout\n\nx"),
    (
        "<table><tr><th>W</th><th>Do</th></tr><tr><td>1</td><td><pre>run</pre></td></tr></table>",
        "1\n\n*Do*\n\n```\nrun\n```",
    ),
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html, _resolve) == markdown


def test_nothing_said_is_nothing_written() -> None:
    for html in (
        "",
        " \n",
        "<p></p>",
        "<div><br>&nbsp;</div>",
        "<!-- x -->",
        "<p><b></b><a href='x'></a></p>",
    ):
        assert markdown_of(html, _resolve) == ""
        assert plain_of(html) == ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain\n words", "plain words"),
        ("<p>One</p><p>Tw<b>o</b></p>three", "One Two three"),
        ("H<sub>2</sub>O and x<sup>2</sup>, y<sup>th</sup>", "H₂O and x², yth"),
        (r"<p>\(a\) <img alt='pic' src=x></p>", "$a$ pic"),
        ("a<br>b <span hidden>c</span>&amp; *d*", "a b & *d*"),
    ],
)
def test_html_becomes_one_line(html: str, text: str) -> None:
    assert plain_of(html) == text


def test_parts_of_a_page() -> None:
    page = (
        "<html><head><title>A &amp; b</title></head><body class='x > y'><h1>Head</h1><p>x</p></body></html>"
    )
    assert title_of(page) == "A & b"
    assert title_of("<h2> </h2><h1>The <i>first</i></h1>") == "The first"
    assert title_of("<p>x</p>") == ""
    assert body_of(page) == "<h1>Head</h1><p>x</p>"
    assert body_of("<head><title>t</title></head><p>x</p>") == "<p>x</p>"
    assert body_of("<p>x</p>") == "<p>x</p>"


HOSTILE = {
    "nested": "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after",
    "lists": "<ul><li>a" * 1500 + "deep",
    "quotations": "<blockquote>x" * 1900,
    "marks": "<p>" + "<b>" * 1900 + "deep",
    "tables": "<table><tr><td>a<td>" * 600 + "deep",
    "tiny tags": "<i>a</i>" * 160_000,
    "one line": "<p>" + "word " * 100_000,
    "attributes": "<p " + " ".join(f'a{n}="x"' for n in range(300_000)) + ">after",
    "names": ("<p " + " ".join(f"a{n}" for n in range(390)) + ">after") * 300,
    "unclosed comments": "<!--" * 70_000 + "x",
    "unclosed quotes": '<p a="' * 500_000,
    "open formulas": r"\( " * 100_000,
    "headings": "<h1>" * 20_000,
    "spans": ("<table><tr>" + "<td colspan=60 rowspan=9999>x") * 20_000,
    "ticks": "<pre>" + "`" * 3_000_000,
    "pipes": "<table><tr><th>a<th>b<tr><td>" + "|" * 500_000 + "<td>x",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_pages_are_read_in_little_time(name: str) -> None:
    page = HOSTILE[name]
    before = time.process_time()
    made = markdown_of(page, _resolve)
    assert isinstance(plain_of(page) + title_of(page) + body_of(page), str)
    assert time.process_time() - before < 4  # a tenth of that on a quiet machine
    for word in ("deep", "after"):
        assert (word in page) <= (word in made)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<p>a <img src="a.png" alt="data:"></p>', []),
        ("<p>src=data: and <b>data:</b></p>", []),
        ('<img alt="x > y" src=" data:image/png;base64,AA"><IMG src=data:image/gif;base64,AA>', ["2 images"]),
        ("<div>" * 2_100 + "a", ["it is nested too deeply"]),
        ("<p>a</p>" * 2_100, []),
    ],
)
def test_what_is_not_in_the_markdown_is_said(html: str, lost: list[str]) -> None:
    told = lost_in(html)
    assert len(told) == len(lost)
    assert all(one.startswith(start) for one, start in zip(told, lost, strict=True))
