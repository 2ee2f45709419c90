"""How far apart colours are to eyes that see all of them, to those that lack a kind of cone, and on grey paper."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

EYES: Mapping[str, np.ndarray] = {
    "all colours": np.eye(3),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "grey paper": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
"""What each makes of linear RGB: G. Machado, M. Oliveira and L. Fernandes, "A physiologically-based model for
simulation of color vision deficiency" (2009), at its full strength; grey is the luminance of sRGB."""
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _XYZ @ np.ones(3)


def distance(one: str, other: str, eyes: str) -> float:
    """Return how far two colours such as ``DDEBF7`` are apart, in CIE Lab (ΔE 1976); 2 is just to be seen."""
    return float(np.linalg.norm(_lab(one, eyes) - _lab(other, eyes)))


def _lab(color: str, eyes: str) -> np.ndarray:
    coded = np.array([int(color[n : n + 2], 16) for n in (0, 2, 4)]) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    part = _XYZ @ np.clip(EYES[eyes] @ linear, 0, 1) / _WHITE
    root = np.where(part > (6 / 29) ** 3, np.cbrt(part), part / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])
