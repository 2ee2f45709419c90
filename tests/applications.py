"""The engines that are programs on the machine: each is also the marker of the tests that need it."""

from __future__ import annotations

import pytest

APPLICATIONS = ("libreoffice", "gnumeric")
EACH_APPLICATION = [pytest.param(name, marks=getattr(pytest.mark, name)) for name in APPLICATIONS]
"""For tests that hold for each of them."""
