"""Sentences a second of the encoder on a graphics card beside one core, with what share of its labels is the same.

    PYTHONPATH=src:. python -m benchmarks.gpu --texts news.jsonl --processes 8 --out gpu.json

It needs python with numpy, onnx, onnxruntime and torch, `src`, and the model folder; nothing else of Dragoman's
dependencies. `--texts` is a file of texts (JSON lines with a `text`, or plain text); the samples by default. Systems:

- `cpu_int8`: the shipped graph in onnxruntime on one thread, as Dragoman runs it;
- `torch_*`: the same graph in floats as a PyTorch module (`benchmarks.torch_graph`), on CUDA where there is a card and
  else on the processor, to try the script; float32 (TF32 products on a card), bfloat16 products, and compiled;
- `onnxruntime_cuda`: what `language.device = cuda` runs, where onnxruntime has CUDA.

`encoder` is the pass alone, from packed pieces to scores that stay on the device; `text_to_labels` is one process
from raw text to decoded trees, tags, spans, voices and status (no lemmas, no records), `shares` where its time goes.
`--processes` does the latter in so many processes on one card at once.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Iterable, Sequence
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANGUAGE = ROOT / "src" / "dragoman" / "language"
MODELS = ROOT / "src" / "dragoman" / "models"
SECONDS = 3.0
CPU_SENTENCES = 3000
PAIRS = ("relations", "roles")  # the small graphs over pairs of words
SYSTEMS = ("cpu_int8", "torch_float32", "torch_bfloat16", "torch_bfloat16_compiled", "onnxruntime_cuda")

if find_spec("msgspec") is None and "dragoman.language" not in sys.modules:
    # The package's front door imports the records; the modules that are measured need numpy alone.
    spec = spec_from_file_location("dragoman.language", LANGUAGE / "__init__.py")
    assert spec is not None
    sys.modules["dragoman.language"] = module_from_spec(spec)

from dragoman.language import encoder as encoders  # noqa: E402
from dragoman.language import gpu  # noqa: E402
from dragoman.language.encoder import Encoder, Pieces, pack, padded_length  # noqa: E402
from dragoman.language.parts import Part, parts_of  # noqa: E402
from dragoman.language.segmenting import segment  # noqa: E402
from dragoman.language.tokenising import tokenise  # noqa: E402


def read_texts(path: Path | None) -> list[str]:
    """The texts of a file, or of the samples."""
    if path is None:
        return [found.read_text(encoding="utf-8") for found in sorted((ROOT / "samples").glob("*.txt"))]
    text = path.read_text(encoding="utf-8")
    return [json.loads(line)["text"] for line in text.splitlines()] if path.suffix == ".jsonl" else text.split("\n\n\n")


def card() -> str:
    """cuda where PyTorch finds a card, else cpu."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def open_encoder(system: str, models: Path) -> Encoder:
    """The encoder of a system: that of Dragoman, with its sessions replaced where PyTorch runs the graph."""
    if system == "onnxruntime_cuda":
        return Encoder(models, device="cuda")
    encoder = Encoder(models)
    if system == "cpu_int8":
        return encoder
    import torch

    from benchmarks.torch_graph import TorchSession

    torch.set_float32_matmul_precision("high")
    half = torch.bfloat16 if "bfloat16" in system else None
    compiled = system.endswith("compiled")
    encoder._encoder = TorchSession(gpu.float_graph(models / "encoder.onnx"), card(), half, compiled)
    for name in PAIRS:
        if (models / f"{name}.onnx").exists():
            setattr(encoder, f"_{name}", TorchSession(gpu.float_graph(models / f"{name}.onnx"), card()))
    encoder.pieces_per_pass = gpu.PIECES_PER_PASS if card() == "cuda" else encoders.PIECES_PER_PASS
    return encoder


def prepared(encoder: Encoder, texts: Iterable[str]) -> list[Pieces]:
    """The word pieces of every sentence that fits the encoder."""
    words = ([token.text for token in tokenise(text, a, b)] for text in texts for a, b in segment(text))
    rows = [encoder.pieces.of_sentence(sentence) for sentence in words if sentence]
    return [row for row in rows if encoder.fits(row)]


