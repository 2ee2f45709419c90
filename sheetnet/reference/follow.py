"""One hidden unit in one epoch with NumPy: what it sees and says of one image, what comes back, what it learns."""

from __future__ import annotations

from sheetnet.models.follow import MOST_NUMBERS, followed_nodes
from sheetnet.models.losses import LOSSES
from sheetnet.models.training import Training
from sheetnet.reference.activations import Tensors
from sheetnet.reference.arithmetic import np


def follow(model: Training, training: Tensors) -> Tensors:
    """Follow a unit.

    Args:
        model: The network and its training, and what is chosen.
        training: What ``train`` returned.
    """
    epoch, image, unit = int(model.follow_epoch), int(model.follow_image) - 1, int(model.follow_unit) - 1
    hidden, output = followed_nodes(model.network)
    names = {"w": hidden.parameters["weights"], "b": hidden.parameters["bias"], "out": output.parameters["weights"]}
    kept = {
        "outputs": training[f"{output.name}_activation"][:, image],
        "deltas": training[f"{output.name}_delta"][:, image],
        "delta": training[f"{hidden.name}_delta"][:, image],
        "activations": training[f"{hidden.name}_activation"][:, image],
        "cost": training["cost"][:, image, None],
    }
    weights, sending = training[names["w"]][epoch, unit], training[names["out"]][epoch, :, unit]
    a, delta = training[f"{hidden.name}_activation"][epoch, image, unit], kept["delta"][epoch, unit]
    gradient, learned = training[f"{names['w']}_gradient"][epoch, unit], training[names["w"]][epoch + 1, unit]
    products, z = weights * model.images[image], training[f"{hidden.name}_z"][epoch, image, unit]
    sent = sending * kept["deltas"][epoch]
    found = {
        "pixels": model.images[image],
        "weights": weights,
        "products": products,
        "weighted": products.sum(),
        "bias": training[names["b"]][epoch, unit],
        "z": z,
        "put_in": z,
        "a": a,
        "targets": model.targets[image],
        "outputs": kept["outputs"][epoch],
        "deltas": kept["deltas"][epoch],
        "sending": sending,
        "sent": sent,
        "cost": kept["cost"][epoch, 0],
        "back": sent.sum(),
        "slope": a * (1 - a),
        "delta": delta,
        "shares": delta * model.images[image],
        "gradient": gradient,
        "learned": learned,
        "delta_put_in": delta,
        "pixel": model.images[image].flat[0],
        "share": delta * model.images[image].flat[0],
        "activation_course": kept["activations"][:, unit],
        "delta_course": kept["delta"][:, unit],
        "weight_course": training[names["w"]][:, unit].reshape(model.epochs + 1, -1)[:, 0],
        "before": weights.flat[0],
        "rate": np.float64(model.learning_rate),
        "slope_of_cost": gradient.flat[0],
        "after": learned.flat[0],
        "agrees": np.where(np.isfinite([delta, learned.flat[0]]).all(), 1.0, np.nan),
    }
    squares = (model.targets[image] - kept["outputs"][epoch]) ** 2
    if model.loss == next(iter(LOSSES)) and len(squares) <= MOST_NUMBERS:
        found |= {f"error_{unit}": square for unit, square in enumerate(squares, start=1)}
    return {f"follow_{name}_epochs": values for name, values in kept.items()} | {
        f"follow_{name}": np.asarray(values) for name, values in found.items()
    }
