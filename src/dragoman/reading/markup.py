"""Text of a piece of HTML, as feeds and mail carry it: blocks become paragraphs, nothing is chosen or left out."""

from __future__ import annotations

import re

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table td th tr ul".split()
)
UNSEEN = frozenset(("script", "style", "head", "template", "noscript", "iframe", "object", "svg"))

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")


def fragment_text(markup: str) -> str:
    """The text of an HTML fragment with an empty line between blocks; plain text comes back as it is."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, recover=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        # A document of control characters only has no root; lxml says so by an error.
        root = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if root is None:
        return ""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += name in UNSEEN
            if name in BLOCKS:
                pieces.append("\n")
            if not hidden and element.text:
                pieces.append(element.text.replace("\n", " "))
        else:
            hidden -= name in UNSEEN
            if name in BLOCKS:
                pieces.append("\n")
            if not hidden and element.tail:
                pieces.append(element.tail.replace("\n", " "))
    return _BREAKS.sub("\n\n", _SPACES.sub(" ", "".join(pieces))).strip()
