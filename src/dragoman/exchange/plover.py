"""PLOVER as JSON lines, and back (PLOVER Draft 2.0, "Data formats").

`plover` keeps every claim: PLOVER's fields say what PLOVER can say, and the extension `dragoman` holds the claim and
its report as they are, from which `telling_of` gives the same claim again. A claim that is not told as done has
`has_event` false and its status in `comment`. `plover-strict` is for readers that take every line for a thing done:
only what PLOVER's manual allows, without extension.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

import msgspec

from dragoman import __version__
from dragoman.exchange.fields import coder_of, sentence_number
from dragoman.exchange.policy import Written, is_mutual, policy, refusal
from dragoman.exchange.telling import Telling, Told, claim_id, publisher
from dragoman.ontology import quad, score
from dragoman.reading.identity import sha256
from dragoman.records import Claim, Event, Party, Report, Where

EXTENSION = "dragoman"
TEXTS = ("sentence", "story", "none")
"""How much of the report goes into `text` and `text_info.text_story`: its sentence, also the whole text, or nothing."""
HAPPENED = frozenset({"actual", "historical"})
SIZES = ("dead", "injured", "arrested")
DEFAULTS = {field.name: field.default for field in msgspec.structs.fields(Report)}
Line = dict[str, Any]


def write_plover(told: Iterable[Told], out: BinaryIO, texts: str = "sentence") -> Written:
    """Every claim of every act, one line each, lossless."""
    count = 0
    for one in told:
        for telling in one.tellings:
            line = plover_line(telling, texts)
            line[EXTENSION] = {
                **({"event": one.id} if isinstance(one.act, Event) else {}),
                "claim": msgspec.to_builtins(telling.claim),
                "report": _facts(telling.report),
            }
            out.write(_encoded(line))
            count += 1
    return Written(count, Counter())


def write_strict(told: Iterable[Told], out: BinaryIO, texts: str = "sentence") -> Written:
    """One line an act that PLOVER's manual would code: done, dated, with an actor, and a recipient where it wants one.

    Of a mutual act the first side is the actor and the others are recipients.
    """
    rules, left_out, count = policy("plover-strict"), Counter[str](), 0
    for one in told:
        why = refusal(one, rules)
        if why:
            left_out[why] += 1
            continue
        act = one.act
        line = plover_line(one.first, texts) | {"id": one.id, "event": act.event, "mode": act.mode or ""}
        first, others = act.actors, act.recipients
        if is_mutual(act):
            first, others = act.actors[:1], act.actors[1:]
        line |= {"actor": [entity(p) for p in first], "recipient": [entity(p) for p in others]}
        out.write(_encoded(line))
        count += 1
    return Written(count, left_out)


def _facts(report: Report) -> Line:
    """A report without its text, and without what has its default, which reading puts back."""
    facts = msgspec.structs.asdict(report) | {"text": ""}
    return {key: msgspec.to_builtins(value) for key, value in facts.items() if value != DEFAULTS[key]}


def _encoded(line: Line) -> bytes:
    return msgspec.json.encode({key: value for key, value in line.items() if value not in (None, "", {}, [])}) + b"\n"


def plover_line(telling: Telling, texts: str = "sentence") -> Line:
    """A claim in PLOVER's fields; an absent date or side is left out of the line."""
    report, claim = telling
    when = claim.when
    begin = (when.from_ or when.to) if when else None
    return {
        "id": claim_id(claim),
        "has_event": claim.status in HAPPENED,
        "comment": f"status: {claim.status}" if claim.status not in HAPPENED else None,
        "date": begin,
        "enddate": when.to if when and when.to != begin else None,
        "actor": [entity(one) for one in claim.actors],
        "recipient": [entity(one) for one in claim.recipients],
        "event": claim.event,
        "mode": claim.mode,
        "context": list(claim.contexts),
        "event_text": claim.anchor.text,
        "event_loc": location(claim.where),
        "quad_code": quad(claim.event),
        "event_scale": score(claim.event, claim.mode),
        "size": {name: _size(claim.counts[name]) for name in SIZES if name in claim.counts},
        "text": report.text[claim.sentence_start : claim.sentence_end] if texts != "none" else "",
        "text_info": _text_info(telling, texts),
        "cite_info": cite_info(report),
        "coder": coder_of(claim),
    }


def entity(party: Party) -> Line:
    """A party as PLOVER's entity."""
    known = isinstance(party.id, str)
    return _filled(
        code=party.country,
        sector=party.sector,
        entity_text=party.text,
        identifier_id=party.id if known else None,
        identifier_text=party.name,
        office=party.office if isinstance(party.office, str) else None,
    )


def location(where: Where | None) -> Line:
    """A place as PLOVER's location."""
    if where is None:
        return {}
    precision = where.precision if isinstance(where.precision, int) else None
    return _filled(
        extracted_place=where.text,
        resolved_place=where.name,
        country_code=where.country,
        geonameid=where.geonames if isinstance(where.geonames, int) else None,
        lat=where.lat if isinstance(where.lat, float) else None,
        lon=where.lon if isinstance(where.lon, float) else None,
        province=where.admin1 if isinstance(where.admin1, str) else None,
        resolution=precision,
    )


def cite_info(report: Report) -> Line:
    """What a line says of its report."""
    return _filled(
        citation=report.id,
        url=report.url,
        title=report.headline.text if report.headline else None,
        language=report.language,
        publication=publisher(report) or None,
        date=report.published,
        coder="dragoman",
        codebook="PLOVER Draft 2.0",
        version=__version__,
    )


def _text_info(telling: Telling, texts: str) -> Line:
    report, claim = telling
    return _filled(
        sequence=sentence_number(telling),
        start=claim.sentence_start,
        end=claim.sentence_end,
        text_story=report.text if texts == "story" else None,
    )


def _size(bounds: tuple[int | None, int | None]) -> int | None:
    """PLOVER has one number: the lower bound, which is what is surely told."""
    low, high = bounds
    return low if low is not None else high


def _filled(**cells: Any) -> Line:
    return {key: value for key, value in cells.items() if value is not None and value != ""}


def telling_of(line: Mapping[str, Any]) -> Telling | None:
    """The claim and report of a line that Dragoman wrote, as they were; None for a line of another coder.

    The report's text is there only if the line was written with `texts="story"`. Raises msgspec's ValidationError where
    claim, report and text do not fit one another.
    """
    own = line.get(EXTENSION)
    if not isinstance(own, dict) or "claim" not in own or "report" not in own:
        return None
    claim = msgspec.convert(own["claim"], Claim)
    report = msgspec.convert(own["report"], Report)
    info = line.get("text_info")
    story = info.get("text_story", "") if isinstance(info, dict) else ""
    if story and (not isinstance(story, str) or sha256(story) != report.text_sha256):
        raise msgspec.ValidationError("text_story is not the text of the hash that the report has")
    if claim.report != report.id:
        raise msgspec.ValidationError(f"the claim is of the report {claim.report!r} and not of {report.id!r}")
    return Telling(msgspec.structs.replace(report, text=story), claim)
