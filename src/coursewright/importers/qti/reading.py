"""A package of questions as one module: a task of the kind quiz for each test and each bank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Text
from coursewright.importers.qti.addresses import Addresses
from coursewright.importers.qti.documents import MOST, documents_of
from coursewright.importers.qti.settings import with_settings
from coursewright.importers.qti.tests import test_of
from coursewright.importers.questions.model import Asked, quiz_of
from coursewright.importers.questions.qti2_reading import asked_of_qti2
from coursewright.importers.questions.qti12 import quizzes_of_qti12
from coursewright.importers.questions.telling import tell
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import is_id, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data
    from coursewright.importers.qti.documents import Documents
    from coursewright.importers.qti.tests import Listed, Test
    from coursewright.importers.questions.model import Draw, Quiz
    from coursewright.importers.source import Source

__all__ = ["read", "task_of"]

_MADE = re.compile(r"[0-9a-f]{8}|\d{4}", re.IGNORECASE)
_UNUSED = (".xml", ".qti", ".xsd", ".dtd", ".css", ".js", ".xsl", ".ds_store")


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a package. Raises `UsageError` where no document of it can be read."""
    documents = documents_of(source)
    if not (documents.first or documents.tests or documents.items):
        raise _none(source)
    addresses = Addresses(source)
    quizzes = [*_first(documents, source, addresses), *_second(documents, source, addresses)]
    if not quizzes:
        raise _none(source)
    banks = {quiz.name: quiz.title or quiz.name for _, quiz in quizzes if quiz.is_bank}
    items = []
    for path, quiz in quizzes:
        item = task_of(quiz, path, desk)
        items.append(item)
        tell(quiz, item.source, desk.account, banks, _what(quiz))
    for name in documents.too_many:
        why = f"no more than {MOST:,} documents of a package are read"
        desk.account.left_out("document", name, name, why)
    for name in sorted(source.sizes):
        if name not in addresses.used and not name.lower().endswith(_UNUSED):
            desk.account.left_out("file", name, name.rpartition("/")[2], "no text that came in shows it")
    title = documents.title or (quizzes[0][1].title if len(quizzes) == 1 else "")
    data: Data = {"title": title} if title else {}
    module = ModuleDraft("package", data, items, wanted_id=slug(source.path.name.partition(".")[0]))
    return CourseDraft(source.path.name, {}, [module], lone_module=True)


def _none(source: Source) -> UsageError:
    return UsageError(
        f"`{source.path.name}` holds no questions in QTI that can be read.",
        "Export the quiz again from the platform it comes from, as a QTI package.",
    )


def task_of(quiz: Quiz, path: str, desk: Desk) -> Item:
    """Return a quiz or bank as a task, and note it; `path` is its document."""
    what = _what(quiz)
    source = f"{'bank' if quiz.is_bank else 'quiz'}:{quiz.name or path}"
    data: Data = {"title": quiz.title} if quiz.title else {}
    data["kind"] = "quiz"
    if quiz.description:
        data["instructions"] = Text(quiz.description)
    if quiz.attempts is not None:
        data["attempts"] = quiz.attempts
    if quiz.questions:
        data["questions"] = quiz.questions
    own: Data = {}
    if quiz.minutes is not None:
        own["time_limit"] = f"{quiz.minutes:.6g} min"
    if quiz.draws:
        own["draws"] = [_drawn(one) for one in quiz.draws]
    if own:
        data["x-qti"] = own
    desk.account.imported(what, source, quiz.title, "as a task of the kind quiz")
    if quiz.minutes is not None:
        desk.account.partly(what, source, quiz.title, "its time limit is in `x-qti`")
    if quiz.is_bank:
        data["status"] = "draft"
        how = "it is a store of questions, which nobody takes as it is: its status is draft"
        desk.account.partly(what, source, quiz.title, how)
    wanted = quiz.name if is_id(quiz.name) and quiz.name.islower() and not _MADE.search(quiz.name) else ""
    return Item("tasks", source, data, wanted)


def _drawn(draw: Draw) -> Data:
    """Return what a quiz takes out of a bank, as it says it."""
    said: Data = {key: text for key, text in (("bank", draw.bank), ("item", draw.item)) if text}
    if draw.title:
        said["group"] = draw.title
    if draw.pick is not None:
        said["pick"] = draw.pick
    if draw.points is not None:
        said["points"] = draw.points
    return said


def _what(quiz: Quiz) -> str:
    return "question bank" if quiz.is_bank else "quiz"


def _first(documents: Documents, source: Source, addresses: Addresses) -> Iterator[tuple[str, Quiz]]:
    """Yield the quizzes of QTI 1, with their documents."""
    settings = {}
    for name in documents.settings:
        root = source.xml(name)
        if root is not None and (ident := root.get("identifier")):
            settings[ident] = (root, name)
    seen: set[str] = set()
    for path in documents.first:
        root = source.xml(path)
        for quiz in () if root is None else quizzes_of_qti12(root, addresses.within(path)):
            found = settings.get(quiz.name)
            known = quiz if found is None else with_settings(quiz, found[0], addresses.within(found[1]))
            yield path, known._replace(name="" if known.name in seen else known.name)
            seen.add(known.name)


def _second(documents: Documents, source: Source, addresses: Addresses) -> Iterator[tuple[str, Quiz]]:
    """Yield the tests of QTI 2 and 3, then the items that stand in none."""
    in_tests: set[str] = set()
    for path in documents.tests:
        root = source.xml(path)
        if root is not None:
            test = test_of(root, path, source, addresses.within(path))
            in_tests |= {one.path for one in test.items}
            yield path, _tested(test, source, addresses)
    loose = [path for path in documents.items if path not in in_tests]
    if loose:
        asked = [_asked(path, number, source, addresses) for number, path in enumerate(loose, 1)]
        remark = "its items stand in no test, so they are one quiz in the order of the package"
        yield "items", quiz_of("", asked)._replace(sections=(remark,) if len(asked) > 1 else ())


def _tested(test: Test, source: Source, addresses: Addresses) -> Quiz:
    asked = [_listed(one, number, source, addresses) for number, one in enumerate(test.items, 1)]
    return quiz_of(test.title, asked)._replace(
        attempts=test.attempts,
        minutes=test.minutes,
        description=test.description,
        name=test.name,
        sections=test.remarks,
    )


def _listed(one: Listed, number: int, source: Source, addresses: Addresses) -> Asked:
    asked = _asked(one.path, number, source, addresses)
    if not one.extra:
        return asked
    questions: list[Data] = []
    for question in asked.questions:
        known = question.get("x-qti")
        questions.append({**question, "x-qti": {**(known if isinstance(known, dict) else {}), **one.extra}})
    partly = ("its weight in the test is in `x-qti`",) if "weight" in one.extra else ()
    return asked._replace(questions=tuple(questions), partly=(*asked.partly, *partly))


def _asked(path: str, number: int, source: Source, addresses: Addresses) -> Asked:
    root = source.xml(path)
    if root is None:
        why = "its file cannot be read" if path in source.sizes else "its file is not in the package"
        return Asked(path, path, why=why)
    return asked_of_qti2(root, number, addresses.within(path))._replace(name=path)
