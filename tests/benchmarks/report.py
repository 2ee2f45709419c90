"""What a benchmark has to say: lines of ``what | ours | peer | ratio``."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

_WIDTHS = (56, 12, 42)
HEADER = f"{'what':<{_WIDTHS[0]}} | {'ours':>{_WIDTHS[1]}} | {'peer':<{_WIDTHS[2]}} | ratio"


@dataclass(frozen=True, slots=True)
class Line:
    """Something measured, and what it is held against.

    Args:
        what: What was measured.
        ours: How much it is.
        unit: Of both numbers, such as ``s``; empty for a pure number.
        against: Whose number the other one is.
        peer: That number; nothing if ours stands alone.
    """

    what: str
    ours: float
    unit: str
    against: str = ""
    peer: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours by the peer's."""
        return None if self.peer is None else self.ours / self.peer

    def row(self) -> str:
        """Return it as a row of the table."""
        peer = "" if self.peer is None else f"{self.against} {_quantity(self.peer, self.unit)}"
        ratio = "" if self.ratio is None else f"{self.ratio:.3g}"
        ours = _quantity(self.ours, self.unit)
        return f"{self.what:<{_WIDTHS[0]}} | {ours:>{_WIDTHS[1]}} | {peer:<{_WIDTHS[2]}} | {ratio:>5}"

    def to_dict(self) -> dict[str, object]:
        """Return it as plain data for JSON."""
        numbers = {"ours": self.ours, "peer": self.peer, "ratio": self.ratio}
        # JSON has no nan, which is what cannot be measured
        finite = {name: n if n is not None and isfinite(n) else None for name, n in numbers.items()}
        return {"what": self.what, "unit": self.unit, "against": self.against, **finite}


def _quantity(number: float, unit: str) -> str:
    return f"{number:,.0f} {unit}".strip() if abs(number) >= 100 else f"{number:.2f} {unit}".strip()
