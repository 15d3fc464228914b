"""The fit of confidence: it finds what separates, and shrinks what does not."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")

from benchmarks.risk_coverage import abstaining, calibration_error, risks, svg  # noqa: E402
from training.confidence import logistic  # noqa: E402


def test_what_tells_right_from_wrong_gets_weight() -> None:
    cases = [({"bias": 1.0, "sign": float(k % 2), "noise": float(k % 3)}, k % 2 == 1) for k in range(60)]
    weights = logistic(cases)
    assert weights["sign"] > 1.0 > 0.3 > abs(weights["noise"])


def test_risk_falls_with_coverage_where_confidence_is_right() -> None:
    cases = [(k / 100, k >= 30) for k in range(100)]
    curve = dict(risks(cases))
    assert curve[1.0] == pytest.approx(0.3) and curve[0.5] == 0.0
    assert abstaining(cases, 100)["0.3"] == {"kept": 70, "precision": 1.0, "recall": 0.7, "f1": 0.8235}
    assert svg({"event": risks(cases)}).startswith("<svg")


def test_calibration_error_is_the_distance_between_saying_and_being() -> None:
    assert calibration_error([(0.8, True)] * 8 + [(0.8, False)] * 2) == pytest.approx(0.0)
    assert calibration_error([(0.95, False)] * 10) == pytest.approx(0.95)
