"""Limits on what reading takes in, as named settings; `read(..., limits=Limits(...))` changes them.

The defaults are those of the design, "Limits". They keep one hostile or broken file from taking the machine.
"""

from __future__ import annotations

import msgspec

MEGABYTE = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may cost. Sizes are bytes, lengths Unicode code points.

    `document_bytes`: one plain text file, one JSON line, or one cell of a table.
    `inflated_bytes`: one document after decompression of a `.gz` file.
    `detector_bytes`: what the encoding detector sees of a file; this caps its time, about 0.2 s a file.
    `binary_probe_bytes`: how far a file is searched for the NUL bytes that give away a binary file.
    `headline_length`: the longest first line that can be a headline.
    `dateline_length`: how far a dateline can reach into its line.
    `header_lines`: how many lines between headline and body are read for dates, bylines and agencies.
    """

    document_bytes: int = 20 * MEGABYTE
    inflated_bytes: int = 100 * MEGABYTE
    detector_bytes: int = 65_536
    binary_probe_bytes: int = 8_192
    headline_length: int = 350
    dateline_length: int = 200
    header_lines: int = 8


DEFAULT_LIMITS = Limits()
