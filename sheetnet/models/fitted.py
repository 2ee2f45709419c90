"""A network fitted by the Solver: one forward pass over all images, parameters to change until the cost is least."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np

from sheetnet.errors import InputError
from sheetnet.models.book_data import parameters
from sheetnet.models.network_model import PARAMETER, NetworkModel, arrays_by_name


@dataclass(frozen=True, eq=False)
class Fitted(NetworkModel):
    """A network whose parameters the Solver fits; see ``NetworkModel`` for its data.

    Args:
        trained: Trained parameters by name, for the Test sheet; the book's or, for other networks, the initial ones
            for those left out.
    """

    PREFIX = ""

    trained: Any = None

    def __post_init__(self) -> None:
        super().__post_init__()
        shapes, given = self.network.parameter_shapes, arrays_by_name("trained", self.trained)
        for name in given:
            if name not in shapes:
                known = ", ".join(f"trained_{each}" for each in shapes)
                raise InputError(f"trained_{name} is no parameter; the trained parameters are {known}")
        book = parameters(self.BOOK_PARAMETERS, "trained_parameters") if self.is_the_books else self.parameters
        stored = {**book, **given}
        checked = {n: self._checked(f"trained_{n}", stored[n], shape, PARAMETER) for n, shape in shapes.items()}
        self._set("trained", checked)

    def inputs(self) -> dict[str, np.ndarray]:
        """Return the inputs by name, the trained parameters too."""
        return super().inputs() | {f"trained_{name}": values for name, values in self.trained.items()}

    @classmethod
    def _sorted(cls, values: Any, parameters: Any) -> dict[str, Any]:
        stored = {n.removeprefix("trained_"): v for n, v in values.items() if n.startswith("trained_")}
        rest = {name: value for name, value in values.items() if not name.startswith("trained_")}
        arguments = super()._sorted(rest, parameters)
        return {**arguments, **({"trained": stored} if stored else {})}

    def with_inputs(self, values: Any) -> Any:
        """Return a copy with other inputs of the same shapes."""
        self._check_known(values)
        arguments = self._sorted(values, self.parameters)
        arguments["trained"] = {**self.trained, **arguments.get("trained", {})}
        return dataclasses.replace(self, **arguments)
