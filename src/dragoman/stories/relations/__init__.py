"""From events to relations: standing states between actors, opened, renewed, weakened, closed and contradicted."""

from dragoman.stories.relations.assembly import assemble as assemble
from dragoman.stories.relations.assembly import in_force as in_force
from dragoman.stories.relations.derivation import derive as derive
from dragoman.stories.relations.signs import Sign as Sign
from dragoman.stories.relations.signs import signs as signs
from dragoman.stories.relations.tables import shipped_kinds as shipped_kinds
from dragoman.stories.relations.tables import shipped_rules as shipped_rules
