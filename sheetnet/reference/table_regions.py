"""What a network tells over the plane of two columns, in NumPy."""

from __future__ import annotations

from sheetnet.models.table_network import TableNetwork
from sheetnet.models.table_regions import EMPTY, LEAST_STEP, MARGIN, SIDE
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np
from sheetnet.reference.network import forward
from sheetnet.reference.table_answers import answers
from sheetnet.reference.table_fed import scaled


def regions(model: TableNetwork, data: Tensors, last: Tensors) -> Tensors:
    """Return the plane: its cells, what is told in each, and which row lies there.

    Args:
        model: The network and a table of two columns.
        data: By what the columns are scaled.
        last: The last parameters.
    """
    if not model.has_plane:
        return {}
    low, high = model.features.min(axis=0), model.features.max(axis=0)
    begin, step = low - MARGIN * (high - low), np.maximum((1 + 2 * MARGIN) * (high - low) / SIDE, LEAST_STEP)
    places = np.arange(SIDE) + 0.5
    across, up = begin[0] + places * step[0], begin[1] + places[::-1] * step[1]
    rows = np.stack([np.tile(across, SIDE), np.repeat(up, SIDE)], axis=1)
    inputs = scaled(data, rows)
    tensors = forward(model.network, last, inputs)
    outputs = tensors[f"{model.network.output.name}_activation"]
    told = answers(model, outputs) if model.classes else outputs[:, 0]
    learned = model.features[: model.training_rows]
    right, above = (np.floor((learned[:, n] - begin[n]) / step[n]) for n in (0, 1))
    lies = (SIDE - 1 - above) * SIDE + right + 1.0
    cells = np.arange(1.0, SIDE * SIDE + 1)
    points = np.array([next(iter(model.labels[: model.training_rows][lies == cell]), EMPTY) for cell in cells])
    legend = {"region_legend": model.class_numbers} if model.classes else {}
    return {
        **legend, "region_begin": begin, "region_step": step, "region_across": across, "region_up": up,
        "region_inputs": inputs, **{f"region_{name}": values for name, values in tensors.items()},
        "region_told": told.reshape(SIDE, SIDE), "region_lies": lies, "region_cell": cells.reshape(SIDE, SIDE),
        "region_points": points.reshape(SIDE, SIDE),
    }  # fmt: skip
