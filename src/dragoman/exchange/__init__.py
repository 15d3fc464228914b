"""The archive's record in other projects' layouts, and theirs in ours.

Writers are pure functions over acts (`telling.Told`); columns, codes and what a layout can hold are tables in
`layouts/` and `codes/`, for a person to edit. Nothing is left out in silence: each writer counts what its layout cannot
hold.
"""

from dragoman.exchange.importing import read_foreign
from dragoman.exchange.policy import Written
from dragoman.exchange.telling import Telling, Told, each_claim, each_event

__all__ = ["Telling", "Told", "Written", "each_claim", "each_event", "read_foreign"]
