"""One description of every record and every table, and what is derived from it.

`records` gives the JSON Schema of the records; `tables.ARCHIVE` declares the archive's tables, from which `ddl`,
`arrow`, `json_schema`, `codebook` and `datapackage` derive SQLite's DDL, Arrow schemas, JSON Schema, the page of
tables and the Frictionless descriptor. `python -m dragoman.schema docs/schema` writes what is kept in files; tests hold
files and derivations equal.
"""

from dragoman.schema.columns import Column, Index, Table
from dragoman.schema.records import WRITTEN, schema
from dragoman.schema.tables import ARCHIVE, VERSION

__all__ = ["ARCHIVE", "VERSION", "WRITTEN", "Column", "Index", "Table", "schema"]