def repeated(texts: Sequence[str], sentences: int) -> list[str]:
    """The texts as often as it takes to have so many sentences."""
    own = max(1, sum(len(segment(text)) for text in texts))
    return [text for _ in range(-(-sentences // own)) for text in texts]


def packed(encoder: Encoder, rows: Sequence[Pieces]) -> list[tuple[int, dict[str, Any]]]:
    """The batches that the encoder would make: how many sentences, and the graph's inputs."""
    order = sorted(rows, key=lambda row: padded_length(len(row[0])))
    batches, start = [], 0
    while start < len(order):
        length = padded_length(len(order[start][0]))
        same = [r for r in order[start : start + encoder.pieces_per_pass // length or 1] if len(r[0]) <= length]
        batches.append((len(same), pack(same, length).feed()))
        start += len(same)
    return batches


def encoder_alone(encoder: Encoder, rows: Sequence[Pieces]) -> float:
    """Sentences a second from packed pieces to scores, which stay on the device."""
    batches = packed(encoder, rows)
    session = encoder._encoder
    call = getattr(session, "on_device", None)

    def once() -> int:
        for _, feed in batches:
            if call is not None:
                call(feed)
            else:
                session.run(list(encoders.OUTPUTS), feed)
        if call is not None and card() == "cuda":
            import torch

            torch.cuda.synchronize()
        return sum(count for count, _ in batches)

    once()
    done, begun = 0, time.perf_counter()
    while not done or time.perf_counter() - begun < SECONDS:
        done += once()
    return done / (time.perf_counter() - begun)


def text_to_labels(encoder: Encoder, texts: Sequence[str]) -> tuple[int, dict[str, float], list[Part]]:
    """How many sentences, the seconds of each step, and what was found, in the texts' order."""
    begun = time.perf_counter()
    rows = prepared(encoder, texts)
    seconds = {"text_to_pieces": time.perf_counter() - begun, "encoder": 0.0, "decoding": 0.0}
    found: list[Part | None] = [None] * len(rows)
    batches = encoder.run(rows)
    while True:
        begun = time.perf_counter()
        scores = next(batches, None)
        if scores is None:
            break
        seconds["encoder"] += time.perf_counter() - begun
        begun = time.perf_counter()
        for member, part in zip(scores.members, parts_of(scores, encoder), strict=True):
            found[member] = part
        seconds["decoding"] += time.perf_counter() - begun
    return len(rows), seconds, [part for part in found if part is not None]


def agreement(own: Sequence[Part], other: Sequence[Part]) -> dict[str, float]:
    """The share of words whose head, relation or tag is the same in both, and of spans that both have."""
    pairs = list(zip(own, other, strict=True))
    words = sum(len(a.heads) for a, _ in pairs)
    shares = {
        name: sum(x == y for a, b in pairs for x, y in zip(getattr(a, name), getattr(b, name), strict=True)) / words
        for name in ("heads", "relations", "tags", "attribution")
    }
    spans = [(set(a.spans), set(b.spans)) for a, b in pairs]
    shares["spans"] = sum(len(a & b) for a, b in spans) / max(1, sum(len(a | b) for a, b in spans))
    return {name: round(share, 5) for name, share in shares.items()}


def measured(system: str, models: Path, texts: Sequence[str], sentences: int) -> tuple[dict[str, Any], list[Part]]:
    """The figures of one system, and its labels of the texts as they are."""
    begun = time.perf_counter()
    encoder = open_encoder(system, models)
    figures: dict[str, Any] = {"load_s": round(time.perf_counter() - begun, 2)}
    many = repeated(texts, min(sentences, CPU_SENTENCES) if system == "cpu_int8" or card() == "cpu" else sentences)
    figures["encoder"] = round(encoder_alone(encoder, prepared(encoder, many)), 1)
    text_to_labels(encoder, texts)
    count, seconds, _ = text_to_labels(encoder, many)
    whole = sum(seconds.values())
    figures |= {"sentences": count, "text_to_labels": round(count / whole, 1)}
    figures["shares"] = {name: round(part / whole, 3) for name, part in seconds.items()}
    return figures, text_to_labels(encoder, texts)[2]


def work(system: str, models: Path, texts: Sequence[str], ready: Any, told: Any) -> None:
    """One of several processes: warm up, wait for the others, tell sentences and the time of begin and end."""
    encoder = open_encoder(system, models)
    text_to_labels(encoder, texts)
    ready.wait()
    begun = time.time()
    count, _, _ = text_to_labels(encoder, texts)
    told.put((count, begun, time.time()))


def side_by_side(system: str, models: Path, texts: Sequence[str], processes: int) -> float:
    """Sentences a second of so many processes together, from the first begin to the last end."""
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(processes), context.Queue()
    workers = [context.Process(target=work, args=(system, models, texts, ready, told)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    found = [told.get(timeout=300) for _ in workers]
    for worker in workers:
        worker.join()
    return sum(count for count, _, _ in found) / (max(end for *_, end in found) - min(first for _, first, _ in found))


def main() -> None:
    """Read the command line, measure each system, print and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--sentences", type=int, default=40_000, help="sentences of one timed pass on a card")
    parser.add_argument("--systems", nargs="*", choices=SYSTEMS, default=SYSTEMS)
    parser.add_argument("--processes", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    import torch

    texts = read_texts(options.texts)
    result: dict[str, Any] = {"torch": torch.__version__, "card": "none"}
    if card() == "cuda":
        result["card"] = torch.cuda.get_device_name()
    reference: list[Part] | None = None
    for system in options.systems:
        try:
            result[system], labels = measured(system, options.models, texts, options.sentences)
        except Exception as error:  # one system that cannot run must not lose the figures of the others
            result[system] = {"not_run": f"{type(error).__name__}: {error}"[:300]}
            continue
        reference = labels if system == "cpu_int8" else reference
        if reference is not None and labels is not reference:
            result[system]["same_as_cpu_int8"] = agreement(reference, labels)
        print(system, json.dumps(result[system]), flush=True)
    if options.processes and card() == "cuda":
        many = repeated(texts, options.sentences // 4)
        together = side_by_side("torch_bfloat16", options.models, many, options.processes)
        result["torch_bfloat16_processes"] = {"processes": options.processes, "text_to_labels": round(together, 1)}
    print(json.dumps(result, indent=1))
    if options.out:
        options.out.write_text(json.dumps(result) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
