"""A small archive made by hand: four reports of real history and of invented countries, their claims and events.

Golden files rest on it, so that they change when a layout changes and not when the coder does.
"""

from __future__ import annotations

from dragoman.archive import Archive, Coded, Run
from dragoman.exchange.telling import Telling, Told, each_claim, each_event
from dragoman.reading.identity import sha256
from dragoman.records import Because, Claim, Disagreement, Event, Party, Report, Span, Version, When, Where

NAMIBIA = """Germany calls colonial killings in Namibia genocide

BERLIN, May 28, 2021 (Lantern News) - Germany on Friday acknowledged that its troops had committed genocide in Namibia.

Foreign Minister Heiko Maas said that Germany would give 1.1 billion euros to Namibia. Herero chiefs rejected the offer.
"""

YEMEN = """Jets strike Sanaa

SANAA, March 26, 2015 (Harbour Wire) - Saudi jets struck an air base in Sanaa on Thursday, killing 18, rebels said.

Riyadh denied that it had hit civilians. Saudi Arabia expelled Yemenis decades ago.
"""

BRUSSELS = """Serbia and Kosovo sign accord

Serbia and Kosovo signed an agreement in Brussels on Friday. The European Union hosted the talks.
"""

BORIA = """Boria accuses Arland

Boria accused Arland of "=HIDING" arms. Arland could close its border.
"""


def _report(text: str, id: str, published: str, **more: object) -> Report:
    head = text.split("\n", 1)[0]
    return Report(id, text, sha256(text), published, published_basis="given", headline=Span(head, 0, len(head)), **more)  # type: ignore[arg-type]


REPORTS = {
    "nam": _report(NAMIBIA, "nam", "2021-05-28", url="https://lantern.example/a/1?x=2", outlet="lantern.example"),
    "yem": _report(YEMEN, "yem", "2015-03-26", url="https://harbour.example/yem", outlet="harbour.example"),
    "yem2": _report(YEMEN.replace("18", "21"), "yem2", "2015-03-27", outlet="Quay Post"),
    "srb": _report(BRUSSELS, "srb", "2013-04-20", published_time="07:30:00", outlet="Quay Post"),
    "bor": _report(BORIA, "bor", "2020-07-08"),
}


def span(report: str, words: str, after: int = 0) -> Span:
    start = REPORTS[report].text.index(words, after)
    return Span(words, start, start + len(words))


def party(
    report: str, words: str, name: str, country: str | None, sector: str | None, after: int = 0, **more: object
) -> Party:
    found = span(report, words, after)
    return Party(found.text, found.start, found.end, name, country, sector, **more)  # type: ignore[arg-type]


def claim(report: str, sentence: str, anchor: str, id: str, event: str, **fields: object) -> Claim:
    stretch = span(report, sentence)
    told: dict[str, object] = {
        "mode": None, "content": None, "status": "actual", "actors": (), "recipients": (), "sources": (), "when": None,
        "where": None, "run": "made by hand", **fields,
    }  # fmt: skip
    words = span(report, anchor, stretch.start)
    return Claim(report, stretch.start, stretch.end, words, event, id=id, **told)  # type: ignore[arg-type]


def day(report: str, words: str | None, date: str) -> When:
    if words is None:
        return When(None, None, None, date, date, "report")
    found = span(report, words)
    return When(found.text, found.start, found.end, date, date, "relative")


MAAS = "Foreign Minister Heiko Maas said that Germany would give 1.1 billion euros to Namibia."
STRUCK = "SANAA, March 26, 2015 (Harbour Wire) - Saudi jets struck an air base in Sanaa on Thursday"
SANAA = {
    "name": "Sanaa",
    "country": "YEM",
    "geonames": 71137,
    "lat": 15.35,
    "lon": 44.2,
    "admin1": "Amanat Alasimah",
    "precision": 1,
}


def _sanaa(report: str) -> Where:
    found = span(report, "Sanaa", REPORTS[report].text.index("base in"))
    return Where(found.text, found.start, found.end, **SANAA)  # type: ignore[arg-type]


def _strike(report: str, id: str, dead: int) -> Claim:
    return claim(
        report, STRUCK, "struck", id, "ASSAULT", mode="aerial", cameo="195", counts={"dead": (dead, dead)},
        actors=(party(report, "Saudi jets", "Saudi armed forces", "SAU", "MIL"),),
        recipients=(party(report, "an air base", "Yemeni armed forces", "YEM", "MIL"),),
        sources=(party(report, "rebels", "Houthis", "YEM", "REB", strength="stated", cue=span(report, "said")),),
        when=day(report, "on Thursday", "2015-03-26"), where=_sanaa(report), contexts=("military",),
        confidence={"event": 0.93},
    )  # fmt: skip


