"""A module's id is the name of its file or folder.

## What it says

The id of a module has nothing in common with the name of its file, nor, where the file is called
`module.yaml`, with that of its folder.

## Why

References, reports and addresses in exports speak of the id; people look for a file. Where the two differ,
somebody reads `ethics/rule-on-cases` and opens every file to find it. It happens most when a module is
copied to start a new one. This is a matter of order alone: nothing stops working.

Names are compared without case, accents, spacing and marks, and without a leading number: `consent` suits
`03-consent.module.yaml`, `03_Consent.module.yaml` and `03-consent/module.yaml`. One may be shorter than the
other, as `consent` for `03-informed-consent.module.yaml`, and a shared number is enough, as `week-3` for
`03-consent.module.yaml`. Left alone: names in different scripts, files at the root of a repository, which is
called what its copy is called, templates, and files not called `module.yaml` or `NAME.module.yaml`.

## Invalid

```yaml
# 03-consent.module.yaml
module: ethics
title: Deciding what counts as consent
```

## Valid

```yaml
# 03-consent.module.yaml
module: consent
title: Deciding what counts as consent
```
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.spec.discover import MODULE_FILE, repository_root
from coursewright.spec.witness import was_sought

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.spec.model import Module

META = Meta(
    code="SPC010",
    name="id-not-folder",
    statement="A module's id is its file or folder name",
    severity=Severity.INFO,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="reports and references give the id, and people look for a file",
)

_TEMPLATE = "template.yaml"
"""What marks a folder as a template, whose module gets another folder when it is used."""


def check(module: Module, _context: Context) -> Iterator[Problem]:
    """Report a module whose id and whose file do not lead to each other."""
    path = module.source.path
    named = MODULE_FILE.fullmatch(path.name)
    if named is None or not module.id:
        return
    own_name = (named[1] or "").rstrip(".")
    name = own_name or path.parent.name
    if _lead_to_each_other(module.id, name) or not path.exists():  # what comes from elsewhere has no name yet
        return
    if not own_name:
        was_sought(template := path.parent / _TEMPLATE)
        if template.exists() or repository_root(path.parent) == path.parent:
            return
    place = f"the file {path.name}" if own_name else f"the folder {name}"
    message = f'The id of module "{module.id}" does not occur in the name of {place}.'
    yield Problem(module, message, _fix(module.id, name, path, own_name))


def _lead_to_each_other(identity: str, name: str) -> bool:
    if identity == name or name.endswith(f"-{identity}"):
        return True  # as in `02-consent`: most names need no closer look
    if identity.isascii() != name.isascii():
        return True
    words, others = _words(identity), _words(name)
    if not words or not others or "".join(words) == "".join(others):
        return True
    if {int(word) for word in words if word.isdecimal()} & {
        int(word) for word in others[:2] if word.isdecimal()
    }:
        return True
    plain = {word for word in words if not word.isdecimal()}
    plain_others = {word for word in others if not word.isdecimal()}
    return plain <= plain_others or plain_others <= plain


def _words(name: str) -> list[str]:
    """Split a name into words and numbers, without case and accents."""
    letters = (
        one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one)
    )
    return re.findall(r"\d+|[^\W\d_]+", "".join(letters))


def _fix(identity: str, name: str, path: Path, own_name: str) -> str:
    rest = name.lstrip("0123456789._- ")
    number = name[: len(name) - len(rest)]
    ending = path.name[len(own_name) :] if own_name else ""
    rename = f"rename the {'file' if own_name else 'folder'} to `{number}{identity}{ending}`"
    slug = "-".join(rest.split())
    return f"{rename}, or the id to `{slug}` with all that refers to it" if slug else rename
