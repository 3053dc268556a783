"""What is read, watched or opened: pages, links, files, folders, books and packages of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Item, Text
from coursewright.importers.mbz.bench import Came, item_of
from coursewright.importers.mbz.fields import flag, present, row_number, said, whole
from coursewright.importers.mbz.texts import HTML
from coursewright.importers.prose import body_of, lost_in
from coursewright.importers.source import decoded
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.stored_files import StoredFile

__all__ = ["book", "file_data", "folder", "imscp", "label", "page", "resource", "url"]

_WHY = "a material has no description of its own in a plan"
_MOST = 2_000
"""Files of one folder that come in, each as a material."""
_MEDIA: dict[str, str] = {"video": "video", "audio": "audio", "image": "image"}
_SLIDES = re.compile(r"presentation|powerpoint|keynote")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_PART = re.compile(r's:5:"title";s:\d{1,6}:"([^"]{1,300})";')
_HIGHEST, _LOWER = "##", "###"


def page(activity: Activity, bench: Bench) -> Came:
    """Return a page as a material; its description, where it has one, opens it."""
    texts = bench.texts
    content = texts.markdown(activity.own, "content", activity.area("content"))
    intro = bench.intro(activity)
    for how in lost_in(said(activity.own, "content")):
        bench.partly(activity, how)
    whole_text = "\n\n".join(part for part in (intro if intro not in content else "", content) if part)
    if not whole_text:
        return Came((item_of("materials", activity, bench, {"kind": "page"}),), "as a page, which is empty")
    item = item_of("materials", activity, bench, {"kind": "page", "path": Text(whole_text)})
    return Came((item,), "as a page")


def label(activity: Activity, bench: Bench) -> Came:
    """Return a text on the course page as a page of its own."""
    text = bench.intro(activity)
    if not text:
        return Came((), "there is no text in it")
    item = item_of("materials", activity, bench, {"kind": "page", "path": Text(text)})
    return Came((item,), "as a page")


def url(activity: Activity, bench: Bench) -> Came:
    """Return a link as a website."""
    address = said(activity.own, "externalurl")
    bench.keep(activity, bench.intro(activity), _WHY)
    is_web = _WEB.match(address) is not None
    data: Data = {"kind": "website", "url": address if is_web else ""}
    if not is_web and address:
        bench.partly(activity, f"its address `{address[:200]}` is none on the web")
    return Came((item_of("materials", activity, bench, data),), "as a website")


def resource(activity: Activity, bench: Bench) -> Came:
    """Return a file as a material; files that belong to it follow."""
    files = bench.shelf.of(activity.area("content"))
    bench.keep(activity, bench.intro(activity), _WHY)
    if not files:
        return Came((), "its file is not in the backup")
    main, *others = files
    item = item_of("materials", activity, bench, _opened(main, activity, bench))
    linked = set(bench.shelf.used)
    rest = [_of_file(one, activity, bench) for one in others if one.name not in linked]
    how = f"as a file, with {counted(len(rest), 'file')} beside it" if rest else "as a file"
    return Came((item, *rest), how)


def _opened(file: StoredFile, activity: Activity, bench: Bench) -> Data:
    """Return a file as a material; a web page as a page."""
    if file.media != "text/html" or file.name not in bench.contents:
        return file_data(file, bench)
    html = body_of(decoded(bench.contents[file.name]))
    folder_of, _, _ = file.path.rpartition("/")
    area = activity.area("content")
    resolve = bench.texts.resolving(area)

    def beside(address: str) -> str | None:
        if resolved := resolve(address):
            return resolved
        path = f"{folder_of}/{address}" if folder_of else address
        return resolve(f"@@PLUGINFILE@@/{path}")

    text = bench.texts.markdown_by(html, HTML, beside)
    return {"kind": "page", "path": Text(text)} if text else file_data(file, bench)


def folder(activity: Activity, bench: Bench) -> Came:
    """Return the files of a folder, each as a material."""
    files = bench.shelf.of(activity.area("content"))
    bench.keep(activity, bench.intro(activity), _WHY)
    if not files:
        return Came((), "there is no file in it")
    items = tuple(_of_file(one, activity, bench) for one in files[:_MOST])
    if len(files) > _MOST:
        bench.partly(activity, f"of its {len(files):,} files the first {_MOST:,} came in")
    return Came(items, f"as {counted(len(items), 'material')}, one for each of its files")


def _of_file(file: StoredFile, activity: Activity, bench: Bench) -> Item:
    group: Data = {"x-moodle": {activity.kind: bench.texts.line(activity.name)}}
    data: Data = {"title": file.title, **file_data(file, bench), **group}
    return Item("materials", f"{activity.source}/{file.path}", present(data))


def file_data(file: StoredFile, bench: Bench) -> Data:
    """Return a file as a material: its kind where its media type says one, and where it is."""
    kind = _MEDIA.get(file.media.partition("/")[0], "slides" if _SLIDES.search(file.media) else "")
    if not file.name:
        return present({"kind": kind, "url": file.link if _WEB.match(file.link) else ""})
    return present({"kind": kind, "path": File(bench.shelf.use(file))})


def book(activity: Activity, bench: Bench) -> Came:
    """Return a book as one page, with its chapters under headings."""
    parts, hidden = [bench.intro(activity)], 0
    chapters = sorted(activity.rows("chapters"), key=lambda row: whole(row, "pagenum"))
    for row in chapters:
        title = bench.texts.line(said(row, "title"))
        text = bench.texts.markdown(row, "content", activity.area("chapter", row_number(row)))
        if flag(row, "hidden"):
            hidden += 1
            bench.keep(activity, text, "the chapter is hidden from students", title=title)
            continue
        parts += [f"{_LOWER if flag(row, 'subchapter') else _HIGHEST} {title}" if title else "", text]
    if hidden:
        bench.partly(activity, f"{counted(hidden, 'chapter')} hidden from students")
    text = "\n\n".join(part for part in parts if part)
    data: Data = {"kind": "page", "path": Text(text)} if text else {"kind": "page"}
    shown = counted(len(chapters) - hidden, "chapter")
    return Came((item_of("materials", activity, bench, data),), f"as a page with {shown}")


def imscp(activity: Activity, bench: Bench) -> Came:
    """Return a package of pages as a file, with the titles that it lists."""
    package = next(iter(bench.shelf.of(activity.area("backup", whole(activity.own, "revision")))), None)
    bench.keep(activity, bench.intro(activity), _WHY)
    titles = _PART.findall(said(activity.own, "structure"))
    data: Data = file_data(package, bench) if package is not None else {}
    told: Data = {"x-moodle": {"parts": titles}} if titles else {}
    return Came(
        (item_of("materials", activity, bench, {**data, **told}),), "as the file of a package of pages"
    )
