"""The watch over feeds: polled politely and safely, what is new read, coded and stored.

`watch` polls the feeds of a file into an archive; `watch_into` does so into any `Sink`.
"""

from dragoman.watching.feeds_file import Feed, FeedsFile, read_feeds
from dragoman.watching.states import FeedState
from dragoman.watching.watching import Sink, watch, watch_into

__all__ = ["Feed", "FeedState", "FeedsFile", "Sink", "read_feeds", "watch", "watch_into"]
