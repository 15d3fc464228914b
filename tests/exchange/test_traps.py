"""What users of such files stumbled over, each a test."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from dragoman.exchange.codes import quads, state_code, state_of
from dragoman.exchange.dyadic import write_gdelt, write_icews, write_mentions, write_phoenix, write_polecat
from dragoman.exchange.icews import cameo_code, read_icews
from dragoman.exchange.incoming import BadRow
from dragoman.exchange.layout import columns
from dragoman.exchange.plover import write_strict
from dragoman.exchange.polecat import read_polecat
from dragoman.exchange.policy import policies
from dragoman.exchange.telling import Telling, Told
from dragoman.reading import Unreadable
from dragoman.records import Claim, Party, Span, When
from tests.exchange.made import BY_ID, REPORTS, told_events

GOLDEN = Path(__file__).parent / "golden"


def table(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]


def rows_of(name: str) -> list[dict[str, str]]:
    header, *lines = table(name)
    return [dict(zip(header, cells, strict=True)) for cells in lines]


def told(claim: Claim) -> list[Told]:
    return [Told(str(claim.id), claim, (Telling(REPORTS["bor"], claim),))]


def made(**fields: object) -> Claim:
    """A claim of 8 July 2020 by Arland towards Boria, with fields of one's own."""
    claim = Claim(
        "bor", 0, 5, Span("Boria", 0, 5), "SANCTION", None, None, "actual",
        (Party(None, None, None, "Arland", None, "GOV"),), (Party(None, None, None, "Boria", None, "GOV"),), (),
        When(None, None, None, "2020-07-08", "2020-07-08", "report"), None, id="x",
    )  # fmt: skip
    return msgspec.structs.replace(claim, **fields)


@pytest.mark.parametrize(
    ("layout", "count"), [("polecat", 40), ("icews", 20), ("gdelt", 61), ("gdelt-mentions", 16), ("phoenix", 26)]
)
def test_the_number_of_columns(layout: str, count: int) -> None:
    assert len(columns(layout)) == count


@pytest.mark.parametrize(
    ("name", "count"),
    [("polecat.txt", 40), ("icews.tab", 20), ("gdelt.CSV", 61), ("gdelt-mentions.CSV", 16), ("phoenix.txt", 26)],
)
def test_every_line_has_every_cell(name: str, count: int) -> None:
    assert {len(cells) for cells in table(name)} == {count}


def test_cameo_codes_keep_their_leading_zero() -> None:
    assert rows_of("icews.tab")[0]["CAMEO Code"] == "080"
    assert table("gdelt.CSV")[0][26:29] == ["080", "080", "08"]


def test_a_code_that_lost_its_zero_is_mended_only_where_the_event_text_proves_it() -> None:
    assert cameo_code("57", "Sign formal agreement") == "057"
    assert cameo_code("10", "Make statement") == "010"
    assert cameo_code("10", "Demand") == "10"
    with pytest.raises(BadRow, match="did 057 lose its zero"):
        cameo_code("57", "")


def test_namibia_is_no_missing_value() -> None:
    cells = next(row for row in rows_of("polecat.txt") if row["Recipient Name"] == "Namibian government")
    assert cells["Recipient Country"] == "NAM"
    header = "\t".join(name for name, _ in columns("icews"))
    line = dict.fromkeys((name for name, _ in columns("icews")), "")
    line |= {"Event ID": "1", "Event Date": "2020-01-02", "Source Name": "NA", "Source Country": "Namibia"}
    line |= {"CAMEO Code": "042", "Target Name": "Angola", "Target Country": "Angola"}
    text = header + "\n" + "\t".join(line.values()) + "\n"
    (telling,) = read_icews("f", io.BytesIO(text.encode()))
    assert isinstance(telling, Telling)
    assert [(one.name, one.country) for one in telling.claim.actors] == [("NA", "NAM")]


@pytest.mark.parametrize("name", ["icews.tab", "polecat.txt"])
def test_event_ids_are_unique(name: str) -> None:
    counted = Counter(row["Event ID"] for row in rows_of(name))
    assert set(counted.values()) == {1}


