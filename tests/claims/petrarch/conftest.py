"""A small PETRARCH dictionary of invented countries, and a coder that holds it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.claims.petrarch import PetrarchCoder, open_dictionaries
from dragoman.coder import Coder
from dragoman.reading import read_text

VERBS = """<!-- a comment
over two lines -->
&TIES
+RELATIONS
+DIPLOMATIC_TIES

&BREAKABLE
+&TIES
+TREATY

--- MEET [040:040] ---
MEET {MET MEETING}
- % * [036:036]
- NOT * [111]

--- BREAK [010] ---
BREAK {BROKE BROKEN}
+BREAK_OFF {+BROKE_OFF +BROKEN_OFF}
- * &BREAKABLE [161]  # one of a set
- * {PEACE TALK} [164]

--- CONDEMN [111] ---
CONDEMN
- WILL_NOT_* [050]

--- VISIT [042:043] ---
VISIT

--- SAY [---] ---
SAY {SAID}
- * (IN STATEMENT) [010]

--- TAKE [---] ---
TAKE {TOOK TAKEN}
- + WAS * FROM $ [1711]
- * CARE [070]

--- WARN [130] ---
WARN
- * THEIR ^ ABOUT + [138]
"""
ACTORS = """ARLAND [ARL]
+ARLANDIC
BORIA [BOR]
+BORIAN
CADRIA [CAD]
DORIAN_GREY
    [BORGOV <20000101]
    [BORELI >19991231]
TWIN_ISLES [TWA/TWB]
"""
AGENTS = """!MIN! = MINISTER, MINISTRY
POLICE {} [~COP]
GOVERNMENT [~GOV]
SOLDIER [~MIL]
!MIN!_OF_TRADE [~GOVBUS]
RELIEF_CORPS [NGO~]
"""
DISCARDS = "CHESS  # a game\n+WORLD CHESS CUP\n"

Dyads = Callable[..., set[tuple[str, str, str]]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("petrarch")
    for name, text in (("verbs", VERBS), ("actors", ACTORS), ("agents", AGENTS), ("discards", DISCARDS)):
        (path / f"our.{name}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def petrarch(folder: Path) -> PetrarchCoder:
    return PetrarchCoder(open_dictionaries([folder]))


@pytest.fixture(scope="session")
def dyads(petrarch: PetrarchCoder, coder: Coder) -> Dyads:
    def run(text: str, date: str = "2003-05-01") -> set[tuple[str, str, str]]:
        report = read_text(text, id="r", date=date)
        found = petrarch.dyads(report, coder.analyser.analyse([text])[0])
        return {(one.source, one.target, one.code) for _, own in found for one in own}

    return run
