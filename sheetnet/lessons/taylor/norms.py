"""The length of vectors and of a matrix, the laws that every norm obeys, and two norms more."""

from __future__ import annotations

from functools import reduce
from operator import add

from sheetnet.formula import Expression, call
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.models.taylor import CLAIM_SLACK, DIMENSIONS, Taylor
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tensor, down, right
from sheetnet.workbook.arrange import Element, Form, Heads

EQUATION = "‖a‖ = √(Σ aᵢ²)        ‖a‖₁ = Σ |aᵢ|        ‖a‖∞ = max |aᵢ|        ‖M‖ = √(Σ mᵢⱼ²)"
ENTRY = Look("0.0##")


def add_norms(book: Book, model: Taylor) -> None:
    """Add the sheet with vectors, their norms, and the laws of norms."""
    add_sheet(book, "norms", _Norms(model, book.texts).arranged(), equation=EQUATION)


class _Norms:
    """Vectors and a matrix with their norms.

    Args:
        model: The vectors, the matrix and the factor.
        texts: The lesson's texts.
    """

    def __init__(self, model: Taylor, texts: Texts) -> None:
        self._quantities = Quantities(model, texts)
        self._vectors()
        self._lengths()
        self._other_norms()
        self._laws()

    def _vectors(self) -> None:
        q, axis = self._quantities, right(DIMENSIONS)
        self.a, self.b = q.input("first", axis, symbol="a", look=ENTRY), q.input("second", axis, symbol="b", look=ENTRY)
        self.c = q.input("scale", symbol="c")
        self.matrix = q.input("matrix", down(DIMENSIONS), axis, symbol="M", look=ENTRY)
        self.total = q.tensor("total", axis, symbol="a + b").fill(lambda i: self.a[i] + self.b[i])
        self.scaled = q.tensor("scaled", axis, symbol="c·a").fill(lambda i: self.c * self.a[i])
        image = (call("SUMPRODUCT", self.matrix[n], self.a) for n in range(DIMENSIONS))
        self.image = q.row("image", *image, axis=axis, symbol="M·a")

    def _lengths(self) -> None:
        q, vectors = self._quantities, (self.a, self.b, self.total, self.scaled, self.image)
        lengths = (call("SQRT", call("SUMSQ", vector)) for vector in vectors)
        self.lengths = q.row("lengths", *lengths, axis=right(5), role=Role.OUTPUT, equation="√(Σ aᵢ²)")
        self.size = q.result("matrix_length", call("SQRT", call("SUMSQ", self.matrix)), "‖M‖", role=Role.OUTPUT)

    def _other_norms(self) -> None:
        q, vectors = self._quantities, (self.a, self.b)
        sums = (_sum_of_sizes(vector) for vector in vectors)
        self.sums = q.row("sum_norms", *sums, axis=right(2), symbol="‖a‖₁, ‖b‖₁")
        largest = (call("MAX", call("MAX", vector), -call("MIN", vector)) for vector in vectors)
        self.largest = q.row("largest_norms", *largest, axis=right(2), symbol="‖a‖∞, ‖b‖∞")

    def _laws(self) -> None:
        q, lengths = self._quantities, self.lengths
        slack = CLAIM_SLACK * (1 + call("MAX", lengths))
        positive = call("AND", lengths[0] >= 0, lengths[1] >= 0)
        zeros = (call("OR", lengths[n] > 0, self.largest[n] <= 0) for n in range(2))
        gap = call("ABS", lengths[3] - call("ABS", self.c) * lengths[0])
        self.laws = [
            q.claim("norm_positive", positive, "‖a‖ ≥ 0"),
            q.claim("norm_definite", call("AND", *zeros), "‖a‖ = 0 ⇒ a = 0"),
            q.claim("norm_scales", gap <= slack, "‖c·a‖ = |c|·‖a‖"),
            q.claim("norm_triangle", lengths[2] <= lengths[0] + lengths[1] + slack, "‖a + b‖ ≤ ‖a‖ + ‖b‖"),
            q.claim("norm_bounds", lengths[4] <= self.size * lengths[0] + slack, "‖M·a‖ ≤ ‖M‖·‖a‖"),
        ]

    def arranged(self) -> Element:
        """Arrange vectors, norms and laws below each other."""
        vectors = (self.a, self.b, self.c, self.matrix, None, self.total, self.scaled, self.image)
        of_each = Heads(["a", "b", "a + b", "c·a", "M·a"])
        norms = (of_each, self.lengths, self.size, self.sums, self.largest)
        return Form(*vectors, None, *norms, None, *self.laws)


def _sum_of_sizes(vector: Tensor) -> Expression:
    return reduce(add, (call("ABS", vector[n]) for n in range(DIMENSIONS)))
