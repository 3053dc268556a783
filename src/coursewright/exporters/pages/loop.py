"""What happens with your work: who reads it, what shows that, when you hear back, and what it is used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.learning_types import is_acquisition
from coursewright.design.loop import answers_automatically
from coursewright.design.loop_faults import is_answered_by_peers
from coursewright.exporters.edition.decisions import decision_points
from coursewright.exporters.pages.times import duration_text, moment_text
from coursewright.exporters.pages.writing import entry_of, person
from coursewright.spec.model import Assessment, FollowUpActivity, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.words.words import Words
    from coursewright.spec.element import Ref
    from coursewright.spec.model import Question

__all__ = ["bare", "fed_by", "joined", "loop_sentences", "loop_steps"]

_NOBODY = frozenset({"system", "learner", "student"})
_FORMS = ("spoken", "written", "audio", "video", "peer", "automatic")


def loop_sentences(entry: Entry, edition: Edition) -> tuple[str, ...]:
    """Return what happens with the work of an entry, in plain sentences of the course's language.

    Up to four: who reads it, the sign that it was read, when students hear back, what it is used for. Nothing
    is promised that the author has not said; empty where nothing is said.
    """
    return tuple(sentence for _, sentence in loop_steps(entry, edition))


def loop_steps(entry: Entry, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the same sentences, each with the step of the loop it is about: `read`, `answer` or `use`."""
    element = entry.element
    match element:
        case Task():
            read, answer = _reading(element, edition), _hearing(entry, element, edition)
            return (*_steps("read", read), *_steps("answer", answer), *_steps("use", _use(entry, edition)))
        case FollowUpActivity():
            return _steps("use", _of_activity(entry, element, edition))
        case Assessment():
            return _steps("answer", _of_assessment(entry, element, edition))
        case Reflection():
            return _steps("read", _of_reflection(element, edition))
    return ()