CLAIMS = (
    claim(
        "nam", "BERLIN, May 28, 2021 (Lantern News) - Germany on Friday acknowledged", "acknowledged", "c1", "CONCEDE",
        content="ASSAULT", cameo="080", actors=(party("nam", "Germany", "German government", "DEU", "GOV", 60),),
        recipients=(party("nam", "Namibia", "Namibian government", "NAM", "GOV", 150),),
        when=day("nam", "on Friday", "2021-05-28"), contexts=("human_rights", "reparations"),
        where=Where("BERLIN", 53, 59, "Berlin", "DEU", 2950159, 52.52, 13.41, "Land Berlin", 1),
    ),
    claim(
        "nam", MAAS, "give", "c2", "AID", status="future", cameo="071",
        actors=(party("nam", "Germany", "German government", "DEU", "GOV", REPORTS["nam"].text.index("Maas said")),),
        recipients=(party("nam", "Namibia", "Namibian government", "NAM", "GOV", REPORTS["nam"].text.index("euros")),),
        sources=(
            party("nam", "Foreign Minister Heiko Maas", "Heiko Maas", "DEU", "GOV", id="maas", office="minister"),
        ),
    ),
    claim(
        "nam", "Herero chiefs rejected the offer.", "rejected", "c3", "REJECT", mode="assist", cameo="121",
        actors=(party("nam", "Herero chiefs", "Herero chiefs", "NAM", "SOC"),), when=day("nam", None, "2021-05-28"),
        because={"event": Because("the frame of “reject”", "reject.tsv:4", "encoder", 0.8)},
        nulls={"where": "the sentence names no place"},
    ),
    _strike("yem", "c4", 18),
    claim(
        "yem", "Riyadh denied that it had hit civilians.", "hit", "c5", "ASSAULT", status="negated", cameo="190",
        actors=(Party(None, None, None, "Saudi government", "SAU", "GOV"),),
        recipients=(party("yem", "civilians", "civilians", "YEM", "CVL"),),
        sources=(party("yem", "Riyadh", "Saudi government", "SAU", "GOV", strength="denied"),),
        when=day("yem", None, "2015-03-26"), status_cue=span("yem", "denied"),
    ),
    claim(
        "yem", "Saudi Arabia expelled Yemenis decades ago.", "expelled", "c6", "COERCE", mode="deport", cameo="174",
        actors=(party("yem", "Saudi Arabia", "Saudi government", "SAU", "GOV"),),
        recipients=(party("yem", "Yemenis", "Yemenis", "YEM", "CVL"),),
    ),
    _strike("yem2", "c7", 21),
    claim(
        "srb", "Serbia and Kosovo signed an agreement in Brussels on Friday.", "signed", "c8", "SUPPORT", cameo="057",
        actors=(
            party("srb", "Serbia", "Serbian government", "SRB", "GOV", 31),
            party("srb", "Kosovo", "Kosovo government", "KOS", "GOV", 31),
        ),
        when=day("srb", "on Friday", "2013-04-19"), contexts=("diplomatic",),
        where=Where("Brussels", 72, 80, "Brussels", "BEL", 2800866, 50.85, 4.35, "Brussels Capital", 1),
    ),
    claim(
        "srb", "The European Union hosted the talks.", "hosted", "c9", "CONSULT", mode="third-party", cameo="045",
        actors=(party("srb", "The European Union", "European Union", "EUR", None),),
        when=day("srb", None, "2013-04-20"),
    ),
    claim(
        "bor", "Boria accused Arland", "accused", "c10", "ACCUSE", mode="allege", cameo="112",
        actors=(party("bor", "Boria", "=Boria", None, "GOV", 20),),
        recipients=(party("bor", "Arland", "Arland", None, "GOV", 25),),
        when=When(None, None, None, "2020-07-01", "2020-07-08", "relative"),
    ),
    claim("bor", "Arland could close its border.", "close", "c11", "COERCE", mode="restrict", status="hypothetical"),
)  # fmt: skip

BY_ID = {one.id: Telling(REPORTS[one.report], one) for one in CLAIMS}


def _event(id: str, *claims: str, **fields: object) -> Event:
    found = [BY_ID[one] for one in claims]
    act = found[0].claim
    told: dict[str, object] = {
        "event": act.event, "mode": act.mode, "content": act.content, "status": act.status, "actors": act.actors,
        "recipients": act.recipients, "when": act.when, "where": act.where, "counts": act.counts,
        "contexts": act.contexts, "cameo": act.cameo if isinstance(act.cameo, str) else None,
        "reports": len({one.report.id for one in found}),
        "outlets": len({one.report.outlet for one in found}), "voices": 1,
        "first_reported": found[0].report.published, "last_reported": found[-1].report.published, **fields,
    }  # fmt: skip
    return Event(id, claims=claims, **told)  # type: ignore[arg-type]


DEAD = Disagreement("dead", (Version("18", ("c4",), ("Houthis",)), Version("21", ("c7",), ("Houthis",))))
EVENTS = (
    _event("e1", "c1"),
    _event("e4", "c4", "c7", counts={"dead": (18, 21)}, disagreements=(DEAD,), credibility="2"),
    _event("e8", "c8"),
    *(_event(f"e{one}", f"c{one}") for one in (2, 3, 5, 6, 9, 10, 11)),
)


def fill(archive: Archive) -> None:
    """Store the reports, claims and events in an archive that is open to write."""
    with archive.transaction():
        run = archive.add_run(Run("made", "coded", "dragoman", "0.1.0"))
        for report in REPORTS.values():
            archive.store(run, [Coded(report, tuple(one for one in CLAIMS if one.report == report.id))])
        merged = archive.add_run(Run("made-merged", "merged", "dragoman", "0.1.0"))
        archive.store_events(merged, EVENTS)


def told_claims() -> list[Told]:
    return list(each_claim((REPORTS[one.report], one) for one in CLAIMS))


def told_events() -> list[Told]:
    return list(each_event(EVENTS, {str(id): telling for id, telling in BY_ID.items()}))
