"""The lessons, as explicit rows. A lesson's rooms are imported only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sheetnet.errors import InputError
from sheetnet.texts import Text, texts

if TYPE_CHECKING:
    import numpy as np

    from sheetnet.models.model import Model
    from sheetnet.workbook.book import Book


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: one workbook.

    Args:
        slug: Its name on the command line, and of its modules in ``models``, ``lessons`` and ``reference``.
        model_name: The class of its model.
    """

    slug: str
    model_name: str

    @property
    def title(self) -> Text:
        """Its title in both languages."""
        return texts(self.slug)["title"]

    @property
    def change(self) -> Text:
        """What its reader can change."""
        return texts(self.slug)["change"]

    @property
    def model(self) -> type[Model]:
        """The class of its model."""
        kind: type[Model] = getattr(import_module(f"sheetnet.models.{self.slug}"), self.model_name)
        return kind

    def book(self, model: Any) -> Book:
        """Lay the model out as pages of formulas: the spreadsheet's way.

        Args:
            model: An instance of the lesson's model.

        Returns:
            The book, complete, in no language yet.

        Raises:
            LimitError: It does not fit on a sheet.
        """
        book: Book = import_module(f"sheetnet.lessons.{self.slug}").book(model)
        return book

    def trace(self, model: Any) -> dict[str, np.ndarray]:
        """Compute the model's tensors: NumPy's way.

        Args:
            model: An instance of the lesson's model.

        Returns:
            Every tensor of the book by its name; single numbers are arrays without axes.
        """
        import numpy as np

        tensors = import_module(f"sheetnet.reference.{self.slug}").trace(model)
        return {name: np.asarray(values, dtype=np.float64) for name, values in tensors.items()}


LESSONS: tuple[Lesson, ...] = (
    Lesson("circle_area", "CircleArea"),
    Lesson("derivative", "Derivative"),
    Lesson("partial_derivative", "PartialDerivative"),
    Lesson("gradient", "Gradient"),
    Lesson("taylor", "Taylor"),
    Lesson("gradient_descent", "GradientDescent"),
    Lesson("descent_variants", "DescentVariants"),
    Lesson("optimizers", "Optimizers"),
    Lesson("convolution", "Convolution"),
    Lesson("pooling", "Pooling"),
    Lesson("regression", "Regression"),
    Lesson("activation", "Activation"),
    Lesson("neural_net", "NeuralNet"),
    Lesson("backprop", "Backprop"),
    Lesson("cnn", "Cnn"),
    Lesson("cnn_backprop", "CnnBackprop"),
)


def find(slug: str) -> Lesson:
    """Return a lesson by its slug.

    Raises:
        InputError: There is no such lesson.
    """
    for lesson in LESSONS:
        if lesson.slug == slug:
            return lesson
    raise InputError(f"{slug!r} is not a lesson; the lessons are {', '.join(lesson.slug for lesson in LESSONS)}")
