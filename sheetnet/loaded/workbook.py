"""A workbook that was read back: its tensors, the parameters of its network, its training, its predictions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sheetnet.check.read import read_workbook
from sheetnet.errors import InputError, unknown
from sheetnet.loaded.graph import answers_of, constants_of
from sheetnet.loaded.sequential import state_dict
from sheetnet.loaded.values import numbers_of
from sheetnet.models.fitted import Fitted
from sheetnet.models.operator_graph import OperatorGraph
from sheetnet.models.table_network import TableNetwork
from sheetnet.models.training import Training
from sheetnet.reference.network import forward
from sheetnet.reference.table_fed import scaled
from sheetnet.workbook.map import Entry

if TYPE_CHECKING:
    import pandas as pd

LAST = "last"


class LoadedWorkbook:
    """A workbook that was read back.

    Args:
        path: The file; see ``sheetnet.load``.

    Raises:
        WorkbookError: The file cannot be read, or sheetnet did not build it.
        InputError: An input cell holds what is not allowed.
    """

    def __init__(self, path: Path) -> None:
        self._workbook = read_workbook(path)

    @property
    def path(self) -> Path:
        """The file."""
        return self._workbook.path

    @property
    def lesson(self) -> str:
        """The lesson that it was built from."""
        return self._workbook.lesson.slug

    @property
    def tensors(self) -> tuple[str, ...]:
        """The names of all tensors."""
        return tuple(self._entries)

    def tensor(self, name: str) -> np.ndarray:
        """Return a tensor's numbers as they stand in its cells.

        Args:
            name: One of ``tensors``.

        Returns:
            float64, in its shape; nan where a cell holds no number.

        Raises:
            InputError: There is no such tensor.
        """
        if name not in self._entries:
            raise unknown(name, "is no tensor of this workbook", self._entries)
        return self._numbers[name].copy()

    def parameters(self, epoch: int | str = LAST) -> dict[str, np.ndarray]:
        """Return the network's weights and biases.

        Args:
            epoch: After which epoch of a training, counted from 0 (as they begin), or "last".

        Returns:
            Arrays by name, in the shapes in which ``parameters=`` of ``build`` takes them; of a graph of operators all
            of its constants.

        Raises:
            InputError: The workbook has no network, or no such epoch.
        """
        if self._graph is not None:
            return constants_of(self._graph)
        model, names = self._model, self._model.network.parameter_shapes
        if isinstance(model, Fitted) or not model.epochs:
            self._at(epoch, 0)
            prefix = "" if isinstance(model, Fitted) else "initial_"
            return {name: self.tensor(prefix + name) for name in names}
        number = self._at(epoch, model.epochs) * (model.epoch_steps if isinstance(model, TableNetwork) else 1)
        return {name: self.tensor(name)[number] for name in names}

    def state_dict(self, epoch: int | str = LAST) -> dict[str, Any]:
        """Return the parameters for ``torch.nn.Sequential.load_state_dict``, as float64 tensors of PyTorch.

        Args:
            epoch: As in ``parameters``.

        Returns:
            ``0.weight``, ``0.bias``, … Every activation but identity is a module of its own, and so is a ``Flatten``
            before the first dense layer that looks at pictures.

        Raises:
            InputError: As ``parameters``, or the layers are not one behind the other.
            ImportError: PyTorch is not installed.
        """
        import torch

        named = state_dict(self._model.network, self.parameters(epoch))
        return {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in named.items()}

    def history(self) -> pd.DataFrame:
        """Return what became of the cost.

        Returns:
            One row an epoch, from 0 on, with the columns ``cost`` and ``accuracy``; of a table from 1 on, with ``cost``
            and, if rows were kept for it, ``validation``.

        Raises:
            InputError: The workbook has no training.
        """
        import pandas as pd

        model = self._model
        if isinstance(model, Fitted) or not model.epochs:
            raise InputError(f"{self.path} unrolls no training; .parameters() are those in its cells")
        names = {"cost": "cost_curve", "accuracy": "accuracy_curve", "validation": "validation_curve"}
        curves = {name: self.tensor(tensor) for name, tensor in names.items() if tensor in self._entries}
        first = int(isinstance(model, TableNetwork))
        return pd.DataFrame(curves, index=pd.RangeIndex(first, model.epochs + 1, name="epoch"))

    def predict(self, inputs: object, epoch: int | str = LAST) -> np.ndarray:
        """Run the network on other inputs.

        Args:
            inputs: (samples, *input shape) or (samples, cells); of a table its columns as they are given there.
            epoch: With the parameters after which epoch, as in ``parameters``.

        Returns:
            What the last layer gives, (samples, outputs).

        Raises:
            InputError: They have another shape.
        """
        if self._graph is not None:
            return answers_of(self._graph, inputs)
        network, shape = self._model.network, self._model.network.input_shape
        numbers = np.asarray(inputs, dtype=np.float64)
        if numbers.ndim < 2 or numbers.shape[1:] not in (shape, (int(np.prod(shape)),)):
            raise InputError(f"the inputs have shape {numbers.shape}; this network takes (samples, {shape})")
        pictures = self._scaled(numbers.reshape(len(numbers), *shape))
        outputs: np.ndarray = forward(network, self.parameters(epoch), pictures)[f"{network.output.name}_activation"]
        return outputs

    def _scaled(self, numbers: np.ndarray) -> np.ndarray:
        """Scale the columns of a table as its network takes them."""
        scales = ("column_mean", "column_spread", "largest_value")
        return scaled({name: self.tensor(name) for name in scales if name in self._entries}, numbers)

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in self._described())
        return f"<table><caption>{escape(self.path.name)}</caption>{rows}</table>"

    def __repr__(self) -> str:
        return f"LoadedWorkbook({str(self.path)!r}, lesson={self.lesson!r}, tensors={len(self.tensors)})"

    def _described(self) -> Iterator[tuple[str, str]]:
        """Say in pairs what a reader wants to know first."""
        yield "lesson", self.lesson
        yield "tensors", f"{len(self.tensors):,}"
        for name, value in self._workbook.map.settings.items():
            yield escape(name), escape(value)
        for name, words in (("final_cost", "cost at the end"), ("final_accuracy", "right at the end")):
            if name in self._entries:
                yield words, f"{float(self.tensor(name)):.6g}"

    @property
    def _entries(self) -> dict[str, Entry]:
        return self._workbook.map.entries

    @cached_property
    def _numbers(self) -> dict[str, np.ndarray]:
        return numbers_of(self._workbook)

    @property
    def _graph(self) -> OperatorGraph | None:
        """The graph of operators that it lays open, if that is what it does."""
        model = self._workbook.model
        return model if isinstance(model, OperatorGraph) else None

    @property
    def _model(self) -> Training | Fitted | TableNetwork:
        model = self._workbook.model
        if not isinstance(model, (Training, Fitted, TableNetwork)):
            raise InputError(f"{self.path} is the lesson {self.lesson!r}, which has no network: take .tensor(name)")
        return model

    def _at(self, epoch: int | str, last: int) -> int:
        """Return the number of an epoch that there is."""
        if epoch == LAST:
            return last
        if isinstance(epoch, bool) or not isinstance(epoch, (int, np.integer)) or not 0 <= epoch <= last:
            raise InputError(f"epoch is {epoch!r}; allowed: whole numbers from 0 to {last}, or {LAST!r}")
        return int(epoch)
