"""The reading room: outside to Report.

`read` takes files, folders, globs and standard input; `read_text` takes a text. What cannot be read comes out as an
`Unreadable` with file, line, reason and remedy, and the others go on.
"""

from dragoman.reading.agencies import Agency, agency
from dragoman.reading.columns import parse_columns
from dragoman.reading.limits import Limits
from dragoman.reading.reader import DUPLICATE_ID, read
from dragoman.reading.reports import Details, read_text
from dragoman.reading.unreadable import Unreadable

__all__ = ["DUPLICATE_ID", "Agency", "Details", "Limits", "Unreadable", "agency", "parse_columns", "read", "read_text"]
