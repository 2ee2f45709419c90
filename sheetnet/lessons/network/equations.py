"""The equations of a network as it was built: its layers, its loss, its update rule. Symbols need no translation."""

from __future__ import annotations

from sheetnet.lessons import update_rules
from sheetnet.lessons.network.formulas import activation_words, slope_words
from sheetnet.models.network import AveragePool2D, Conv2D, MaxPool2D, Network, Stage

CONVOLVED = "zᵢⱼ = Σ wₖₗ aᵢ₊ₖ,ⱼ₊ₗ + b"
_GAP = "        "


class Equations:
    """The equations.

    Args:
        network: The layers.
        loss: ``half_squared`` or ``cross_entropy``.
        optimizer: The update rule, if the network learns by one.
    """

    def __init__(self, network: Network, loss: str, optimizer: str = "sgd") -> None:
        self._network, self._loss, self._optimizer = network, loss, optimizer

    def picture(self, stage: Stage, kind: str) -> str:
        """Return the equation of one of a layer's pictures (z, activation, delta and so on)."""
        layer = stage.layer
        if isinstance(layer, (MaxPool2D, AveragePool2D)):
            pooled = "Pᵢⱼ = max a" if isinstance(layer, MaxPool2D) else "Pᵢⱼ = Σ a / m²"
            return pooled if kind == "activation" else "δᴾ = ∂C/∂P"
        if kind == "activation":
            return activation_words(layer.activation)
        if kind == "delta":
            is_output = stage.name == self._network.stages[-1].name
            return self.output_delta() if is_output else "δ = ∂C/∂z = (∂C/∂a)" + slope_words(layer.activation)
        z = CONVOLVED if isinstance(layer, Conv2D) else "zⱼ = Σ wⱼᵢ aᵢ + bⱼ"
        return {"z": z, "exponential": "eₙ = e^(zₙ − max z)", "flipped": "w₍₋ᵢ₎₍₋ⱼ₎"}[kind]

    def output_delta(self) -> str:
        """Return the equation of the output's δ."""
        activation = self._output_activation
        if self._loss == "cross_entropy":
            return "δ = a − t"
        if activation == "softmax":
            return "δₙ = aₙ·((aₙ − tₙ) − Σ (a − t) a)"
        return "δ = (a − t)" + slope_words(activation)

    def cost(self) -> str:
        """Return the equation of one sample's cost."""
        if self._loss == "half_squared":
            return "C = ½ Σ (t − a)²"
        if self._output_activation == "softmax":
            return "C = −Σ t ln a"
        return "C = −Σ (t ln a + (1 − t) ln(1 − a))"

    def judgement(self, name: str) -> str:
        """Return the equation of cost, correctness or their sums."""
        known = {"correct": "argmax a = argmax t", "total_cost": "C_T = Σ C", "accuracy": "n✓ / n"}
        return self.cost() if name == "cost" else known[name]

    def gradient(self, name: str) -> str:
        """Return the equation of the gradient of weights or biases."""
        return "∂C_T/∂w = Σₖ δ a" if name.endswith("_weights") else "∂C_T/∂b = Σₖ δ"

    def state(self, key: str) -> str:
        """Return the equation of what the update rule remembers."""
        return update_rules.EQUATIONS[self._optimizer, key]

    def parameter(self) -> str:
        """Return the equation by which a parameter follows from the epoch before."""
        if self._optimizer == "sgd":
            return self.update()
        return "w ← w − Δ,  " + update_rules.STEPS[self._optimizer].split(",")[0]

    def update(self) -> str:
        """Return the whole update: the gradient, what is remembered, the step."""
        if self._optimizer == "sgd":
            return "w ← w − η ∂C_T/∂w"
        states = [equation for (rule, _), equation in update_rules.EQUATIONS.items() if rule == self._optimizer]
        return _GAP.join(["g = ∂C_T/∂w", *states, update_rules.STEPS[self._optimizer], "w ← w − Δ"])

    def training(self) -> list[str]:
        """Return the whole training in a line, in two if the update is long."""
        kinds = {type(stage.layer) for stage in self._network.stages}
        convolved = [CONVOLVED] if Conv2D in kinds else []
        pooled = ["P = max a"] * (MaxPool2D in kinds) + ["P = Σ a / m²"] * (AveragePool2D in kinds)
        forward = [*convolved, *pooled, "z = Σ w a + b", "a = f(z)", self.cost()]
        backward = ["δ = (∂C/∂a) f′(z)", "∂C_T/∂w = Σ δ a", "∂C_T/∂b = Σ δ"]
        passes = "     ".join([*forward, *backward])
        return [f"{passes}     {self.update()}"] if self._optimizer == "sgd" else [passes, self.update()]

    @property
    def _output_activation(self) -> str:
        return self._network.layers[-1].activation  # type: ignore[union-attr]  # the last layer is dense
