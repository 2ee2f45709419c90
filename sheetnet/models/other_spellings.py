"""Names that other libraries have for what sheetnet has: layers as Keras and PyTorch write them, words of settings."""

from __future__ import annotations

import re

LAYERS = {
    "Dense": "dense", "Linear": "dense", "Conv2D": "conv", "Conv2d": "conv", "MaxPooling2D": "maxpool",
    "MaxPool2d": "maxpool", "MaxPool2D": "maxpool", "AveragePooling2D": "avgpool", "AvgPool2d": "avgpool",
    "GlobalAveragePooling2D": "global_avgpool", "Flatten": "flatten", "Dropout": "dropout",
    "BatchNormalization": "batchnorm", "Add": "add", "Concatenate": "concatenate",
}  # fmt: skip
NAMES = {
    "lr": "learning_rate", "learning_rate_init": "learning_rate", "eta": "learning_rate", "n_epochs": "epochs",
    "max_iter": "epochs", "batch": "batch_size", "validation_split": "validation", "random_state": "seed",
    "solver": "optimizer", "hidden_layer_sizes": "layers", "beta_1": "mean_decay", "beta1": "mean_decay",
    "beta_2": "square_decay", "beta2": "square_decay", "rho": "decay", "alpha": "decay", "eps": "epsilon",
}  # fmt: skip
VALUES = {
    "mse": "half_squared", "mean_squared_error": "half_squared", "categorical_crossentropy": "cross_entropy",
    "binary_crossentropy": "cross_entropy", "crossentropy": "cross_entropy", "log_loss": "cross_entropy",
    "linear": "identity", "logistic": "sigmoid",
    "SGD": "sgd", "Adam": "adam", "RMSprop": "rmsprop", "Adagrad": "adagrad",
    "glorot": "glorot_uniform", "xavier": "glorot_uniform", "he": "he_uniform", "kaiming": "he_uniform",
    "CosineAnnealingLR": "cosine", "StepLR": "step",
}  # fmt: skip
_KIND = re.compile(r"\b([A-Z]\w*)\(")
_NAMED = re.compile(r"""(?:\bactivation\s*=\s*)?["']([\w.]+)["']""")


def our_layers(text: str) -> str:
    """Return layers as sheetnet writes them: ``Dense(4, activation="relu")`` is ``dense(4,relu)``.

    What is written in no known way stays as it is.
    """
    text = _KIND.sub(lambda kind: f"{LAYERS.get(kind[1], kind[1])}(", text)
    return _NAMED.sub(lambda word: VALUES.get(word[1], word[1]), text)
