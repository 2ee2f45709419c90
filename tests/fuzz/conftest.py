"""The same process for trials as for the hostile files."""

from tests.hostile.conftest import trials

__all__ = ["trials"]
