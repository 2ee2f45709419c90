"""sheetnet: deep learning in live spreadsheets, every formula cell cross-checked against NumPy."""

from sheetnet.api import build, verify
from sheetnet.errors import SheetnetError

__version__ = "0.1.0"
__all__ = ["SheetnetError", "__version__", "build", "verify"]
