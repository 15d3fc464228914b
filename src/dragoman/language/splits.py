"""Which documents of the training sets are kept aside for measuring."""

from __future__ import annotations

import hashlib

HELD_OUT_PERCENT = 20


def is_held_out(doc_id: str) -> bool:
    """True for the fifth of the documents that training never sees.

    The rule: the first eight hexadecimal digits of the SHA-256 of the document's id, as a number, modulo 100, is
    below 20. It splits the newswire spans by document, so that no name of a held-out report was seen in its own story.
    """
    digest = hashlib.sha256(doc_id.encode("utf-8")).hexdigest()
    return int(digest[:8], 16) % 100 < HELD_OUT_PERCENT
