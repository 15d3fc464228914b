"""What share of a core's int8 matrix throughput the encoder reaches, and what bounds the rest.

    python -m benchmarks.int8_share --data ../shared/data

The core's peak is the best of large products (MatMulInteger, uint8 by int8) in onnxruntime, those with the encoder's
own widths among them; what the encoder does is counted from its graph: multiply-adds of its int8 products in a second
of its pass. The rest is told by onnxruntime's profiler, as shares of the pass by operator.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from dragoman.language import encoder as encoders
from dragoman.language.analysis import MODELS
from dragoman.language.encoder import OUTPUTS, Encoder, pack, padded_length
from dragoman.language.segmenting import segment
from dragoman.language.tokenising import tokenise

SHAPES = ((256, 384, 384), (256, 384, 1152), (256, 384, 1536), (256, 1536, 384), (1024, 1536, 1536), (2048, 4096, 4096))
ROUNDS = 5
PRODUCT = "MatMulIntegerToFloat"


def batches(texts: Sequence[str]) -> list[dict[str, Any]]:
    """The passes that the encoder makes over the texts."""
    encoder = Encoder(MODELS)
    words = ([token.text for token in tokenise(text, a, b)] for text in texts for a, b in segment(text))
    rows = [encoder.pieces.of_sentence(sentence) for sentence in words if sentence]
    by_length: dict[int, list[Any]] = {}
    for row in rows:
        if encoder.fits(row):
            by_length.setdefault(padded_length(len(row[0])), []).append(row)
    size = {length: max(1, encoder.pieces_per_pass // length) for length in by_length}
    return [
        pack(rows[start : start + size[length]], length).feed()
        for length, rows in sorted(by_length.items())
        for start in range(0, len(rows), size[length])
    ]


def peak() -> dict[str, float]:
    """Multiply-adds a second (in thousand millions) of int8 products by shape (rows, inner, columns)."""
    from onnx import TensorProto, helper, numpy_helper

    found = {}
    for rows, inner, columns in SHAPES:
        rng = np.random.default_rng(1)
        weight = rng.integers(-127, 127, (inner, columns)).astype(np.int8)
        graph = helper.make_graph(
            [helper.make_node("MatMulInteger", ["a", "w"], ["y"])],
            "product",
            [helper.make_tensor_value_info("a", TensorProto.UINT8, [rows, inner])],
            [helper.make_tensor_value_info("y", TensorProto.INT32, [rows, columns])],
            [numpy_helper.from_array(weight, "w")],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
        session = _session(model.SerializeToString())
        feed = {"a": rng.integers(0, 255, (rows, inner)).astype(np.uint8)}
        times = max(2, int(2e10 / (rows * inner * columns)))
        session.run(None, feed)
        best = min(_seconds(session, [feed] * times, None) for _ in range(ROUNDS))
        found[f"{rows}x{inner}x{columns}"] = round(times * rows * inner * columns / best / 1e9, 1)
    return found


def multiply_adds(feeds: Sequence[dict[str, Any]]) -> float:
    """Multiply-adds of all int8 products over these passes, padding included: weights times rows."""
    import onnx

    graph = onnx.load(MODELS / "encoder.onnx").graph
    sizes = {constant.name: int(np.prod(constant.dims)) for constant in graph.initializer}
    weights = sum(sizes[node.input[1]] for node in graph.node if node.op_type == PRODUCT)
    return float(weights) * sum(feed["pieces"].size for feed in feeds)


def share(texts: Sequence[str]) -> dict[str, Any]:
    """The share, the pass's rate, the peak by shape, and where the pass's time goes by operator."""
    feeds = batches(texts)
    session = _session((MODELS / "encoder.onnx").read_bytes())
    session.run(list(OUTPUTS), feeds[0])
    best = min(_seconds(session, feeds, list(OUTPUTS)) for _ in range(ROUNDS))
    by_operator = profile(feeds)
    shapes = peak()
    rate = multiply_adds(feeds) / best / 1e9
    product = by_operator.get(PRODUCT, 0.0)
    return {
        "peak_gmac_per_s": shapes,
        "encoder_gmac_per_s": round(rate, 1),
        "share_of_peak": round(rate / max(shapes.values()), 3),
        "share_of_time_in_int8_products": product,
        "gmac_per_s_within_them": round(rate / max(product, 1e-9), 1),
        "sentences_per_s_encoder_alone": round(sum(len(feed["pieces"]) for feed in feeds) / best, 1),
        "share_of_time_by_operator": by_operator,
    }


def profile(feeds: Sequence[dict[str, Any]]) -> dict[str, float]:
    """The share of each operator in the time of the graph's nodes, the largest twelve."""
    with tempfile.TemporaryDirectory() as folder:
        session = _session((MODELS / "encoder.onnx").read_bytes(), str(Path(folder) / "profile"))
        for feed in feeds:
            session.run(list(OUTPUTS), feed)
        rows = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    spent = Counter[str]()
    for row in rows:
        if row.get("cat") == "Node" and row["name"].endswith("_kernel_time"):
            spent[row["args"]["op_name"]] += row["dur"]
    return {name: round(time_spent / spent.total(), 3) for name, time_spent in spent.most_common(12)}


def _seconds(session: Any, feeds: Sequence[dict[str, Any]], outputs: list[str] | None) -> float:
    begun = time.process_time()
    for feed in feeds:
        session.run(outputs, feed)
    return time.process_time() - begun


def _session(graph: bytes, profile: str | None = None) -> Any:
    options = encoders.session_options(threads=1)
    if profile is not None:
        options.enable_profiling, options.profile_file_prefix = True, profile
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def main() -> None:
    """Read the command line, measure, print JSON."""
    from benchmarks.language_speed import read_texts

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=100)
    options = parser.parse_args()
    print(json.dumps(share(read_texts(options.data, options.texts)), indent=1))


if __name__ == "__main__":
    main()