def test_an_act_with_several_sides_has_an_id_for_every_row() -> None:
    sides = tuple(Party(None, None, None, name, None, "GOV") for name in ("Boria", "Cadria"))
    out = io.StringIO()
    write_polecat(told(made(recipients=sides)), out)
    assert [line.split("\t")[0] for line in out.getvalue().splitlines()[1:]] == ["x", "x-2"]


def test_numbers_of_events_survive_double_precision() -> None:
    for cells in table("gdelt.CSV"):
        assert int(float(cells[0])) == int(cells[0]) < 2**53


def test_ids_do_not_depend_on_the_order_of_the_file() -> None:
    forth, back = io.StringIO(), io.StringIO()
    write_gdelt(told_events(), forth)
    write_gdelt(list(reversed(told_events())), back)
    assert sorted(forth.getvalue().splitlines()) == sorted(back.getvalue().splitlines())


def test_mentions_name_the_events_by_the_same_number() -> None:
    assert {cells[0] for cells in table("gdelt-mentions.CSV")} == {cells[0] for cells in table("gdelt.CSV")}


def test_sector_lists_in_another_order_are_the_same_row() -> None:
    text = (GOLDEN / "icews.tab").read_text(encoding="utf-8").replace("\tMilitary\t", "\tMilitary,Government\t")
    other = text.replace("Military,Government", "Government,Military")
    one, two = ([*read_icews("f", io.BytesIO(t.encode()))] for t in (text, other))
    assert [t.claim.id for t in one if isinstance(t, Telling)] == [t.claim.id for t in two if isinstance(t, Telling)]
    strike = one[1]
    assert isinstance(strike, Telling)
    assert strike.claim.actors[0].sector == "MIL"


def test_extra_tabs_and_renamed_headers_are_read() -> None:
    lines = (GOLDEN / "polecat.txt").read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace("Intensity", "Event Intensity").replace("Event ID", '"event_id"') + "\t"
    text = "\n".join([lines[0], lines[1] + "\t\t", *lines[2:]])
    found = list(read_polecat("f", io.BytesIO(("\ufeff" + text).encode())))
    assert len(found) == len(lines) - 1
    assert all(isinstance(one, Telling) for one in found)


def test_a_tab_inside_a_cell_is_refused_with_its_line() -> None:
    lines = (GOLDEN / "polecat.txt").read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("Herero chiefs", "Herero\tchiefs") + "\tmore"
    found = list(read_polecat("f.txt", io.BytesIO("\n".join(lines).encode())))
    refused = [one for one in found if isinstance(one, Unreadable)]
    assert [str(one).startswith("f.txt:3: the row has 43 cells where the header has 40") for one in refused] == [True]


def test_cells_never_hold_tabs_or_line_breaks() -> None:
    out = io.StringIO()
    write_polecat(told(made(actors=(Party(None, None, None, "Ar\tla\nnd", None, "GOV"),))), out)
    assert out.getvalue().splitlines()[1].split("\t")[7] == "Ar la nd"


def test_an_act_without_a_date_never_takes_the_publication_date() -> None:
    out = io.StringIO()
    result = write_polecat(told(made(when=None)), out)
    assert result.rows == 0
    assert result.left_out == {"no date of its own": 1}


def test_the_event_date_is_not_the_publication_date() -> None:
    row = next(row for row in rows_of("polecat.txt") if row["Event ID"] == "c8")
    assert (row["Event Date"], row["Publication Date"]) == ("2013-04-19", "2013-04-20")


def test_what_did_not_happen_is_no_event_of_a_layout_without_status() -> None:
    negated = BY_ID["c5"].claim
    for write in (write_polecat, write_icews, write_gdelt, write_mentions, write_phoenix):
        out = io.StringIO()
        result = write([Told("c5", negated, (BY_ID["c5"],))], out)
        assert result.rows == 0
        assert result.left_out == {"status negated, for which the layout has no place": 1}


