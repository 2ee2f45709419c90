"""The lesson ``backprop`` in NumPy; see ``training_lesson``."""

from sheetnet.reference.training_lesson import trace

__all__ = ["trace"]
