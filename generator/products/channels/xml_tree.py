"""Step 4, channels: plain elements → XML, for feeds and alerts. The only channel with lxml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may have in it, not even escaped."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Element:
    """An element with attributes (``lang`` becomes ``xml:lang``); without a name, a comment."""

    name: str
    inside: str | Sequence[Element] = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def element(name: str, inside: str | Sequence[Element] = "", **attributes: str) -> Element:
    """Return an element.

    >>> as_xml(element("p", "1 < 2", lang="en"), "urn:x", declared=False)
    '<p xmlns="urn:x" xml:lang="en">1 &lt; 2</p>'
    """
    return Element(name, inside, attributes)


def as_xml(root: Element, namespace: str, *, declared: bool = True) -> str:
    """Write *root* in *namespace*, on as many lines as it has elements, with its declaration.

    Letters that XML cannot hold are left out: they come from a paste, and nobody sees them.
    """
    tree = _tree(root, namespace, {None: namespace})
    if not declared:
        return str(etree.tostring(tree, encoding="unicode"))
    etree.indent(tree)
    text = etree.tostring(tree, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _tree(
    one: Element, namespace: str, prefixes: Mapping[str | None, str] | None = None
) -> etree._Element:
    made = etree.Element(f"{{{namespace}}}{one.name}", nsmap=prefixes)
    for name, value in one.attributes.items():
        made.set(_LANG if name == "lang" else name, clean(value))
    if isinstance(one.inside, str):
        made.text = clean(one.inside) or None
    else:
        for child in one.inside:
            comment = None if child.name else etree.Comment(str(child.inside))
            made.append(_tree(child, namespace) if comment is None else comment)
    return made


def clean(text: str) -> str:
    r"""Return *text* without what XML cannot hold.

    >>> clean("a\x00b\ufffec")
    'abc'
    """
    return _NOT_IN_XML.sub("", text)
