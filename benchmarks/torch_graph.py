"""A shipped ONNX graph as a PyTorch module, operator by operator, for a machine whose onnxruntime has no CUDA.

It reads the graph that `dragoman.language.gpu` makes (matrices in floats), so that it follows the shipped file whatever
heads and layers that has. `half` names the type of the matrix products; everything between them stays in float32.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

Values = dict[str, Any]


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute}


def _reshape(states: Tensor, shape: Sequence[int]) -> Tensor:
    return states.reshape([states.shape[place] if size == 0 else size for place, size in enumerate(shape)])


def _slice(table: Tensor, starts: Sequence[int], ends: Sequence[int], axes: Sequence[int]) -> Tensor:
    for start, end, axis in zip(starts, ends, axes, strict=True):
        table = table.narrow(axis, start, end - start)
    return table


def _argmax(scores: Tensor, options: Mapping[str, Any]) -> Tensor:
    return scores.argmax(options["axis"], keepdim=bool(options.get("keepdims", 1)))


def _mean(states: Tensor, options: Mapping[str, Any]) -> Tensor:
    return states.mean(list(options["axes"]), keepdim=bool(options.get("keepdims", 1)))


OPERATORS: dict[str, Callable[[list[Any], dict[str, Any]], Any]] = {
    "Add": lambda given, _: given[0] + given[1],
    "Sub": lambda given, _: given[0] - given[1],
    "Mul": lambda given, _: given[0] * given[1],
    "Div": lambda given, _: given[0] / given[1],
    "Sqrt": lambda given, _: given[0].sqrt(),
    "Cast": lambda given, _: given[0].float(),
    "Gather": lambda given, options: given[0][given[1]] if options.get("axis", 0) == 0 else None,
    "Gelu": lambda given, _: functional.gelu(given[0]),
    "ReduceMean": lambda given, options: _mean(given[0], options),
    "Reshape": lambda given, _: _reshape(given[0], given[1]),
    "Transpose": lambda given, options: given[0].permute(options["perm"]),
    "Softmax": lambda given, options: given[0].softmax(options.get("axis", -1)),
    "Split": lambda given, options: given[0].split(given[1], options.get("axis", 0)),
    "Concat": lambda given, options: torch.cat(given, options["axis"]),
    "ArgMax": lambda given, options: _argmax(given[0], options),
    "Shape": lambda given, options: list(given[0].shape[options.get("start", 0) : options.get("end")]),
    "Slice": lambda given, _: _slice(*given),
}


class TorchGraph(nn.Module):
    """The graph's nodes in order. Inputs and outputs are those of the graph, by name."""

    def __init__(self, graph: bytes, half: torch.dtype | None = None) -> None:
        super().__init__()
        model = onnx.load_from_string(graph).graph
        unknown = {node.op_type for node in model.node} - {*OPERATORS, "MatMul"}
        if unknown:
            raise ValueError(f"the graph has operators that are not written here: {', '.join(sorted(unknown))}")
        self.half = half
        self.inputs = [given.name for given in model.input]
        self.outputs = [told.name for told in model.output]
        self.steps = [(node.op_type, list(node.input), list(node.output), _attributes(node)) for node in model.node]
        matrices = {node.input[1] for node in model.node if node.op_type == "MatMul"}
        self.small: dict[str, list[int]] = {}
        self.large: dict[str, str] = {}
        for number, constant in enumerate(model.initializer):
            value = numpy_helper.to_array(constant)
            if value.dtype == np.int64:
                self.small[constant.name] = value.reshape(-1).tolist()
                continue
            tensor = torch.from_numpy(value.copy())
            if half is not None and constant.name in matrices:
                tensor = tensor.to(half)
            self.large[constant.name] = f"constant_{number}"
            self.register_buffer(f"constant_{number}", tensor)

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """The graph's outputs, in its order, for its inputs in its order."""
        values: Values = dict(zip(self.inputs, given, strict=True))
        values |= self.small
        for name, own in self.large.items():
            values[name] = getattr(self, own)
        for kind, sources, names, options in self.steps:
            read = [values[name] for name in sources if name]
            found = self._product(*read) if kind == "MatMul" else OPERATORS[kind](read, options)
            if kind == "Split":
                values.update(zip(names, found, strict=True))
            else:
                values[names[0]] = found
        return tuple(values[name] for name in self.outputs)

    def _product(self, left: Tensor, right: Tensor) -> Tensor:
        if self.half is None:
            return left @ right
        return (left.to(self.half) @ right.to(self.half)).float()


class TorchSession:
    """A graph behind the one method of an onnxruntime session that the encoder calls."""

    def __init__(self, graph: bytes, device: str, half: torch.dtype | None = None, compiled: bool = False) -> None:
        self.module = TorchGraph(graph, half).eval().to(device)
        self.device = device
        self.call: Any = torch.compile(self.module, dynamic=True) if compiled else self.module

    def on_device(self, feed: Mapping[str, np.ndarray[Any, Any]]) -> tuple[Tensor, ...]:
        """The outputs as tensors that stay on the device; the call may return before they are there."""
        with torch.no_grad():
            given = [torch.from_numpy(feed[name]).to(self.device, non_blocking=True) for name in self.module.inputs]
            found: tuple[Tensor, ...] = self.call(*given)
        return found

    def run(self, names: Sequence[str], feed: Mapping[str, np.ndarray[Any, Any]]) -> list[np.ndarray[Any, Any]]:
        """The named outputs as arrays."""
        by_name = dict(zip(self.module.outputs, self.on_device(feed), strict=True))
        return [by_name[name].cpu().numpy() for name in names]
