"""Step 4, channels: a flow as RapidPro reads it → every way through it, and what is wrong with it.

Knows the file alone and nothing of how it was made: what it finds is what a caller would meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ACTIONS = frozenset({"send_msg", "say_msg", "play_audio", "enter_flow"})
"""All that a flow of ours may do (CARE 50)."""
WAITS = frozenset({"msg"})
MOST_LEVELS, MOST_CHOICES = 3, 9
_EXPRESSION = re.compile(r"(?<!@)(?:@@)*@(?=[\w(])")
_ONE_KEY = re.compile(r"\\A\\s\*\[(\S+)\]\\s\*\\z")
_OPERAND = "@input.text"
_GO_ON = frozenset("123456789")
_FORBIDDEN_KEYS = frozenset({"result_name", "category", "groups", "field", "urn", "labels"})


@dataclass(frozen=True)
class Way:
    """One way through a flow: what is typed, and the nodes on it."""

    keys: tuple[str, ...]
    nodes: tuple[str, ...]
    """Ids, in the order in which they are met; the last waits and leads to nothing new."""


class Walk:
    """A flow to be walked through."""

    def __init__(self, flow: Mapping[str, Any]) -> None:
        self.nodes: dict[str, Mapping[str, Any]] = {node["uuid"]: node for node in flow["nodes"]}
        self.start: str = flow["nodes"][0]["uuid"]

    def to_wait(self, node: str) -> list[str]:
        """Return the nodes from *node* on up to one that waits.

        Raises ValueError when there is none: the flow would run in a circle, or hang up.
        """
        met: list[str] = []
        at: str | None = node
        while at is not None:
            if at in met:
                raise ValueError(f"node {at} comes back to itself without a wait")
            if at not in self.nodes:
                raise ValueError(f"node {at} does not exist")
            met.append(at)
            if "router" in self.nodes[at]:
                return met
            at = self.nodes[at]["exits"][0]["destination_uuid"]
        raise ValueError(f"node {met[-1]} leads nowhere")

    def keys(self, node: str) -> dict[str, str]:
        """Return what may be typed at a node that waits, and where it leads; "" is all else."""
        router = self.nodes[node]["router"]
        exits = {one["uuid"]: one["destination_uuid"] for one in self.nodes[node]["exits"]}
        ways = {one["uuid"]: exits[one["exit_uuid"]] for one in router["categories"]}
        found = {
            typed: ways[case["category_uuid"]] for case in router["cases"] for typed in _words(case)
        }
        return {**found, "": ways[router["default_category_uuid"]]}

    def said(self, node: str) -> list[str]:
        """Return what a node tells: texts, and sounds in brackets."""
        actions = self.nodes[node]["actions"]
        return [
            one["text"].replace("@@", "@") if "text" in one else f"[{one['audio_url']}]"
            for one in actions
        ]

    def ways(self) -> Iterator[Way]:
        """Yield each way to a place from which only ways back lead on. May raise ValueError."""
        waiting = [Way((), tuple(self.to_wait(self.start)))]
        while waiting:
            way = waiting.pop()
            further = [
                Way((*way.keys, key), (*way.nodes, *self.to_wait(to)))
                for key, to in self.keys(way.nodes[-1]).items()
                if key in _GO_ON and to not in way.nodes
            ]
            if not further:
                yield way
            waiting += reversed(further)


def faults(flow: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a flow; empty when nothing is."""
    return [
        *_faults_of_ways(Walk(flow)),
        *(fault for node in flow["nodes"] for fault in _faults_of_node(node)),
    ]


def _faults_of_ways(walk: Walk) -> Iterator[str]:
    met: set[str] = set()
    try:
        for way in walk.ways():
            met |= set(way.nodes)
            waits = [node for node in way.nodes if "router" in walk.nodes[node]]
            if len(waits) > MOST_LEVELS:
                yield f"{_typed(way)}: more than {MOST_LEVELS} levels"
            last = [one for node in way.nodes for one in walk.said(node)][-1:]
            if not way.keys or not last:
                yield f"{_typed(way)}: ends without a step or a number"
            for node in waits:
                keys = walk.keys(node)
                if sum(key in _GO_ON for key in keys) > MOST_CHOICES:
                    yield f"{_typed(way)}: more than {MOST_CHOICES} choices"
                if not {"0", "#"} <= set(keys):
                    yield f"{_typed(way)}: 0 or # leads nowhere"
                for to in keys.values():
                    walk.to_wait(to)
    except ValueError as error:
        yield str(error)
        return
    if unmet := set(walk.nodes) - met:
        yield f"{len(unmet)} nodes are never met"


def _words(case: Mapping[str, Any]) -> list[str]:
    """Return what may be typed for a case: each letter of its pattern, alone."""
    found = _ONE_KEY.fullmatch(case["arguments"][0]) if case["type"] == "has_pattern" else None
    if found is None:
        raise ValueError(f"what is typed for {case['type']} {case['arguments']} is not known")
    return list(found[1])


def _typed(way: Way) -> str:
    return "-".join(way.keys) or "start"


def _faults_of_node(node: Mapping[str, Any]) -> Iterator[str]:
    for action in node["actions"]:
        if action["type"] not in ACTIONS:
            yield f"{action['type']} is not allowed"
        for text in (action.get("text", ""), action.get("audio_url", "")):
            if _EXPRESSION.search(text):
                yield f"an expression stands in: {text[:60]}"
        if action["type"] == "say_msg" and any(letter.isdigit() for letter in action["text"]):
            yield f"a digit is in what is recorded: {action['text'][:60]}"
    router = node.get("router")
    if router is None:
        return
    if router["type"] != "switch" or router["operand"] != _OPERAND:
        yield f"the router {router['type']} {router['operand']} is not allowed"
    if router.get("wait", {}).get("type") not in WAITS:
        yield "a router waits for nothing"
    for key in sorted(_keys(node) & _FORBIDDEN_KEYS):
        yield f'"{key}" would keep something of who asks'


def _keys(value: object) -> set[str]:
    """Return every key below *value*."""
    if isinstance(value, Mapping):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
