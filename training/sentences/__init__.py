"""Sentences of news prose that we wrote and coded by the codebook: to measure with, and to teach the act head.

They live in `*.tsv` beside this file, one sentence a line, with the columns `sentence` and `claims`. Claims are
separated by ` ;; `, their fields by ` | `:

    anchor | TYPE/mode>CONTENT | status | actors | recipients | sources

Actors and recipients are joined by ` + `, sources (outermost first) by ` > `; every one stands word for word in the
sentence, `word#2` being its second occurrence. An empty status is `actual`, fields at the end may be left out, and a
line without claims is a sentence that only looks like an event. They teach how news is worded and nothing else: what
they tell is made up, or told from memory, and no fact of the record may rest on it.

`python -m training.sentences` checks them; `python -m training.sentences.scoring` says how the coder reads them.
"""
