"""The lesson ``cnn`` in NumPy; see ``fitted_lesson``."""

from sheetnet.reference.fitted_lesson import trace

__all__ = ["trace"]
