"""sheetnet: deep learning in live spreadsheets, every formula cell cross-checked against NumPy."""

from sheetnet.api import batch, build, from_model, load, network, verify
from sheetnet.errors import SheetnetError
from sheetnet.version import __version__

__all__ = ["SheetnetError", "__version__", "batch", "build", "from_model", "load", "network", "verify"]
