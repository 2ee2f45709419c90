"""Find the trained parameters of the Solver lessons: L-BFGS from the book's start, on the reference's own gradient.

Run ``python -m tests.tools.train_parameters`` to write sheetnet/data/trained_parameters.json anew.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import sheetnet
from sheetnet.catalogue import find
from sheetnet.models.network_model import NetworkModel
from sheetnet.reference.network import backward, cost, forward

DIGITS = 8
STEPS = {"neural_net": 60, "cnn": 60}


def trained(model: NetworkModel, steps: int) -> tuple[dict[str, np.ndarray], float]:
    """Return parameters that make the total cost small, and that cost."""
    names = list(model.parameters)
    shapes = [model.parameters[name].shape for name in names]

    def unpacked(flat: np.ndarray) -> dict[str, np.ndarray]:
        ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
        parts = np.split(flat, ends)
        return {name: part.reshape(shape) for name, part, shape in zip(names, parts, shapes, strict=True)}

    def objective(flat: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = unpacked(flat)
        tensors = forward(model.network, parameters, model.images)
        back = backward(model.network, model.loss, parameters, model.images, model.targets, tensors)
        gradient = np.concatenate([back[f"{name}_gradient"].ravel() for name in names])
        return float(cost(model.network, model.loss, tensors, model.targets).sum()), gradient

    start = np.concatenate([model.parameters[name].ravel() for name in names])
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return {name: np.round(values, DIGITS) for name, values in unpacked(found.x).items()}, float(found.fun)


def main() -> None:
    """Train both lessons and write the file."""
    stored: dict[str, Any] = {}
    for slug, steps in STEPS.items():
        model: Any = find(slug).make()
        parameters, total = trained(model, steps)
        stored[model.book.parameters] = {name: values.tolist() for name, values in parameters.items()}
        print(f"{slug}: C_T = {total:.4g}, largest |w| = {max(abs(v).max() for v in parameters.values()):.3g}")
    path = Path(sheetnet.__file__).parent / "data" / "trained_parameters.json"
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
