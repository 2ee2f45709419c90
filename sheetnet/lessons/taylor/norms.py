"""The length of vectors and of a matrix, the laws that every norm obeys, and two norms more."""

from __future__ import annotations

from functools import reduce
from operator import add

from sheetnet.formula import Expression, Index, call, count
from sheetnet.lessons.panel import panel
from sheetnet.lessons.quantities import Quantities
from sheetnet.lessons.sheets import add_sheet
from sheetnet.lessons.taylor.norm_pictures import NormPictures
from sheetnet.models.taylor import CLAIM_SLACK, DIMENSIONS, DIRECTIONS, Taylor
from sheetnet.texts import Texts
from sheetnet.workbook import Book, Look, Role, Tensor, down, right
from sheetnet.workbook.arrange import ChartBox, Column, Element, Form, Table, below, beside
from sheetnet.workbook.arrange.form import Row

EQUATION = "‖a‖ = √(Σ aᵢ²)        ‖a‖₁ = Σ |aᵢ|        ‖a‖_∞ = max |aᵢ|        ‖M‖ = √(Σ Σ m²)        ‖M·a‖ ≤ ‖M‖·‖a‖"
ENTRY, LENGTH = Look("0.0##", width=9), Look("0.0000", width=9)
TURN = 360 / (DIRECTIONS - 1)
"""Degrees from one unit vector to the next."""
LENGTHS = "‖a‖\n‖b‖\n‖a + b‖\n‖c·a‖\n‖M·a‖"


def add_norms(book: Book, model: Taylor) -> None:
    """Add the sheet with vectors, their norms, and the laws of norms."""
    norms = _Norms(model, book.texts)
    left = panel(book, "norms", [norms.a, norms.b, norms.c, norms.matrix], norms.results)
    add_sheet(book, "norms", norms.arranged(left), equation=EQUATION, aside=norms.pictures.points_arranged())


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
        self._stretches()
        self._laws()
        vectors = self.a, self.b, self.matrix
        self.pictures = NormPictures(self._quantities, texts, vectors, self.direction, self.lengths, self.size)

    def _vectors(self) -> None:
        q, axis = self._quantities, right(DIMENSIONS)
        self.a, self.b = q.input("first", axis, symbol="a", look=ENTRY), q.input("second", axis, symbol="b", look=ENTRY)
        self.c = q.input("scale", symbol="c", look=ENTRY)
        self.matrix = q.input("matrix", down(DIMENSIONS), axis, symbol="M", look=ENTRY)
        self.total = q.tensor("total", axis, symbol="a + b", look=LENGTH).fill(lambda i: self.a[i] + self.b[i])
        self.scaled = q.tensor("scaled", axis, symbol="c·a", look=LENGTH).fill(lambda i: self.c * self.a[i])
        image = (call("SUMPRODUCT", self.matrix[n], self.a) for n in range(DIMENSIONS))
        self.image = q.row("image", *image, axis=axis, symbol="M·a", look=LENGTH)

    def _lengths(self) -> None:
        q, vectors = self._quantities, (self.a, self.b, self.total, self.scaled, self.image)
        lengths = (call("SQRT", call("SUMSQ", vector)) for vector in vectors)
        self.lengths = q.row("lengths", *lengths, axis=down(5), role=Role.OUTPUT, symbol=LENGTHS, look=LENGTH)
        self.size = q.result(
            "matrix_length", call("SQRT", call("SUMSQ", self.matrix)), "‖M‖", role=Role.OUTPUT, look=LENGTH
        )

    def _other_norms(self) -> None:
        q, vectors = self._quantities, (self.a, self.b)
        sums = (_sum_of_sizes(vector) for vector in vectors)
        self.sums = q.row("sum_norms", *sums, axis=right(2), symbol="‖a‖₁, ‖b‖₁", look=LENGTH)
        largest = (call("MAX", call("MAX", vector), -call("MIN", vector)) for vector in vectors)
        self.largest = q.row("largest_norms", *largest, axis=right(2), symbol="‖a‖_∞, ‖b‖_∞", look=LENGTH)

    def _stretches(self) -> None:
        """Turn a unit vector through the plane of the first two axes: how long does M make it?"""
        q, axis, i, m = self._quantities, down(DIRECTIONS), Index("i", DIRECTIONS - 1), self.matrix
        self.direction = q.tensor("direction", axis, symbol="θ", look=Look("0"))
        self.direction[0], self.direction[i + 1] = 0, self.direction[i] + TURN
        k = Index("k", DIRECTIONS)
        angle = call("RADIANS", self.direction[k])
        entries = (m[n, 0] * call("COS", angle) + m[n, 1] * call("SIN", angle) for n in range(DIMENSIONS))
        self.stretch = q.tensor("stretch", axis, equation="‖M·u‖, u = (cos θ, sin θ, 0)", role=Role.OUTPUT)
        self.stretch[k] = call("SQRT", reduce(add, (entry**2 for entry in entries)))
        self.bound = q.tensor("stretch_bound", axis, equation="‖M‖").fill(lambda _: self.size)
        self.most = q.result("largest_stretch", call("MAX", self.stretch), "max ‖M·u‖", look=LENGTH)

    def _laws(self) -> None:
        q, lengths = self._quantities, self.lengths
        slack = CLAIM_SLACK * (1 + call("MAX", lengths))
        positive = call("AND", lengths[0] >= 0, lengths[1] >= 0)
        zeros = (call("OR", lengths[n] > 0, self.largest[n] <= 0) for n in range(2))
        gap = call("ABS", lengths[3] - call("ABS", self.c) * lengths[0])
        beyond = count(self.stretch[...] > self.bound + CLAIM_SLACK * (1 + self.size))
        self.laws = [
            q.claim("norm_positive", positive, "‖a‖ ≥ 0"),
            q.claim("norm_definite", call("AND", *zeros), "‖a‖ = 0 → a = 0"),
            q.claim("norm_scales", gap <= slack, "‖c·a‖ = |c|·‖a‖"),
            q.claim("norm_triangle", lengths[2] <= lengths[0] + lengths[1] + slack, "‖a + b‖ ≤ ‖a‖ + ‖b‖"),
            q.claim("norm_bounds", lengths[4] <= self.size * lengths[0] + slack, "‖M·a‖ ≤ ‖M‖·‖a‖"),
            q.claim("norm_compatible", beyond < 1, "‖M·u‖ ≤ ‖M‖"),
        ]

    @property
    def results(self) -> list[Row]:
        """The lengths of all vectors, and the norm of the matrix."""
        return [self.lengths, self.size, self.most]

    def arranged(self, left: Element) -> Element:
        """Arrange a panel beside the pictures, and below them further vectors, norms, and the laws."""
        more = Form(self.total, self.scaled, self.image, self.sums, self.largest)
        pictures = beside(left, ChartBox(*self.pictures.charts()))
        return below(pictures, beside(more, Form(*self.laws)), self._table())

    def _table(self) -> Table:
        return Table(Column(self.direction, ["θ"]), Column(self.stretch, ["‖M·u‖"]), Column(self.bound, ["‖M‖"]))


def _sum_of_sizes(vector: Tensor) -> Expression:
    return reduce(add, (call("ABS", vector[n]) for n in range(DIMENSIONS)))
