"""A dated brief written from the record alone: what is new, what opened or closed, what is disputed, what changed."""

from dragoman.briefing.gathering import Brief as Brief
from dragoman.briefing.gathering import brief as brief
from dragoman.briefing.html import as_html as as_html
from dragoman.briefing.markdown import as_markdown as as_markdown
