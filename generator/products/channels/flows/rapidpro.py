"""Step 4, channels: the decision tree → a RapidPro export, version 13: messages or a talking line.

Written after the flow specification of github.com/nyaruka/goflow (flows/actions,
flows/routers/switch.go, flows/routers/waits/msg.go, core/hints/digits.go) at 9b9f13ae41c3, which
still reads 13.x. Nothing about who asks is kept: no results, no contact fields, no groups
(CARE 50). Ids are made of places in the tree, so that they stay when words change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

from ....localise.texts import Text
from ....text.languages import find_language
from ....text.plain import flat, to_native_digits
from ...sending.sent import SentNumber
from ..spoken.digits import groups
from .prompts import Prompts, numbers_in, prompt_of
from .tree import Choice, Tree

Kind = Literal["messaging", "voice"]
SPEC_VERSION = "13.1.0"
"""Of a flow: rpft writes the same; RapidPro migrates it when it is imported."""
AGAIN, BACK = "0", "#"
BACK_ON_PHONES = "*"
"""On telephones both go back, callers hear only of this: for some providers # ends the input."""
_NAMESPACE = uuid5(NAMESPACE_URL, "advisory/flows")
_ISO_639_3 = {
    "en": "eng",
    "es": "spa",
    "ja": "jpn",
    "ko": "kor",
    "ms": "msa",
    "my": "mya",
    "th": "tha",
}
"""RapidPro names languages with three letters; other locales of ours have three already."""
_MINUTES = {"messaging": 12 * 60, "voice": 5}
"""After which the engine forgets a conversation in which nothing is said any more."""


def escaped(words: str) -> str:
    """Return *words* so that the engine shows them unchanged: to it @name and @(…) are expressions.

    >>> escaped("@(webhook)")
    '@@(webhook)'
    """
    return words.replace("@", "@@")


def container(flow: dict[str, Any], site: str) -> dict[str, Any]:
    """Return *flow* as a file that can be imported."""
    return {
        "version": "13",
        "site": site,
        "flows": [flow],
        "campaigns": [],
        "triggers": [],
        "fields": [],
        "groups": [],
    }


