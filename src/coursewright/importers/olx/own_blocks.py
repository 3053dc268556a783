"""The blocks that stand beside a page of our own: its questions, its decision points, what has been added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.olx.desk import inner, number_of
from coursewright.importers.olx.problems import problem_of
from coursewright.importers.olx.voting import labels_in, vote_of
from coursewright.importers.prose import plain_of
from coursewright.packages.reading.xml import children, text_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.marked.model import Marked
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["Answered"]

_AFTER = re.compile(r"(.+?)\*\* (.*)", re.DOTALL)
_AFTERWARDS = "\n\n---\n\n"
"""What our exporter writes between what follows from each choice and what holds for all."""
_UNSAID = "1.0"
"""The weight that our exporter writes where a plan says none."""
_DECISION = re.compile(r"_d[a-z2-7]{8,12}(_open)?(_unasked)?$")


class Answered:
    """Gathers the blocks of one unit in their order."""

    def __init__(self, unit: Block, entry: Marked, desk: OlxDesk) -> None:
        self._unit = unit
        self._entry = entry
        self._desk = desk
        self._questions: list[Value] = []
        self._decisions: list[Value] = []
        self._prompt = ""
        self.added: list[str] = []
        """Markdown of texts that are not ours."""

    def add(self, block: Block) -> None:
        """Take in a block."""
        ours = block.name.startswith(self._unit.name)
        match block.tag:
            case "problem" if ours and _DECISION.search(block.name):
                self._decisions.append(self._decision(block))
            case "problem":
                self._problem(block)
            case "openassessment" if ours and block.name.endswith("_problem"):
                self._essay(block)
            case "poll" if ours and block.name.endswith("_decision_poll"):
                self._decisions.insert(0, self._vote(block))  # what is voted on is the first with options
            case "poll" | "survey":
                found = vote_of(block, self._desk).get("questions")
                self._questions += found if isinstance(found, list) else []
            case "html" if ours and block.name.endswith("_staff"):
                text = self._text(block)
                self._desk.account.keep(block.title, block.source, text, "a text for staff")
            case "html" if ours and "-q-" in block.name:
                self._prompt = self._text(block)
            case "html":
                self.added.append(self._text(block))
            case _ if not ours:
                self._desk.account.left_out(
                    block.tag,
                    block.source,
                    block.title,
                    "it was added to a unit of ours, and has no place in it",
                )

    def data(self) -> Data:
        """Return what the blocks say, to be laid over what the page says."""
        made: Data = {}
        if self._questions:
            before = self._entry.data.get("questions")
            made["questions"] = [*self._questions, *(before if isinstance(before, list) else [])]
        if self._decisions:
            said = self._entry.data.get("decision_points")
            rest = said if isinstance(said, list) else [said] if said else []
            made["decision_points"] = [*self._decisions, *rest]
        return made

    def _text(self, block: Block) -> str:
        return self._desk.markdown(self._desk.page(block) or "")

    def _problem(self, block: Block) -> None:
        problem = problem_of(block.element, block.title, self._desk.addresses.resolve, ours=True)
        weight = number_of(block.said("weight"))
        for asked in problem.questions:
            question = dict(asked)
            if self._prompt:
                question["prompt"] = self._prompt
                self._prompt = ""
            if weight is not None and block.said("weight") != _UNSAID:
                question["points"] = weight
            self._questions.append(question)

    def _essay(self, block: Block) -> None:
        prompt = text_of(block.element, "prompts", "prompt", "description")
        question: Data = {"prompt": prompt, "type": "essay"}
        worth = [number_of(one.get("points", "")) or 0 for one in block.element.iter("option")]
        if not self._entry.data.get("criteria") and max(worth, default=1) > 1:
            question["points"] = max(worth)
        self._questions.append(question)

    def _decision(self, block: Block) -> Value:
        """Return a decision point: each choice with what follows from it."""
        label = next(block.element.iter("label"), None)
        asked = label is not None and not block.name.endswith("_unasked")
        made: Data = {"prompt": plain_of(inner(label))} if label is not None and asked else {}
        options: list[Value] = []
        for choice in block.element.iter("choice"):
            hint = next(children(choice, "choicehint"), None)
            said = (hint.text or "").strip() if hint is not None else ""
            text = " ".join((choice.text or "").split())
            options.append({"option": text, "consequence": said} if said else text)
        if options:
            made["options"] = options
        if "_open" in block.name.rpartition("_d")[2]:
            made["open"] = True
        solution = next(block.element.iter("solution"), None)
        if solution is not None and (feedback := text_of(solution)):
            made["feedback"] = feedback
        return made

    def _vote(self, block: Block) -> Value:
        """Return a decision point that was voted on; what follows stands in what is said after the vote."""
        after = {}
        follows, between, feedback = f"\n\n{block.said('feedback')}".rpartition(_AFTERWARDS)
        if not between:
            follows, feedback = feedback, ""
        for part in follows.split("\n\n**"):
            if found := _AFTER.fullmatch(part.strip().removeprefix("**")):
                after[_decoded(found[1])] = _decoded(found[2])
        options: list[Value] = [
            {"option": text, "consequence": after[text]} if text in after else text
            for text in labels_in(block.said("answers"))
        ]
        made: Data = {"prompt": _decoded(block.said("question"))}
        if options:
            made["options"] = options
        if block.name.endswith("_open_decision_poll"):
            made["open"] = True
        if feedback:
            made["feedback"] = _decoded(feedback)
        return made


def _decoded(text: str) -> str:
    """Return a text without the codes that the exporter writes for signs of HTML and Markdown."""
    return re.sub(r"&#(\d{2,3});", lambda found: chr(int(found[1])), text)
