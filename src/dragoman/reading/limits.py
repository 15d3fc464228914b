"""Limits on what reading takes in; `read(..., limits=Limits(...))` changes them for one call.

They are the settings of the group `reading` (docs/settings.md). Their defaults are those of the design, "Limits": they
keep one hostile or broken file from taking the machine.
"""

from __future__ import annotations

from dragoman.settings import Reading as Limits
from dragoman.settings import current

DEFAULT_LIMITS = current().reading

__all__ = ["DEFAULT_LIMITS", "Limits"]
