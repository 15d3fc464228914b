"""Zipped folders: the members that are reports, each under its own limits and all under one."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Fault
from dragoman.reading.formats import FOREIGN, FORMATS, WRITTEN, suffix
from dragoman.reading.inflating import inflate
from dragoman.reading.limits import Limits
from dragoman.reading.members import Member

ENCRYPTED = 0x1


def zip_members(stream: BinaryIO, limits: Limits) -> Iterator[Member | Fault | None]:
    """The readable members in the order of their names; what is no report by its suffix is passed over (None)."""
    try:
        folder = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise UnreadableReport(f"the file is no zipped folder ({error}); pack it again") from None
    total = 0
    found = False
    for info in sorted(folder.infolist(), key=lambda info: info.filename):
        form = FORMATS.get(suffix(info.filename))
        hidden = any(part.startswith((".", "__MACOSX")) for part in info.filename.split("/"))
        if info.is_dir() or hidden or (form is None and suffix(info.filename) not in WRITTEN):
            yield None
            continue
        found = True
        member = _member(folder, info, form, limits)
        if isinstance(member, Member):
            total += len(member.data)
            if total > limits.folder_bytes:
                yield Fault(f"the folder unpacks to more than {limits.folder_bytes:,} bytes; unpack it first", None)
                return
        yield member
    if not found:
        raise UnreadableReport(f"the zipped folder holds no reports; reports end in {', '.join(FORMATS)}")


def _member(folder: zipfile.ZipFile, info: zipfile.ZipInfo, form: str | None, limits: Limits) -> Member | Fault:
    name = info.filename
    if form is None:
        what = FOREIGN[suffix(name)]
        return Fault(f"the member is {what}, which is not read; save the report as text or PDF", name)
    if info.flag_bits & ENCRYPTED:
        return Fault("the member is locked by a password; pack the folder without one", name)
    if info.compress_size > limits.document_bytes:
        return Fault(f"the member is larger than {limits.document_bytes:,} bytes; unpack the folder first", name)
    try:
        with folder.open(info) as packed:
            data = packed.read(limits.inflated_bytes + 1)
        if len(data) > limits.inflated_bytes:
            return Fault(f"the member unpacks to more than {limits.inflated_bytes:,} bytes; it is left out", name)
        if name.lower().endswith(".gz") and form != "warc":
            data = inflate(data, limits.inflated_bytes)
    except UnreadableReport as error:
        return Fault(str(error), name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        return Fault(f"the member cannot be unpacked ({error}); pack the folder again", name)
    return Member(form, data, name)
