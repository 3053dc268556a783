"""Files of the stress course: pages with tables, code, maths and images, data, documents and pictures.

All are made here byte by byte, so that they are the same everywhere; their names have spaces, quotes and
letters of several scripts.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from emit import Table
    from subjects import Subject

PICTURES = 12
"""Pictures that the pages of a module share."""

_NAMES = (
    "notes.md",
    "Notes with spaces.md",
    "l'apostrophe d'été.md",
    'what they call "fair".md',
    "100% sure #2.md",
    "data & figures.csv",
    "東京の記録.md",
    "قراءة.md",
    "קריאה.md",
    "hand out (draft; v2).pdf",
    "a+b=c.md",
    "Sketch of the place.png",
    "emoji 🌱.md",
    "readings.csv",
)


class File(NamedTuple):
    """A file beside the modules, and the material that stands for it."""

    path: str
    content: bytes
    material: Table


def files(s: Subject, count: int) -> list[File]:
    """Return so many files of a module, each with its material; a page links to the one before it."""
    found: list[File] = []
    for number in range(count):
        name = _NAMES[number % len(_NAMES)]
        stem, _, ending = name.rpartition(".")
        before = found[-1].path.rpartition("/")[2] if found else ""
        path = f"materials/{s.slug}/{stem if number < len(_NAMES) else f'{stem} {number}'}.{ending}"
        found.append(
            File(path, _content(s, ending, number, before), _material(s, stem, ending, number, path))
        )
    return found


def pictures(s: Subject) -> dict[str, bytes]:
    """Return the pictures that the pages of a module show, by their paths."""
    return {
        f"materials/{s.slug}/img/figure {number}.png": picture(24 + number, 16, number * 20)
        for number in range(PICTURES)
    }


def picture(width: int, height: int, shade: int) -> bytes:
    """Return a PNG of a slope from dark to light, in grey."""
    rows = b"".join(
        b"\0" + bytes((shade + 5 * across + 3 * down) % 256 for across in range(width))
        for down in range(height)
    )
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _material(s: Subject, stem: str, ending: str, number: int, path: str) -> Table:
    kinds: dict[str, tuple[str, Table]] = {
        "md": ("page", {"words": 150}),
        "csv": ("dataset", {"size": "4 KB"}),
        "pdf": ("reading", {"pages": 1}),
        "png": ("image", {"alt": f"A grey slope that stands for {s.case} {number + 1}"}),
    }
    kind, size = kinds[ending]
    return {
        "id": f"file-{number + 1}",
        "title": f"{s.title}: {stem} ({number + 1})",
        "kind": kind,
        "path": f"../{path}",
        "required": number % 4 == 0,
        "purpose": f"Look up what was said about each {s.case}",
        **size,
        "licence": "CC-BY-4.0",
    }


def _content(s: Subject, ending: str, number: int, before: str) -> bytes:
    match ending:
        case "csv":
            rows = (f"{row},{row * number % 17},{s.case} {row}" for row in range(60))
            return ("number,value,what\n" + "\n".join(rows) + "\n").encode()
        case "pdf":
            return _pdf(f"{s.slug} {number + 1}")
        case "png":
            return picture(48, 32, number * 7)
        case _:
            return _page(s, number, before).encode()


def _pdf(text: str) -> bytes:
    """Return a PDF of one page with one line of ASCII."""
    drawn = f"BT /F1 18 Tf 72 720 Td ({text}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return written + end % (len(objects) + 1, table, len(objects) + 1, len(written))


def _page(s: Subject, number: int, before: str) -> str:
    link = f"See also [what came before]({quote(before)})." if before else "This is where it begins."
    return f"""# {s.title}, sheet {number + 1}

You will {s.act}. Before you decide {s.decide}, look at what is *there* and at what is **not**. {link}

![A grey slope that stands for the first {s.case}](<img/figure {number % PICTURES}.png>)

## What was counted

| {s.case} | seen | said | share |
|---|---:|---:|:---:|
| first | {number} | {number + 2} | 40 % |
| second & last | {number * 3} | 7 | <1 % |
| "none" | – | – | ~~10 %~~ |

## How it is worked out

The share is $p = \\frac{{k}}{{n}}$, and its error is

$$
s = \\sqrt{{\\frac{{p(1 - p)}}{{n}}}}
$$

```python
def share(seen: int, of: int) -> float:
    return seen / of if of else 0.0  # {s.slug}
```

1. Count once.
2. Count again, and ask[^who] somebody else to.
   - [x] alone
   - [ ] in pairs

> {s.gap[0].upper() + s.gap[1:]}: that is what most people pass over.

[^who]: Best of all somebody who would rather have another answer. See <https://example.org/{s.slug}/a?b=1&c=2>.

كل قرار له ثمن. לכל החלטה מחיר. すべての決定には代償がある。 🌍
"""
