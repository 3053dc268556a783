"""A repository whose author would like to break reports: by its texts and by the name of a file."""

from __future__ import annotations

import shutil
from pathlib import Path

CASES = Path(__file__).parent / "cases"
NAME = "100%0A [x](y) & 'q' é;,.module.yaml"
"""Also Windows lets a file be called so."""

_MODULE = r"""
module: hostile
title: "<script>alert(1)</script> ]]> --> {{ 7*7 }} {% raw %} \e[31mred\e[0m"
language: en
outcomes:
  - {id: markup, statement: "Understand <img src=x onerror=alert(1)> & \"quotes\" 'and' `ticks`"}
  - {id: marks, statement: "Know \u202egnp.exe\u202c, \u2028lines\u2029, \0 nothing and \x9b31m"}
  - {id: words, statement: "Appreciate ::error file=x,line=1::no %0A::warning::no ##[error]no"}
  - {id: links, statement: "Be aware of [a](javascript:alert(1)) ![x](http://example.org/x.png) @all #1 |"}
  - {id: plain, statement: "Verstehen 蚯蚓 déjà vu 👩‍👩‍👧 עברית العربية ﷽"}
tasks:
  - id: "]]>"
    title: "<![CDATA[ x ]]> &lt; &#60; </details></summary></style></script>"
    kind: discussion
  - {id: one, title: "::set-output name=x::y", kind: discussion}
  - {id: two, title: "*bold* _it_ ~~no~~ $x$ :smile: <b>", kind: discussion}
  - {id: three, title: "=cmd|' /C calc'!A0", kind: "<b>"}
  - {id: four, title: "half \U0001f1e9, \ufeff mark, \r return, \t tab", duration: 45, kind: discussion}
"""


def write_case(name: str, folder: Path) -> None:
    """Write a kind of run into a folder of its own: one of `cases`, or the hostile one."""
    if name == "hostile":
        write_hostile(folder)
    else:
        shutil.copytree(CASES / name, folder)


def write_hostile(folder: Path) -> None:
    """Write it into a folder."""
    folder.mkdir()
    long = "word " * 20_000
    (folder / NAME).write_text(_MODULE.lstrip(), "utf-8", newline="\n")
    (folder / "long.module.yaml").write_text(
        f"module: long\ntitle: Long\noutcomes: [{{id: long, statement: Understand {long}}}]\n"
        f"tasks: [{{id: wide, title: {long}, kind: {'x' * 100_000}}}]\n",
        "utf-8",
        newline="\n",
    )