@dataclass
class Builder:
    """Writes the nodes of one flow."""

    tree: Tree
    kind: Kind
    name: str
    """``H.L``: part of each id."""
    locale: str
    labels: Mapping[str, str]
    """Contact → what it is called, said in the place of its number."""
    mark: str = ""
    """Stands before each message and prompt of an exercise."""
    prompts: Prompts = field(default_factory=Prompts)
    nodes: list[dict[str, Any]] = field(default_factory=list)

    def flow(self) -> dict[str, Any]:
        """Return the flow."""
        self._open()
        self._menu()
        for choice in self.tree.choices:
            self._steps(choice)
        return {
            "uuid": self._id("flow"),
            "name": f"{self.name}.{self.kind}",
            "spec_version": SPEC_VERSION,
            "language": _ISO_639_3.get(self.locale.split("-")[0], self.locale.split("-")[0]),
            "type": self.kind,
            "revision": 1,
            "expire_after_minutes": _MINUTES[self.kind],
            "localization": {},
            "metadata": {},
            "nodes": self.nodes,
            "_ui": {"nodes": {node["uuid"]: _ui(node, row) for row, node in enumerate(self.nodes)}},
        }

    # --- what it says -------------------------------------------------------------------------

    def _open(self) -> None:
        self._says("open", [self._told("open", [self.tree.opening])], then="menu")

    def _menu(self) -> None:
        rows = [(f"choice.{one.id}", one.title) for one in self.tree.choices]
        self._says(
            "menu",
            [self._told("what", [[self.tree.what]]), *self._keys(rows, back=False)],
            then="menu.wait",
        )
        keys = {str(key): f"steps.{one.id}" for key, one in enumerate(self.tree.choices, 1)}
        self._waits("menu", keys, again="menu", back="menu")

    def _steps(self, choice: Choice) -> None:
        at = f"steps.{choice.id}"
        said = [self._told(at, [[choice.title], *choice.steps])]
        said += [self._number(one) for one in choice.numbers]
        if not choice.regions:
            self._says(at, [*said, *self._ways(back=True)], then=f"{at}.wait")
            self._waits(at, {}, again=at, back="menu")
            return
        said.append(self._told("where", [[self.tree.where]]))
        rows = [(f"region.{one.id}", one.name) for one in choice.regions]
        self._says(at, [*said, *self._keys(rows, back=True)], then=f"{at}.wait")
        keys = {str(key): f"{at}.{one.id}" for key, one in enumerate(choice.regions, 1)}
        self._waits(at, keys, again=at, back="menu")
        for one in choice.regions:
            here = f"{at}.{one.id}"
            told = [self._told(f"region.{one.id}", [[one.name]]), *map(self._number, one.numbers)]
            self._says(here, [*told, *self._ways(back=True)], then=f"{here}.wait")
            self._waits(here, {}, again=here, back=at)

    def _keys(
        self, rows: Sequence[tuple[str, Text]], *, back: bool
    ) -> Iterator[list[dict[str, Any]]]:
        """What to press for what."""
        if self.kind == "voice":
            yield self._told("press", [[self.tree.press]])
        for key, (prompt, text) in enumerate(rows, 1):
            yield self._key(prompt, text, str(key))
        yield from self._ways(back=back)

    def _ways(self, *, back: bool) -> Iterator[list[dict[str, Any]]]:
        yield self._key("again", self.tree.again, AGAIN)
        if back:
            # There is no sound of a star to play: the words name the key.
            text = self.tree.back_by_star if self.kind == "voice" else self.tree.back
            yield self._key("back", text, BACK)

    def _key(self, prompt: str, text: Text, key: str) -> list[dict[str, Any]]:
        if self.kind == "messaging":
            return [_line(f"{key} {flat(str(text))}")]
        told = self._told(prompt, [[text]])
        return told if key == BACK else [*told, self._sound(f"digit-{key}")]

    def _told(self, prompt: str, lines: Sequence[Sequence[Text]]) -> list[dict[str, Any]]:
        """Return *lines* as messages, one each; or as sounds to record, numbers behind them."""
        if self.kind == "messaging":
            return [_line(flat(" ".join(map(str, line)))) for line in lines]
        return list(self._prompts(prompt, [text for line in lines for text in line]))

    def _prompts(self, prompt: str, texts: Sequence[Text]) -> Iterator[dict[str, Any]]:
        for index, text in enumerate(texts, 1):
            words = self.mark + prompt_of(text, self.labels)
            clip = self.prompts.add(f"{prompt}.{index}" if len(texts) > 1 else prompt, words)
            yield {"type": "say_msg", "text": escaped(words), "audio_url": self._url(clip)}
            for number in numbers_in(text):
                yield from self._digits(number)

    def _number(self, number: SentNumber) -> list[dict[str, Any]]:
        """Return cautions, owner and number: on one line, or as sounds, the number twice."""
        if self.kind == "messaging":
            return [_line(flat(str(number)))]
        *cautions, _named = number.texts
        told = list(
            self._prompts(f"contact.{number.contact.id}", [*cautions, number.contact.label])
        )
        return [*told, *list(self._digits(number.tel.text)) * 2]

    def _digits(self, number: str) -> Iterator[dict[str, Any]]:
        for group in groups(number):
            yield from (self._sound(f"digit-{digit}") for digit in group)

    def _sound(self, clip: str) -> dict[str, Any]:
        return {"type": "play_audio", "audio_url": self._url(f"{clip}.mp3")}

    def _url(self, clip: str) -> str:
        return f"sounds/{self.name}/{clip}"

    # --- nodes --------------------------------------------------------------------------------

    def _says(self, at: str, told: Sequence[list[dict[str, Any]]], *, then: str) -> None:
        """Write a node that tells all of *told*, and goes on to *then*."""
        parts = [part for parts in told for part in parts]
        if self.kind == "messaging":
            text = self.mark + "\n".join(part["line"] for part in parts)
            parts = [
                {"type": "send_msg", "text": escaped(text), "attachments": [], "quick_replies": []}
            ]
        actions = [
            {"uuid": self._id("action", at, str(index)), **part} for index, part in enumerate(parts)
        ]
        exits = [{"uuid": self._id("exit", at), "destination_uuid": self._id("node", then)}]
        self.nodes.append({"uuid": self._id("node", at), "actions": actions, "exits": exits})

    def _waits(self, at: str, keys: dict[str, str], *, again: str, back: str) -> None:
        """Write the node that waits for a key behind *at*; any other input repeats *at*."""
        ways = {**keys, AGAIN: again, BACK: back}
        rows = [
            (key, to, self._id("category", at, key))
            for key, to in [*ways.items(), ("Other", again)]
        ]
        exits = [
            {"uuid": self._id("exit", at, key), "destination_uuid": self._id("node", to)}
            for key, to, _ in rows
        ]
        categories = [
            {"uuid": category, "name": key, "exit_uuid": self._id("exit", at, key)}
            for key, _, category in rows
        ]
        cases = [
            {
                "uuid": self._id("case", at, key),
                "type": "has_pattern",
                "arguments": [self._typed(key)],
                "category_uuid": category,
            }
            for key, _, category in rows[:-1]
        ]
        wait: dict[str, Any] = {"type": "msg"}
        if self.kind == "voice":
            wait["hint"] = {"type": "digits", "count": 1}
        self.nodes.append(
            {
                "uuid": self._id("node", f"{at}.wait"),
                "actions": [],
                "router": {
                    "type": "switch",
                    "operand": "@input.text",
                    "wait": wait,
                    "cases": cases,
                    "categories": categories,
                    "default_category_uuid": categories[-1]["uuid"],
                },
                "exits": exits,
            }
        )

    def _typed(self, key: str) -> str:
        """Return the pattern of *key* alone: a sentence with a digit in it chooses nothing.

        In the engine ^ and $ match the ends of each line (flows/routers/cases/tests.go,
        HasPattern).
        """
        if key == BACK:
            return f"\\A\\s*[{BACK}{BACK_ON_PHONES}]\\s*\\z"
        language = find_language(self.locale)
        # Digits of the language's own script are other letters.
        own = language.native_digits if language else None
        return f"\\A\\s*[{key}{to_native_digits(key, own) if own else ''}]\\s*\\z"

    def _id(self, *place: str) -> str:
        return str(uuid5(_NAMESPACE, "/".join([self.name, self.kind, *place])))


def _line(text: str) -> dict[str, Any]:
    return {"line": text}


def _ui(node: dict[str, Any], row: int) -> dict[str, Any]:
    shown = "wait_for_response" if "router" in node else "execute_actions"
    return {"position": {"left": 100 + 300 * (row % 4), "top": 200 * row}, "type": shown}
