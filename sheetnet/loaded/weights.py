"""Parameters as files: .npz for NumPy, .json for anyone, .safetensors for the frameworks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from sheetnet.errors import InputError
from sheetnet.files import replaced_whole

Parameters = Mapping[str, np.ndarray]


def write_weights(parameters: Parameters, path: Path) -> None:
    """Write parameters to a file; its ending says how.

    Args:
        parameters: Arrays by name.
        path: It ends in .npz, .json or .safetensors.

    Raises:
        InputError: Another ending, a parameter that is no number, or what writes it is not installed.
        WorkbookError: The file cannot be written.
    """
    if path.suffix not in _WRITERS:
        raise InputError(f"{path} must end in {', '.join(_WRITERS)}: that says how the parameters are written")
    for name, values in parameters.items():
        if not np.isfinite(values).all():
            raise InputError(f"{name} holds no number in some cells: the training has left their range")
    write = _WRITERS[path.suffix]
    with replaced_whole(path) as beside:
        beside.write_bytes(write(parameters))


def _npz(parameters: Parameters) -> bytes:
    from io import BytesIO

    stream = BytesIO()
    np.savez(stream, allow_pickle=False, **dict(parameters))
    return stream.getvalue()


def _json(parameters: Parameters) -> bytes:
    lists = {name: values.tolist() for name, values in parameters.items()}
    return (json.dumps(lists, indent=1, allow_nan=False) + "\n").encode()


def _safetensors(parameters: Parameters) -> bytes:
    try:
        from safetensors.numpy import save
    except ImportError:
        raise InputError("to write .safetensors needs its package: pip install 'sheetnet[safetensors]'") from None
    written: bytes = save({name: np.ascontiguousarray(values) for name, values in parameters.items()})
    return written


_WRITERS: dict[str, Callable[[Parameters], bytes]] = {".npz": _npz, ".json": _json, ".safetensors": _safetensors}
