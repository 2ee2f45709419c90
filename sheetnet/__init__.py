"""sheetnet: deep learning in live spreadsheets, every formula cell cross-checked against NumPy."""

from sheetnet.api import batch, build, load, verify
from sheetnet.errors import SheetnetError
from sheetnet.own_network import from_model, network
from sheetnet.version import __version__

__all__ = ["SheetnetError", "__version__", "batch", "build", "from_model", "load", "network", "verify"]
