"""The network as an ONNX graph, written out operator by operator, in floats or in static int8.

The int8 graph quantises the input of every constant matrix with a fixed scale (QuantizeLinear) and multiplies with
com.microsoft MatMulIntegerToFloat. A scale taken from each batch would let a sentence's neighbours change its parse.
Layer normalisation is written in primitive operators, which onnxruntime runs faster than its fused one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.model import ACT_WIDTH, ARC_WIDTH, HEADS, NORM_EPSILON, RELATION_WIDTH, ROLE_WIDTH, WIDTH

Weights = Mapping[str, NDArray[np.float32]]
Range = tuple[float, float]
OPSET, MICROSOFT_OPSET, IR_VERSION = 17, 1, 9
LEVELS = 255
NEVER = -1e9
LINEAR_HEADS = ("tags", "upos", "spans", "attribution", "status")
HEAD_LAYERS = (
    "arc_dependent", "arc_head", "relation_dependent", "relation_head", *LINEAR_HEADS,
    "act_hidden", "role_anchor", "role_word",
)  # fmt: skip


@dataclass
class GraphBuilder:
    """Collects nodes and constants. `ranges` holds the calibrated range of each quantised input; None means floats.

    `probes` names the tensors whose ranges calibration has to measure.
    """

    ranges: Mapping[str, Range] | None = None
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)
    probes: list[str] = field(default_factory=list)
    _quantised: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def op(self, kind: str, *inputs: str, name: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output, called `name`."""
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Add a constant once."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def linear(self, states: str, weight: NDArray[np.float32], bias: NDArray[np.float32], name: str) -> str:
        """states @ weight + bias, with weight (inputs, outputs)."""
        if self.ranges is None:
            if states not in self.probes:
                self.probes.append(states)
            product = self.op("MatMul", states, self.constant(f"{name}.w", weight), name=f"{name}.product")
            return self.op("Add", product, self.constant(f"{name}.b", bias), name=name)
        quantised, scale, zero = self._quantise(states)
        steps = np.maximum(np.abs(weight).max(axis=0) / 127, 1e-8).astype(np.float32)
        whole = np.clip(np.round(weight / steps), -127, 127).astype(np.int8)
        inputs = [
            quantised,
            self.constant(f"{name}.w8", whole),
            scale,
            self.constant(f"{name}.steps", steps),
            zero,
            "",
            self.constant(f"{name}.b", bias),
        ]
        return self.op("MatMulIntegerToFloat", *inputs, name=name, domain="com.microsoft")

    def _quantise(self, states: str) -> tuple[str, str, str]:
        if states not in self._quantised:
            assert self.ranges is not None
            low, high = self.ranges[states]
            step = max((high - low) / LEVELS, 1e-8)
            zero = min(LEVELS, max(0, round(-low / step)))
            scale = self.constant(f"{states}.scale", np.array(step, np.float32))
            offset = self.constant(f"{states}.zero", np.array(zero, np.uint8))
            whole = self.op("QuantizeLinear", states, scale, offset, name=f"{states}.u8")
            self._quantised[states] = (whole, scale, offset)
        return self._quantised[states]

    def norm(self, states: str, weights: Weights, prefix: str) -> str:
        """Layer normalisation over the last axis."""
        mean = self.op("ReduceMean", states, name=f"{prefix}.mean", axes=[-1], keepdims=1)
        centred = self.op("Sub", states, mean, name=f"{prefix}.centred")
        square = self.op("Mul", centred, centred, name=f"{prefix}.square")
        variance = self.op("ReduceMean", square, name=f"{prefix}.variance", axes=[-1], keepdims=1)
        epsilon = self.constant("norm.epsilon", np.array(NORM_EPSILON, np.float32))
        shifted = self.op("Add", variance, epsilon, name=f"{prefix}.shifted")
        deviation = self.op("Sqrt", shifted, name=f"{prefix}.deviation")
        one = self.constant("one", np.array(1, np.float32))
        inverse = self.op("Div", one, deviation, name=f"{prefix}.inverse")
        scaled = self.op("Mul", centred, inverse, name=f"{prefix}.scaled")
        weight = self.constant(f"{prefix}.weight", weights[f"{prefix}.weight"])
        bias = self.constant(f"{prefix}.bias", weights[f"{prefix}.bias"])
        return self.op("Add", self.op("Mul", scaled, weight, name=f"{prefix}.weighted"), bias, name=f"{prefix}.out")

    def gelu(self, states: str) -> str:
        """The error-function GELU, as in training."""
        return self.op("Gelu", states, name=f"{states}.gelu", domain="com.microsoft")

    def model(
        self, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto], name: str
    ) -> onnx.ModelProto:
        """Close the graph."""
        graph = helper.make_graph(self.nodes, name, list(inputs), list(outputs), list(self.constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", MICROSOFT_OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="dragoman")


def _embeddings(build: GraphBuilder, weights: Weights) -> str:
    """Piece, position and case-shape embeddings, summed and normalised. Pieces are int8 with one scale a row."""
    table = weights["encoder.pieces.weight"]
    steps = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, 1e-8).astype(np.float32)
    whole = np.clip(np.round(table / steps), -127, 127).astype(np.int8)
    rows = build.op("Gather", build.constant("pieces.table", whole), "pieces", name="pieces.rows")
    row_steps = build.op("Gather", build.constant("pieces.steps", steps), "pieces", name="pieces.row_steps")
    rows = build.op("Cast", rows, name="pieces.float", to=TensorProto.FLOAT)
    rows = build.op("Mul", rows, row_steps, name="pieces.vectors")
    shape_table = build.constant("shapes.table", weights["encoder.shapes.weight"])
    shapes = build.op("Gather", shape_table, "shapes", name="shapes.vectors")
    places = weights["encoder.positions.weight"] + weights["encoder.segment"]
    size = build.op("Shape", "pieces", name="length", start=1, end=2)
    zero = build.constant("first_place", np.array([0], np.int64))
    positions = build.op("Slice", build.constant("positions.table", places), zero, size, zero, name="positions.vectors")
    summed = build.op("Add", build.op("Add", rows, shapes, name="pieces.shaped"), positions, name="embedded")
    return build.norm(summed, weights, "encoder.norm")


def _layer(build: GraphBuilder, weights: Weights, number: int, states: str) -> str:
    """One transformer layer: (B, T, D) to (B, T, D)."""
    prefix = f"encoder.layers.{number}"
    weight = weights[f"{prefix}.attention_in.weight"].T.copy()
    bias = weights[f"{prefix}.attention_in.bias"].copy()
    weight[:, :WIDTH] *= (WIDTH // HEADS) ** -0.5
    bias[:WIDTH] *= (WIDTH // HEADS) ** -0.5
    mixed = build.linear(states, weight, bias, f"{prefix}.mixed")
    names = [f"{prefix}.{part}" for part in ("query", "key", "value")]
    sizes = build.constant("thirds", np.array([WIDTH] * 3, np.int64))
    build.nodes.append(helper.make_node("Split", [mixed, sizes], names, name=f"{prefix}.split", axis=-1))
    by_head = build.constant("by_head", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    axes = ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3])
    apart = [build.op("Reshape", part, by_head, name=f"{part}.heads") for part in names]
    query, key, value = (
        build.op("Transpose", part, name=f"{part}.turned", perm=perm) for part, perm in zip(apart, axes, strict=True)
    )
    scores = build.op("Add", build.op("MatMul", query, key, name=f"{prefix}.scores"), "mask", name=f"{prefix}.masked")
    shares = build.op("Softmax", scores, name=f"{prefix}.shares", axis=-1)
    attended = build.op("MatMul", shares, value, name=f"{prefix}.attended")
    attended = build.op("Transpose", attended, name=f"{prefix}.back", perm=[0, 2, 1, 3])
    flat = build.constant("flat", np.array([0, 0, WIDTH], np.int64))
    attended = build.op("Reshape", attended, flat, name=f"{prefix}.joined")
    output = _dense(build, weights, f"{prefix}.attention_out", attended)
    states = build.norm(build.op("Add", states, output, name=f"{prefix}.residual"), weights, f"{prefix}.attention_norm")
    inner = build.gelu(_dense(build, weights, f"{prefix}.inner", states))
    outer = _dense(build, weights, f"{prefix}.outer", inner)
    return build.norm(build.op("Add", states, outer, name=f"{prefix}.residual2"), weights, f"{prefix}.outer_norm")


def _dense(build: GraphBuilder, weights: Weights, prefix: str, states: str) -> str:
    return build.linear(states, weights[f"{prefix}.weight"].T, weights[f"{prefix}.bias"], f"{prefix}.out")


def encoder_graph(
    weights: Weights, sizes: Mapping[str, int], layers: int, ranges: Mapping[str, Range] | None
) -> tuple[onnx.ModelProto, list[str]]:
    """Encoder and heads, and the names of the tensors to calibrate.

    Inputs: pieces, shapes (B, T) int64; mask (B, 1, 1, T) float, 0 or -10000; first, last (B, W) int64, places of the
    words in the flattened (B * T) pieces. Outputs: arcs (B, W, W), relation_dependent and relation_head (B, W, R), tags
    and upos (B, W) indices, spans, attribution, status (B, W, labels) scores, acts (B, W, types) probabilities,
    contents (B, W) indices, role_anchor and role_word (B, W, R).
    """
    build = GraphBuilder(ranges)
    states = _embeddings(build, weights)
    for number in range(layers):
        states = _layer(build, weights, number, states)
    rows = build.op("Reshape", states, build.constant("rows", np.array([-1, WIDTH], np.int64)), name="piece_rows")
    ends = [build.op("Gather", rows, end, name=f"{end}.vectors") for end in ("first", "last")]
    both = build.op("Add", *ends, name="both")
    words = build.op("Mul", both, build.constant("half", np.array(0.5, np.float32)), name="words")
    joined = build.linear(
        words,
        np.concatenate([weights[f"{name}.weight"].T for name in HEAD_LAYERS], axis=1),
        np.concatenate([weights[f"{name}.bias"] for name in HEAD_LAYERS]),
        "heads",
    )
    widths = [ARC_WIDTH, ARC_WIDTH, RELATION_WIDTH, RELATION_WIDTH]
    widths += [
        *(sizes[name] for name in ("tags", "upos", "spans", "attribution")),
        2,
        ACT_WIDTH,
        ROLE_WIDTH,
        ROLE_WIDTH,
    ]
    outputs = [f"{name}_scores" if name in ("tags", "upos") else name for name in HEAD_LAYERS]
    parts = build.constant("head_widths", np.array(widths, np.int64))
    build.nodes.append(helper.make_node("Split", [joined, parts], outputs, name="split_heads", axis=-1))
    dependent = _dense(build, weights, "arc_product", build.gelu("arc_dependent"))
    head = build.op("Transpose", build.gelu("arc_head"), name="arc_head.turned", perm=[0, 2, 1])
    build.op("MatMul", dependent, head, name="arcs")
    hidden = build.gelu("act_hidden")
    build.op("Softmax", _dense(build, weights, "act_types", hidden), name="acts", axis=-1)
    _dense(build, weights, "act_contents", hidden)
    for name, scores in (("tags", "tags_scores"), ("upos", "upos_scores"), ("contents", "act_contents.out")):
        build.op("ArgMax", scores, name=name, axis=-1, keepdims=0)
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, ["B", "T"]),
        helper.make_tensor_value_info("shapes", TensorProto.INT64, ["B", "T"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["B", 1, 1, "T"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["B", "W"]),
        helper.make_tensor_value_info("last", TensorProto.INT64, ["B", "W"]),
    ]
    results = [helper.make_tensor_value_info("arcs", TensorProto.FLOAT, ["B", "W", "W"])]
    results += [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["B", "W"]) for name in ("tags", "upos", "contents")
    ]
    scored = (
        "relation_dependent",
        "relation_head",
        "spans",
        "attribution",
        "status",
        "acts",
        "role_anchor",
        "role_word",
    )
    results += [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["B", "W", None]) for name in scored]
    return build.model(inputs, results, "encoder"), build.probes


