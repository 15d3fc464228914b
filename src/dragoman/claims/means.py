"""The means of an act that its verb leaves open: "waged an air war", "airstrikes hit", "killed in an armed ambush".

A verb's row often counts the noun that names the means; the noun's own row knows the mode and the finer CAMEO code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.claims.matching import Match

SLOTS = ("obj", "subj", "in", "with", "by", "for", "during")


def completed(match: Match, matches: Mapping[int, Sequence[Match]]) -> Match:
    """The match with the mode and code of the event noun in one of its slots, where it has no mode of its own."""
    if match.frame.mode is not None or match.frame.pos == "N":
        return match
    for slot in SLOTS:
        for token in match.reader.fill(slot):
            for other in matches.get(token, ()):
                frame = other.frame
                if frame.event == match.frame.event and frame.mode and frame.pos == "N" and not other.bare:
                    return match._replace(
                        frame=msgspec.structs.replace(match.frame, mode=frame.mode, cameo=frame.cameo)
                    )
    return match
