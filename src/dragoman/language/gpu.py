"""The encoder on a graphics card: the shipped graph with its matrices back in floats, run by onnxruntime under CUDA.

CUDA has no kernel for the int8 product that the shipped graph is made of (com.microsoft MatMulIntegerToFloat), so those
nodes would wander back to the processor one by one. A card does not need them: the same graph in floats is made from
the shipped file when it is loaded. Activations are then not rounded to 255 steps, so that a few labels differ from the
processor's; and sums in another order may tell two batches apart: equal bytes are promised on the processor only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.errors import BadSetting

PROVIDER = "CUDAExecutionProvider"
PIECES_PER_PASS = 16_384
INT8_PRODUCT, QUANTISE = "MatMulIntegerToFloat", "QuantizeLinear"
REMEDY = (
    "install the extra with `pip install 'dragoman[gpu]'` in an environment without the plain onnxruntime, "
    "or set language.device to cpu"
)


def cuda_session(path: Path) -> Any:
    """An onnxruntime session of a graph on the first CUDA card. Raises BadSetting where there is none to use."""
    import onnxruntime

    if PROVIDER not in onnxruntime.get_available_providers():
        raise BadSetting(f"language.device is cuda, but this onnxruntime was built without CUDA; {REMEDY}")
    try:
        graph = float_graph(path)
    except ImportError:
        raise BadSetting(f"language.device is cuda, but the package onnx is missing; {REMEDY}") from None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=[PROVIDER, "CPUExecutionProvider"])
    if PROVIDER not in session.get_providers():
        raise BadSetting(f"language.device is cuda, but CUDA finds no card or not its libraries; {REMEDY}")
    return session


def float_graph(path: Path) -> bytes:
    """A shipped graph as ONNX bytes with plain matrix products; a graph that has no int8 product comes back unchanged.

    Inputs, outputs and their names stay. Raises ImportError where the package onnx is not installed.
    """
    import onnx

    model = onnx.load(path)
    graph = model.graph
    constants = {constant.name: constant for constant in graph.initializer}
    unrounded = {node.output[0]: node.input[0] for node in graph.node if node.op_type == QUANTISE}
    nodes = []
    for node in graph.node:
        if node.op_type == INT8_PRODUCT:
            nodes += _plain_product(node, unrounded, constants)
        else:
            nodes.append(node)
    used = {name for node in nodes for name in node.input}
    nodes = [node for node in nodes if node.op_type != QUANTISE or node.output[0] in used]
    used = {name for node in nodes for name in node.input}
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(constant for name, constant in constants.items() if name in used)
    return bytes(model.SerializeToString())


def _plain_product(node: Any, unrounded: dict[str, str], constants: dict[str, Any]) -> list[Any]:
    """MatMul and Add for one int8 product; its weight (int8, a step a column) becomes a float constant."""
    import numpy as np
    from onnx import helper, numpy_helper

    rounded, weight, _, steps = node.input[:4]
    bias = node.input[6] if len(node.input) > 6 else ""
    name = f"{weight}.float"
    if name not in constants:
        whole, step = (numpy_helper.to_array(constants[part]) for part in (weight, steps))
        constants[name] = numpy_helper.from_array((whole.astype(np.float32) * step).astype(np.float32), name)
    product = f"{node.output[0]}.product" if bias else node.output[0]
    made = [helper.make_node("MatMul", [unrounded[rounded], name], [product], name=f"{node.name}.product")]
    if bias:
        made.append(helper.make_node("Add", [product, bias], [node.output[0]], name=node.name))
    return made
