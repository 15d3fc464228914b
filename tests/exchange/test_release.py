"""Releases: the same bytes twice, no news text, changes told, copies checked."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import msgspec
import polars
import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Coded, Run
from dragoman.archive.grading import grade
from dragoman.archive.reviewing import review
from dragoman.cli import app
from dragoman.errors import BadSetting
from dragoman.exchange.importing import import_file
from dragoman.exchange.release import Released, rehydrate, release
from dragoman.exchange.release.contents import contents
from tests.exchange.made import CLAIMS, EVENTS, REPORTS, fill

GOLDEN = Path(__file__).parent / "golden"
ABOUT = {"title": "Made-up record", "creators": ["Ann Arland", "Bo Boria"]}


def write(archive: Path, folder: Path, **more: object) -> Released:
    return release(archive, folder, **{**ABOUT, **more})  # type: ignore[arg-type]


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def tsv(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("release") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing)
        import_file(writing, GOLDEN / "polecat.txt")
        with writing.transaction():
            grade(writing, "outlet", "Quay Post", "C", "Ann")
            grade(writing, "outlet", "Quay Post", "B", "Ann")
    return path


@pytest.fixture(scope="module")
def made(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "one"
    write(archive, folder, licence="CC-BY-4.0", date="2021-06-01")
    return folder


def test_two_releases_of_an_archive_have_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(archive, tmp_path / name)
    assert all_bytes(tmp_path / "one") == all_bytes(tmp_path / "two")


def test_the_order_of_storing_does_not_change_a_release(tmp_path: Path) -> None:
    for name, reports in (("one", list(REPORTS.values())), ("two", list(reversed(REPORTS.values())))):
        with Archive(tmp_path / f"{name}.db", write=True) as writing, writing.transaction():
            run = writing.add_run(Run("made", "coded", "dragoman", "0.1.0"))
            for report in reports:
                writing.store(run, [Coded(report, tuple(one for one in CLAIMS if one.report == report.id))])
        write(tmp_path / f"{name}.db", tmp_path / name)
    assert all_bytes(tmp_path / "one") == all_bytes(tmp_path / "two")


def test_every_part_is_there(made: Path) -> None:
    assert sorted(one.name for one in made.iterdir()) == [
        "CITATION.cff", "README.md", "changes.tsv", "codebook.md", "data", "datapackage.json", "manifest.json",
        "provenance.jsonld",
    ]  # fmt: skip
    assert len(list((made / "data").iterdir())) == 2 * len(contents())


def test_no_news_text_is_in_it(made: Path) -> None:
    everything = b"\n".join(content for name, content in all_bytes(made).items() if not name.endswith(".parquet"))
    for frame in map(polars.read_parquet, sorted((made / "data").glob("*.parquet"))):
        everything += frame.write_csv().encode()
    for report in REPORTS.values():
        headline = report.headline.text if report.headline else ""
        for sentence in re.split(r"(?<=\.)\s", report.text.removeprefix(headline)):
            if len(sentence.split()) > 5:
                assert sentence.strip().encode() not in everything, sentence


def test_long_quotes_are_cut(tmp_path: Path) -> None:
    report = REPORTS["bor"]
    anchor = msgspec.structs.replace(CLAIMS[-1].anchor, text="word " * 100)
    claim = msgspec.structs.replace(CLAIMS[-1], anchor=anchor)
    with Archive(tmp_path / "a.db", write=True) as writing, writing.transaction():
        run = writing.add_run(Run("made", "coded", "dragoman", "0.1.0"))
        writing.store(run, [Coded(report, (claim,))])
    write(tmp_path / "a.db", tmp_path / "out")
    (row,) = tsv(tmp_path / "out", "data/claims.tsv")
    assert len(row["anchor"]) == 200
    assert row["anchor"].endswith("…")


def test_it_holds_what_this_coder_coded_and_the_grades_that_count(made: Path) -> None:
    claims = tsv(made, "data/claims.tsv")
    assert {row["origin"] for row in claims} == {"dragoman"}
    assert len(claims) == len(CLAIMS)
    assert tsv(made, "data/grades.tsv") == [{"kind": "outlet", "target": "Quay Post", "grade": "B"}]
    assert len(tsv(made, "data/events.tsv")) == len(EVENTS)
    voices = [row for row in tsv(made, "data/parties.tsv") if row["role"] == "source"]
    assert {row["name"] for row in voices} == {"Heiko Maas", "Houthis", "Saudi government"}


def test_the_manifest_has_the_hash_of_every_file_and_input(made: Path) -> None:
    manifest = json.loads((made / "manifest.json").read_text())
    for path, content in all_bytes(made).items():
        if path != "manifest.json":
            facts = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            assert manifest["files"][path] == facts, path
    assert manifest["inputs"]["reports"] == len(REPORTS)
    assert [run["origin"] for run in manifest["runs"]] == ["dragoman", "dragoman"]
    assert manifest["configuration"]["filter"]["origin"] == ["dragoman"]


def test_the_descriptor_fits_the_files(made: Path) -> None:
    descriptor = json.loads((made / "datapackage.json").read_text())
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["licenses"] == [{"name": "CC-BY-4.0"}]
    names = [one["name"] for one in descriptor["resources"]]
    assert len(names) == len(set(names))
    for resource in descriptor["resources"]:
        content = (made / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        fields = [field["name"] for field in resource["schema"]["fields"]]
        if resource["format"] == "tsv":
            rows = tsv(made, resource["path"])
            assert not rows or list(rows[0]) == fields
            for field in resource["schema"]["fields"]:
                if field.get("constraints", {}).get("required"):
                    assert all(row[field["name"]] for row in rows), (resource["path"], field["name"])
        else:
            assert polars.read_parquet(made / resource["path"]).columns == fields


def test_the_codebook_explains_every_column_and_code(made: Path) -> None:
    codebook = (made / "codebook.md").read_text()
    for content in contents():
        assert f"## {content.table.name}" in codebook
        assert all(f"`{name}`" in codebook for name in content.table.names)
    for code in ("ASSAULT", "suicide-attack", "human_rights", "UAF", "UNO"):
        assert code in codebook


def test_the_citation_names_title_makers_and_version(made: Path) -> None:
    citation = (made / "CITATION.cff").read_text()
    for line in (
        'title: "Made-up record"',
        '  - name: "Ann Arland"',
        'license: "CC-BY-4.0"',
        'date-released: "2021-06-01"',
    ):
        assert f"\n{line}\n" in citation


def test_the_provenance_is_rdf(made: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=(made / "provenance.jsonld").read_text(), format="json-ld")
    asked = (
        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?m WHERE { ?r prov:wasGeneratedBy ?run ; prov:hadMember ?m }"
    )
    assert any("data/claims.parquet" in str(row[0]) for row in graph.query(asked))


@pytest.fixture
def changed(tmp_path: Path) -> tuple[Path, Path]:
    """An archive of which a release was made, and that was changed since: the archive and the release."""
    path, before = tmp_path / "a.db", tmp_path / "before"
    with Archive(path, write=True) as writing:
        fill(writing)
    write(path, before, version="1")
    with Archive(path, write=True) as writing, writing.transaction():
        review(writing, "c9", "rejected", "Ann")
        review(writing, "c4", "corrected", "Ann", {"counts": {"dead": [20, 20]}})
        text = REPORTS["bor"].text + "Boria met Arland.\n"
        late = msgspec.structs.replace(
            REPORTS["bor"], id="late", text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest()
        )
        claim = msgspec.structs.replace(CLAIMS[-1], report="late", id="c12")
        writing.store(writing.add_run(Run("made", "coded", "dragoman", "0.1.0")), [Coded(late, (claim,))])
    return path, before


def test_changes_since_the_last_release(changed: tuple[Path, Path], tmp_path: Path) -> None:
    path, before = changed
    made = write(path, tmp_path / "after", previous=before, version="2")
    rows = {(row["table"], row["change"], row["id"]) for row in tsv(tmp_path / "after", "changes.tsv")}
    assert rows >= {
        ("claims", "added", "c12"), ("claims", "changed", "c4"), ("claims", "withdrawn", "c9"),
        ("reports", "added", "late"),
    }  # fmt: skip
    assert {id for table, _, id in rows if table == "claims"} == {"c12", "c4", "c9"}
    assert made.changes["added"] == 2
    manifest = json.loads((tmp_path / "after" / "manifest.json").read_text())
    digest = hashlib.sha256((before / "manifest.json").read_bytes()).hexdigest()
    assert manifest["previous"] == {"version": "1", "manifest_sha256": digest}


def test_nothing_changed_is_nothing_told(archive: Path, tmp_path: Path) -> None:
    write(archive, tmp_path / "one")
    write(archive, tmp_path / "two", previous=tmp_path / "one")
    assert tsv(tmp_path / "two", "changes.tsv") == []


def test_a_release_does_not_overwrite_and_leaves_nothing_half(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(BadSetting, match="there is something already"):
        write(archive, tmp_path / "full")
    with pytest.raises(BadSetting, match="no manifest of a release"):
        write(archive, tmp_path / "new", previous=tmp_path / "full")
    with pytest.raises(BadSetting, match="give --title and --creator"):
        write(archive, tmp_path / "new", creators=[])
    assert sorted(one.name for one in tmp_path.iterdir()) == ["full"]


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    for id, report in REPORTS.items():
        if id != "srb":
            text = report.text.replace("18", "81") if id == "yem" else report.text
            line = {"id": id, "text": text, "date": report.published, "url": report.url}
            (folder / f"{id}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (folder / "bad.jsonl").write_text("{no json\n", encoding="utf-8")
    return folder


def test_copies_are_checked_by_hash(made: Path, copies: Path) -> None:
    found = rehydrate(made, copies)
    assert {one.report: one.state for one in found.reports} == {
        "nam": "same", "yem": "differs", "yem2": "same", "srb": "missing", "bor": "same",
    }  # fmt: skip
    assert len(found.unreadable) == 1
    sentences = {one.claim: one.sentence for one in found.sentences}
    assert sentences["c3"] == "Herero chiefs rejected the offer."
    assert all(one.fits for one in found.sentences)
    assert "c8" not in sentences, "its report has no copy"


def test_the_verbs(archive: Path, copies: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["release", "--archive", str(archive), "--out", str(out), "--title", "T", "--creator", "Ann"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "5 reports, 11 claims" in result.stdout
    sentences, missing = tmp_path / "s.tsv", tmp_path / "m.tsv"
    command = ["rehydrate", str(out), str(copies), "--sentences", str(sentences), "--missing", str(missing)]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert "5 reports: 3 same, 1 differs, 1 missing" in result.stdout
    assert "the copy" in result.stderr
    assert "Herero chiefs rejected the offer." in sentences.read_text()
    assert [line.split("\t")[:2] for line in missing.read_text().splitlines()] == [
        ["report", "state"], ["srb", "missing"], ["yem", "differs"],
    ]  # fmt: skip


def test_what_is_no_release_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="this is no release of Dragoman's"):
        rehydrate(tmp_path, tmp_path)
