"""The encoder on a graphics card: refused in one sentence where there is none, and the same network in floats."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import BadSetting
from dragoman.language import Analyser
from dragoman.language.analysis import MODELS
from dragoman.language.encoder import OUTPUTS, pack
from dragoman.language.gpu import PROVIDER, float_graph
from dragoman.language.wordpieces import WordPieces
from dragoman.settings import load

TEXT = "Rebels shelled the town of Marato on Monday, killing three people."


def test_a_machine_without_cuda_is_told_so_in_one_sentence() -> None:
    import onnxruntime

    if PROVIDER in onnxruntime.get_available_providers():
        pytest.skip("this onnxruntime has CUDA")
    with pytest.raises(BadSetting, match=r"language\.device is cuda, but .*dragoman\[gpu\].*language\.device to cpu"):
        Analyser(device="cuda")


def test_the_setting_takes_two_devices_and_the_caller_goes_before_it() -> None:
    assert load(environment={}).language.device == "cpu"
    assert load(environment={"DRAGOMAN_LANGUAGE_DEVICE": "cuda"}).language.device == "cuda"
    with pytest.raises(BadSetting, match="language"):
        load(environment={"DRAGOMAN_LANGUAGE_DEVICE": "abacus"})
    assert Analyser(device="cpu").analyse([TEXT])[0][0].words[0] == "Rebels"


def test_the_graph_in_floats_reads_as_the_shipped_one() -> None:
    pytest.importorskip("onnx")
    import onnxruntime

    pieces = WordPieces.load(MODELS / "vocab.txt").of_sentence(TEXT.removesuffix(".").split())
    feed = pack([pieces]).feed()
    found = []
    for graph in ((MODELS / "encoder.onnx").read_bytes(), float_graph(MODELS / "encoder.onnx")):
        session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
        found.append(dict(zip(OUTPUTS, session.run(list(OUTPUTS), feed), strict=True)))
    whole, floats = found
    words = slice(1, len(pieces[2]))
    assert (whole["tags"][0, words] == floats["tags"][0, words]).mean() > 0.9
    own, other = (scores["spans"][0, words].ravel() for scores in found)
    assert np.corrcoef(own, other)[0, 1] > 0.99


def test_the_modules_that_a_bare_machine_measures_need_numpy_alone() -> None:
    """`benchmarks.gpu` runs them where msgspec is not installed, without the package's front door."""
    folder = MODELS.parent / "language"
    code = (
        "import sys, types; sys.modules['msgspec'] = None\n"
        f"bare = types.ModuleType('dragoman.language'); bare.__path__ = [{str(folder)!r}]\n"
        "sys.modules['dragoman.language'] = bare\n"
        "import dragoman.language.parts, dragoman.language.gpu, dragoman.language.segmenting\n"
        "import dragoman.language.tokenising; print('read')"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert done.stdout.strip() == "read", done.stderr