def _steps(step: str, sentences: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((step, sentence) for sentence in sentences)


def joined(names: Sequence[str], words: Words) -> str:
    """Return names as one phrase: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return words("list.last", first=words("list.comma").join(names[:-1]), last=names[-1])


def _reading(task: Task, edition: Edition) -> Iterator[str]:
    """Say who reads the work, and what shows it."""
    words, plan = edition.words, task.monitoring
    if plan is None:
        if task.leaves_out("monitoring"):
            yield words("loop.nobody.on_purpose")
        elif task.lacks("monitoring") and not is_acquisition(task):
            model = task.scope.settings.support_model
            if model in {"prepared", "self-taught"}:
                yield words(f"loop.nobody.{model}")
        return
    if plan.by is not None and plan.by.target is None and plan.by.text in _NOBODY:
        yield words("loop.nobody.machine" if plan.by.text == "system" else "loop.nobody.on_purpose")
    elif plan.by is not None and plan.by.target is None and plan.by.text == "peer":
        yield words("loop.reads.peers")
    else:
        who = _capital(person(plan.by, edition) or words("role.team"))
        kind = _what_is_read(plan.evidence)
        yield words("loop.reads.answers" if plan.answers else f"loop.reads.{kind}", who=who)
    if plan.signal:
        yield words("loop.signal", signal=bare(plan.signal))


def _what_is_read(evidence: Sequence[str]) -> str:
    known = [one for one in evidence if one in {"posts", "submissions", "quiz-results", "poll", "logs"}]
    return known[0] if len(known) == 1 else "work"


def _hearing(entry: Entry, work: Task | Assessment, edition: Edition) -> Iterator[str]:
    """Say when and how students hear back."""
    words, plan = edition.words, work.feedback
    form = set(plan.form) if plan is not None else set()
    if isinstance(work, Task) and not (form - {"automatic", "peer"}):
        at_once = _at_once(work, words)
        if at_once:
            yield at_once
            if "peer" in form:
                yield words("loop.heard.peers")
            return
        if form == {"peer"} or (plan is None and not entry.answered_in and is_answered_by_peers(work)):
            yield _from_peers(entry, edition)
            return
    told = _forms(form, words)
    session = next((edition.by_key[key] for key in entry.answered_in if key in edition.by_key), None)
    if session is not None:
        yield _in_session(session, work, edition)
    elif entry.answered_at is not None:
        when = moment_text(entry.answered_at, edition)
        yield words("loop.heard.at_form" if told else "loop.heard.at", when=when, form=told)
    elif plan is not None and plan.within is not None:
        length = duration_text(plan.within, edition)
        due = "due" if entry.due is not None else "done"
        yield words(
            f"loop.heard.within_{due}_form" if told else f"loop.heard.within_{due}", length=length, form=told
        )
    elif told:
        yield words("loop.heard.form", form=told)
    elif plan is not None:
        yield words("loop.heard.some")


def _at_once(task: Task, words: Words) -> str:
    """Return how a task answers by itself; empty where it does not."""
    if not answers_automatically(task):
        return ""
    if task.questions:
        return words("loop.heard.questions")
    if decision_points(task):
        return words("loop.heard.decisions")
    return words("loop.heard.automatic")


def _from_peers(entry: Entry, edition: Edition) -> str:
    if entry.replies_by is None:
        return edition.words("loop.heard.peers")
    return edition.words("loop.heard.peers_by", when=moment_text(entry.replies_by, edition))


def _in_session(session: Entry, work: Task | Assessment, edition: Edition) -> str:
    """Say that a session gives feedback, or that it does no more than go through the answers."""
    feedback = isinstance(work, Assessment) or session.element in edition.course.links.feedback_in.get(
        work, ()
    )
    key = "loop.heard.session" if feedback else "loop.heard.answers"
    if session.opens is None:
        return edition.words(key, session=session.title)
    return edition.words(f"{key}_at", session=session.title, when=moment_text(session.opens, edition))


def _forms(form: set[str], words: Words) -> str:
    return joined([words(f"form.{one}") for one in _FORMS if one in form], words)


def _use(entry: Entry, edition: Edition) -> Iterator[str]:
    """Say what takes the work up, else which session needs it, else what it counts towards."""
    words = edition.words
    later = [edition.by_key[key] for key in entry.leads_to if key in edition.by_key]
    if later:
        first = later[0]
        session = edition.by_key.get(first.in_session)
        if session is not None and len(later) == 1:
            yield words("loop.used.in_session", follow_up=first.title, session=session.title)
        else:
            titles = [_quoted(one.title, words) for one in later[:3]]
            yield words("loop.used.later", titles=joined(titles, words))
    needing = [
        other
        for key in entry.needed_by
        if (other := edition.by_key.get(key)) is not None and other.kind == "session"
    ]
    if needing and not any(one.in_session == needing[0].key for one in later):
        yield words("loop.used.session", session=needing[0].title)
    if not later and not needing and entry.counts_towards in edition.by_key:
        yield words("loop.used.counts", title=edition.by_key[entry.counts_towards].title)


def _of_activity(entry: Entry, activity: FollowUpActivity, edition: Edition) -> Iterator[str]:
    words = edition.words
    taken = [edition.by_key[key] for key in entry.takes_up if key in edition.by_key]
    if taken:
        yield words("loop.takes_up", titles=joined([_quoted(one.title, words) for one in taken], words))
    if activity.opens_with:
        yield words("loop.opens_with")
    if not entry.graded and activity.focus == "process":
        yield words("loop.process")
    yield from _use(entry, edition)


def _of_assessment(entry: Entry, assessment: Assessment, edition: Edition) -> Iterator[str]:
    explained = assessment.questions and all(map(_explains, assessment.questions))
    if explained and assessment.feedback is None and not entry.graded:
        yield edition.words("loop.heard.questions")
    yield from _hearing(entry, assessment, edition)
    if assessment.formative:
        yield edition.words("loop.formative")


def _explains(question: Question) -> bool:
    return bool(question.feedback) or (
        bool(question.options) and all(option.feedback for option in question.options)
    )


def _of_reflection(reflection: Reflection, edition: Edition) -> Iterator[str]:
    words, reader = edition.words, reflection.read_by
    if reader is not None:
        if reader.target is None and reader.text in _NOBODY:
            yield words("loop.reflection.yours")
        else:
            yield words("loop.reflection.read", who=_capital(person(reader, edition) or words("role.team")))
    if reflection.feeds is not None:
        fed = fed_by(reflection.feeds, edition)
        if fed is not None:
            yield words("loop.reflection.feeds", title=fed.title)
        elif reflection.feeds.target is None:
            yield words("loop.reflection.used", use=bare(reflection.feeds.text))
    if not reflection.graded and not reflection.weight:
        yield words("loop.reflection.ungraded")


def fed_by(feeds: Ref | None, edition: Edition) -> Entry | None:
    """Return the entry that the answers to a reflection change; None where that is told in words."""
    if feeds is None:
        return None
    # One that names something of another module is left as it is written, and is the key of an entry.
    return entry_of(feeds.target, edition) or edition.by_key.get(feeds.text)


def _quoted(title: str, words: Words) -> str:
    return words("list.quoted", title=title)


def bare(text: str) -> str:
    """Return a text as it stands within a sentence: on one line, without the stop at its end."""
    return " ".join(text.split()).rstrip(".;")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
