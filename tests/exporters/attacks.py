"""What the texts, files and ids of a hostile course say: they try to run, to call out or to break things."""

from __future__ import annotations

__all__ = ["ATTACKS", "FILES", "IDS", "WRITTEN"]

ATTACKS = (
    "<script>pwned(1)</script>",
    "</script><script>pwned(2)</script>",
    "<ScRiPt/src=//evil.example/x.js></sCrIpT>",
    "</title></textarea></style></noscript><img src=x onerror=pwned(3)>",
    "<svg onload=pwned(4)><script>pwned(5)</script><a xlink:href='javascript:pwned(6)'>s</a></svg>",
    "<math href='javascript:pwned(7)'><mi xlink:href='javascript:pwned(8)'>m</mi></math>",
    "[m](javascript:pwned(9)) [d](data:text/html,<script>pwned(10)</script>) [v](vbscript:pwned(11))",
    "[r][ref] ![i](javascript:pwned(12)) <javascript:pwned(13)>\n\n[ref]: java&#115;cript:pwned(14)\n",
    "<a href=' java\tscript:pwned(15)' onmouseover=pwned(16) style='background:url(//evil.example/b)'>h</a>",
    "<iframe src=//evil.example srcdoc='<script>pwned(17)</script>'></iframe>",
    (
        "<form action=//evil.example><input name=q autofocus onfocus=pwned(18)><button "
        "formaction=javascript:pwned(19)>"
    ),
    "<meta http-equiv=refresh content='0;url=//evil.example'><base href=//evil.example/>",
    (
        "<style>@import '//evil.example/s.css';body{display:none}</style><link rel=stylesheet "
        "href=//evil.example>"
    ),
    (
        "<object data=//evil.example></object><embed src=//evil.example><video "
        "poster=//evil.example/v src=//evil.example/w></video>"
    ),
    (
        "<img src=//evil.example/p.png srcset='//evil.example/q.png 2x'> "
        "![o](//evil.example/r.png) ![h](http://evil.example/s.png)"
    ),
    (
        "]]><script>pwned(20)</script><![CDATA[ <?xml version='1.0'?><!DOCTYPE x [<!ENTITY e "
        "SYSTEM 'file:///etc/passwd'>]>&e;"
    ),
    "--> <!-- -- --!> <script>pwned(21)</script> <!--",
    "&lt;script&gt;pwned(22)&lt;/script&gt; &#60;img src=x onerror=pwned(23)&#62; &amp;lt;script&amp;gt;",
    '"><script>pwned(24)</script> \' onclick=pwned(25) x=\' " onfocus="pwned(26)" autofocus="',
    (
        "@@PLUGINFILE@@/x $IMS-CC-FILEBASE$/../x %DIR% $@NULL@$ $CANVAS_OBJECT_REFERENCE$/x {{ 7*7 "
        "}} {% raw %} ${7*7} #{7*7}"
    ),
    "\u202egnp.exe\u202c \u2066x\u2069 \x1b[31m \x00 \x07 \x08 \x7f \x85 \ufffe \ufdd0 \u2028",
    "=cmd|'/c calc'!A0\nBEGIN:VEVENT\nEND:VCALENDAR\r\nX-EVIL:1",
    "::evil:: {=yes ~no %100%right -> left #note} // comment\n$CATEGORY: evil",
    '`````html\n<script>pwned(27)</script>\n````` ~~~x" onclick=pwned(28)\n~~~',
    (
        "$\\href{javascript:pwned(29)}{x}$ $$\\text{</math><script>pwned(30)</script>}$$ "
        "$\\unicode{x}<img onerror=pwned(31)>$"
    ),
    "<details open ontoggle=pwned(32)><summary>s</summary></details><marquee onstart=pwned(33)>x</marquee>",
    (
        "<div id=content class='cw-decision' data-cw-decision=x data-cw-checks='{}' "
        "data-cw-entry=y>d</div><template><script>1</script></template>"
    ),
    (
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>pwned(34)</x:script><p "
        "is=x-evil><custom-evil></custom-evil>"
    ),
    "<noscript><p title='</noscript><img src=x onerror=pwned(35)>'></noscript><xmp></xmp><plaintext>",
)
"""What each text of the course says in turn. `pwned` is no function: a browser that calls it says so."""

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
onload="pwned(50)">
<script>pwned(51)</script><circle r="9" onclick="pwned(52)"/><image href="//evil.example/i.png"/>
<a xlink:href="java&#10;script:pwned(53)"><text>x</text></a><set attributeName="onmouseover" to="pwned(54)"/>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="//evil.example"/>
<script>pwned(55)</script></body></foreignObject><style>@import url(//evil.example/s.css);</style></svg>"""
_ENTITY = """<!DOCTYPE svg [<!ENTITY e '<script xmlns="http://www.w3.org/2000/svg">pwned(56)</script>'>]>
<svg xmlns="http://www.w3.org/2000/svg">&e;</svg>"""
_PAGE = (
    "<!doctype html><meta http-equiv=refresh content='9;url=#'><script>pwned(57)</script>"
    "<p onclick=pwned(58)>A page"
)

FILES: dict[str, str | bytes] = {
    "files/drawing.svg": _SVG,
    "files/entity.svg": _ENTITY,
    "files/broken.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>pwned(59)</script>",
    "files/styled.xml": "<?xml-stylesheet type='text/xsl' href='drawing.svg'?><x><y/></x>",
    "files/page.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body "
    "onload='pwned(60)'><p>A</p></body></html>",
    "files/page.html": _PAGE,
    "files/wide.htm": _PAGE.encode("utf-16"),
    "files/unnamed": _PAGE,
    "files/a \"quoted' <name>&.png": b"\x89PNG\r\n\x1a\n",
    "files/new\nline.txt": "x",
    "files/con.txt": "x",
    "files/%2e%2e%2fup.txt": "x",
    "files/\u202egnp.txt": "x",
    f"files/{'long' * 60}.txt": "x",
    "files/text.md": "\n\n".join(ATTACKS),
    ".git/config": "[secret]",
    "coursewright.yaml": "{}",
}
WRITTEN = (
    *FILES,
    "../outside.txt",
    "/etc/passwd",
    "file:///etc/passwd",
    "files/link.txt",
    "linked/outside.txt",
    "course.yaml",
    "files",
    "",
    ".",
    'files/page.html#"><script>pwned(61)</script>',
    "files\\..\\..\\outside.txt",
    "NUL",
    "files/\0.txt",
    "javascript:pwned(62)",
    "data:text/html,<script>pwned(63)</script>",
    "//evil.example/x.svg",
    'https://evil.example/"><script>pwned(64)</script>',
    "\\\\evil.example\\share\\x.txt",
    "~/x",
)
"""How the course names files."""
IDS = (
    "a",
    "../../up",
    "con",
    'i"><script>pwned(70)</script>',
    "x" * 300,
    "0",
    "A:b",
    "\u202eid",
    "..",
    "a/b",
    "-- ",
    "]]>",
)