def test_every_layout_says_which_statuses_it_holds() -> None:
    assert {name: sorted(one.statuses) for name, one in policies().items()} == {
        name: ["actual"] for name in ("plover-strict", "polecat", "icews", "gdelt", "phoenix")
    }


@pytest.mark.parametrize("event", ["COOPERATE", "AID", "SANCTION"])
def test_strict_plover_drops_what_wants_a_recipient_and_has_none(event: str) -> None:
    out = io.BytesIO()
    result = write_strict(told(made(event=event, recipients=())), out)
    assert result.left_out == {f"no recipient, which PLOVER wants for {event}": 1}


def test_strict_plover_makes_the_first_side_of_mutual_cooperation_the_actor() -> None:
    sides = tuple(Party(None, None, None, name, None, "GOV") for name in ("Arland", "Boria", "Cadria"))
    out = io.BytesIO()
    write_strict(told(made(event="COOPERATE", actors=sides, recipients=())), out)
    line = msgspec.json.decode(out.getvalue())
    assert [one["identifier_text"] for one in line["actor"]] == ["Arland"]
    assert [one["identifier_text"] for one in line["recipient"]] == ["Boria", "Cadria"]


def test_actors_side_by_side_are_no_pair() -> None:
    both = tuple(Party(None, None, None, name, None, "GOV") for name in ("Arland", "Boria"))
    out = io.StringIO()
    result = write_icews(told(made(event="ACCUSE", actors=both, recipients=())), out)
    assert result.left_out == {"no recipient": 1}


def test_an_act_without_actor_is_left_out_where_one_is_needed() -> None:
    claim = made(actors=())
    assert write_polecat(told(claim), io.StringIO()).left_out == {"no actor": 1}
    assert write_gdelt(told(claim), io.StringIO()).rows == 1


@pytest.mark.parametrize("name", ["gdelt.CSV", "gdelt-mentions.CSV", "phoenix.txt"])
def test_gdelt_and_phoenix_have_no_header(name: str) -> None:
    assert table(name)[0][0].isdigit()


@pytest.mark.parametrize(
    ("country", "cow", "gw"),
    [("DEU", "255", "260"), ("YEM", "679", "678"), ("SRB", "345", "340"), ("NAM", "565", "565")],
)
def test_cow_and_gleditsch_ward_differ(country: str, cow: str, gw: str) -> None:
    assert (state_code("cow", country, "2015-01-01"), state_code("gw", country, "2015-01-01")) == (cow, gw)


def test_codes_of_states_have_validity_dates() -> None:
    assert [state_code("cow", "DEU", day) for day in ("1980-06-01", "1990-10-02", "1990-10-03")] == [
        "260",
        "260",
        "255",
    ]
    assert [state_code("cow", "YEM", day) for day in ("1990-05-21", "1990-05-22")] == ["678", "679"]
    assert [state_of("cow", "345", day) for day in ("1985-01-01", "2004-01-01", "2010-01-01")] == ["YUG", "SCG", "SRB"]
    assert state_code("cow", "DDR", "1995-01-01") == ""
    assert state_code("cow", "SSD", "2010-01-01") == ""


def test_quad_classes_differ_by_project() -> None:
    phoenix, gdelt = quads("phoenix"), quads("gdelt")
    assert {root: phoenix[root] for root in ("09", "14", "16", "01", "02")} == {
        "09": "3", "14": "4", "16": "3", "01": "0", "02": "0",
    }  # fmt: skip
    assert gdelt["14"] == "3"
    assert gdelt["16"] == "4"


def test_media_and_medicine_are_not_confused_in_cameo() -> None:
    out = io.StringIO()
    press, doctors = (Party(None, None, None, name, "NAM", sector) for name, sector in (("a", "JRN"), ("b", "MED")))
    write_gdelt(told(made(actors=(press,), recipients=(doctors,))), out)
    cells = out.getvalue().split("\t")
    assert (cells[5], cells[15]) == ("NAMMED", "NAMHLH")
