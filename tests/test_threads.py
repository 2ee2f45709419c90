"""NumPy's linear algebra has one thread while a workbook's values are computed."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from sheetnet import catalogue


def test_the_reference_has_one_thread_whatever_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def trace(model: object) -> dict[str, np.ndarray]:
        seen.extend(library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")
        return {}

    monkeypatch.setattr("sheetnet.reference.pooling.trace", trace)
    lesson = catalogue.find("pooling")
    lesson.trace(lesson.make())
    assert set(seen) <= {1}