def relations_graph(weights: Weights, root: int) -> onnx.ModelProto:
    """Names the relation of each decoded arc: dependent and head vectors (N, R) to the index of the label (N,).

    The label `root` is never given: decoding gives it to the one word whose head is the root.
    """
    bias = weights["relation.bias"].copy()
    bias[root] = NEVER
    build, scores = _pairs(weights["relation.weight"], bias, ("dependent", "head"))
    build.op("ArgMax", scores, name="relations", axis=-1, keepdims=0)
    sides = [
        helper.make_tensor_value_info(side, TensorProto.FLOAT, ["N", RELATION_WIDTH]) for side in ("dependent", "head")
    ]
    return build.model(sides, [helper.make_tensor_value_info("relations", TensorProto.INT64, ["N"])], "relations")


def roles_graph(weights: Weights) -> onnx.ModelProto:
    """The role of a word towards an act: the vectors of anchor and word (N, R) to probabilities (N, roles)."""
    build, scores = _pairs(weights["role.weight"], weights["role.bias"], ("anchor", "word"))
    build.op("Softmax", scores, name="roles", axis=-1)
    sides = [helper.make_tensor_value_info(side, TensorProto.FLOAT, ["N", ROLE_WIDTH]) for side in ("anchor", "word")]
    return build.model(sides, [helper.make_tensor_value_info("roles", TensorProto.FLOAT, ["N", None])], "roles")


def _pairs(weight: NDArray[np.float32], bias: NDArray[np.float32], sides: tuple[str, str]) -> tuple[GraphBuilder, str]:
    build = GraphBuilder()
    summed = build.gelu(build.op("Add", *sides, name="sum"))
    product = build.op("Mul", *sides, name="product")
    mixed = build.op("Concat", summed, product, name="mixed", axis=-1)
    return build, build.linear(mixed, weight.T, bias, "scores")
