"""Lets all in a Jinja file that can take long go through filters that count it.

They are filters, not functions, so that nothing a template calls its own variables stands in for them.
"""

from __future__ import annotations

from typing import Final

from jinja2 import nodes

TURNS: Final = "_turns"
"""What a loop goes through."""
READ: Final = "_read"
"""What is compared or cut."""
MADE: Final = "_made"
"""A list, or the text of a block."""
JOINED: Final = "_joined"
"""A list of what `~` puts together."""


def watch(node: nodes.Node) -> None:
    """Let all that can take long, below a node, go through a filter that counts it."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, name, _watched(value))
        elif isinstance(value, list):
            value[:] = [_watched(one) if isinstance(one, nodes.Node) else one for one in value]


def _watched(node: nodes.Node) -> nodes.Node:
    """Return what a node is to be, those below it watched."""
    watch(node)
    match node:
        case nodes.TemplateData():  # which would be written without being counted
            return nodes.Const(node.data, lineno=node.lineno)
        case nodes.Concat():
            return _through(JOINED, nodes.List(node.nodes, lineno=node.lineno))
        case nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load"):
            return _through(MADE, node)
        case nodes.For():
            node.iter = _through(TURNS, node.iter)
        case nodes.Compare():
            node.expr = _through(READ, node.expr)
            for operand in node.ops:
                operand.expr = _through(READ, operand.expr)
        case nodes.Getitem(arg=nodes.Slice()):
            node.node = _through(READ, node.node)
        case nodes.AssignBlock():
            node.filter = nodes.Filter(node.filter, MADE, [], [], None, None, lineno=node.lineno)
    return node


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
