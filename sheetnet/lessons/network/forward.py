"""The forward pass of a network as equations: z and a of every layer.

The same equations serve all samples (the Solver's sheet), one picture (the Test sheet), every epoch of a training, and
the variants of a gradient check: which tensors have an axis of epochs or of samples is a scope's business, and where
they lie that of an arrangement.
"""

from __future__ import annotations

from collections.abc import Mapping

from sheetnet.lessons.network.layers import LAYERS, AnyLayer
from sheetnet.lessons.network.recurring import Recurring
from sheetnet.lessons.network.scope import Scope, input_margin, parameter_uses
from sheetnet.lessons.network.texts import NetworkTexts
from sheetnet.models.network import INPUT, Network, Node
from sheetnet.models.update_path import STAGES
from sheetnet.texts import Text
from sheetnet.workbook import Axis, Look, Role, Tensor

PARAMETER_LOOKS = {
    "": Look("0.00", colors="weights"),
    "flipped": Look("0.00"),
    "squares": Look("0E+00"),
    **dict.fromkeys(("gradient", *STAGES), Look("0.000", colors="gradients", least=5e-4)),
}
"""By what a tensor is of a parameter, empty for the parameter itself; velocities and means are ``KEPT``."""
KEPT = Look("0.000")


class ForwardPass:
    """The forward pass of a network.

    Args:
        network: The layers.
        scope: How often it is there.
        images: The pictures that it looks at.
        texts: What its tensors are called.
        parameters: Parameters that are there already, by name; the others are made, without formulas yet.
        aids: What layers take besides in a training, by their names.
    """

    def __init__(
        self,
        network: Network,
        scope: Scope,
        images: Recurring,
        texts: NetworkTexts,
        parameters: Mapping[str, Recurring] | None = None,
        aids: Mapping[str, Mapping[str, Recurring]] | None = None,
    ) -> None:
        self.network, self.scope, self.texts = network, scope, texts
        given, self._aids = parameters or {}, aids or {}
        self.uses = parameter_uses(network)
        self.parameters = {name: given.get(name) or self.parameter_like(name) for name in network.parameter_shapes}
        self.layers: dict[str, AnyLayer] = {}
        pictures = {INPUT: images}
        for node in network.nodes:
            layer = self._layer(node, pictures)
            pictures[node.name] = layer.output
            layer.forward(scope.moment(scope.forwards))

    @property
    def outputs(self) -> Recurring:
        """What the last layer gives."""
        return self.layers[self.network.output.name].output

    def parameter_like(self, name: str, kind: str = "", epochs: int | None = None) -> Recurring:
        """Make a tensor of a parameter's shape, without formulas.

        Args:
            name: The parameter.
            kind: What it is of the parameter, such as ``gradient``; empty for the parameter itself.
            epochs: How many epochs it has; those of the scope if None.
        """
        node, local = self.uses[name][0]
        full = f"{self.scope.prefix}{name}_{kind}" if kind else self.scope.prefix + name
        equation = self.texts.equations.parameter(node, local, kind) or self.scope.equation
        tensor = self.parameter_tensor(name, full, self.texts.parameter(node, local, kind), equation, epochs)
        tensor.look = PARAMETER_LOOKS.get(kind, KEPT)
        return Recurring(tensor, by_epoch=self.scope.epochs is not None)

    def parameter_tensor(self, name: str, full: str, meaning: Text, equation: str, epochs: int | None) -> Tensor:
        """Make a tensor of a parameter's shape and spread, without formulas.

        Args:
            name: The parameter.
            full: The tensor's own name.
            meaning: What it is, in words.
            equation: Its equation in symbols.
            epochs: How many epochs it has; those of the scope if None.
        """
        node, _ = self.uses[name][0]
        spread = LAYERS[node.layer.kind].parameter_spread(node.layer)
        leading = self.scope.axes(self.scope.epochs if epochs is None else epochs, None)
        axes = (*leading, *self.scope.parameter(self.network.parameter_shapes[name], spread))
        return Tensor(full, axes, meaning, equation=equation, carried=self.scope.rounding)

    def _layer(self, node: Node, pictures: Mapping[str, Recurring]) -> AnyLayer:
        kind = LAYERS[node.layer.kind]
        inputs = tuple(pictures[name] for name in node.inputs)
        parameters = {local: self.parameters[name] for local, name in node.parameters.items()}
        layer = self.layers[node.name] = kind(node, node.layer, inputs, parameters, self._aids.get(node.name, {}))
        for each in kind.kinds(node.layer):
            layer.pictures[each] = self._picture(node, each)
        return layer

    def _picture(self, node: Node, kind: str) -> Recurring:
        margin = input_margin(self.network, node.name) if kind == "activation" else (0, 0)
        is_answer = kind == "activation" and node is self.network.output
        colors = "sums" if kind == "z" else ""
        if kind == "activation":
            colors = "signed" if self._is_signed(node.name) else "activation"
        tensor = self.picture_tensor(
            node,
            kind,
            (*self.scope.axes(self.scope.forwards, self.scope.samples), *self.scope.picture(node.shape, margin=margin)),
            Look("0.00", colors=colors),
            Role.OUTPUT if is_answer else Role.COMPUTED,
        )
        return Recurring(tensor, self.scope.epochs is not None, self.scope.samples is not None)

    def _is_signed(self, name: str) -> bool:
        """Whether what a node gives may be negative; pictures that come in have a scale of their own."""
        if name == INPUT:
            return False
        layer = self.layers[name]
        return layer.is_signed(layer.layer, [self._is_signed(taken) for taken in layer.node.inputs])

    def picture_tensor(
        self, node: Node, kind: str, axes: tuple[Axis, ...], look: Look, role: Role = Role.COMPUTED
    ) -> Tensor:
        """Make a tensor for one of a layer's pictures, without formulas.

        Args:
            node: The layer.
            kind: What it is of the layer, such as ``z`` or ``delta``.
            axes: Its axes.
            look: How its cells look.
            role: What its cells are to the reader.
        """
        equation = self.texts.equations.picture(node, kind, afterwards=node.name not in self._aids)
        meaning = self.texts.picture(node, kind)
        name = f"{self.scope.prefix}{node.name}_{kind}"
        return Tensor(name, axes, meaning, role, equation=equation, look=look, carried=self.scope.rounding)
