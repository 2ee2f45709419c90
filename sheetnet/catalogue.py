"""The lessons, as data: where each one's model, workbook and reference are, which are imported when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sheetnet.errors import unknown
from sheetnet.models.book_network import BACKPROP, CNN, CNN_BACKPROP, NEURAL_NET, BookNetwork
from sheetnet.texts import Text, load_texts

if TYPE_CHECKING:
    import numpy as np

    from sheetnet.models.model import Model
    from sheetnet.workbook.book import Book


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson: one workbook. What it consists of is named as ``module:attribute``.

    Args:
        slug: Its name on the command line, and of its table of texts.
        model_path: The class of its model.
        book_path: The function that lays a model out as a workbook.
        trace_path: The function that computes a model's tensors with NumPy.
        network: The book's network that its model begins with, if it has one.
        marked_by_inputs: Whether the inputs decide how far tensors may differ, and not the settings alone.
    """

    slug: str
    model_path: str
    book_path: str
    trace_path: str
    network: BookNetwork | None = None
    marked_by_inputs: bool = False

    @property
    def title(self) -> Text:
        """Its title in every language."""
        return load_texts(self.slug)["title"]

    @property
    def change(self) -> Text:
        """What its reader can change."""
        return load_texts(self.slug)["change"]

    @property
    def model(self) -> type[Model]:
        """The class of its model."""
        kind: type[Model] = _found(self.model_path)
        return kind

    def make(self, values: Mapping[str, object] | None = None) -> Model:
        """Make its model from the defaults and from settings and inputs by name; see ``Model.from_names``.

        Raises:
            InputError: An unknown name, or a value that is not allowed.
        """
        from_lesson = {} if self.network is None else {"book": self.network}
        return self.model.from_names(values or {}, **from_lesson)

    def book(self, model: Model) -> Book:
        """Lay the model out as pages of formulas: the spreadsheet's way.

        Args:
            model: The lesson's model.

        Returns:
            The book, complete, in no language yet.

        Raises:
            LimitError: It does not fit on a sheet.
        """
        book: Book = _found(self.book_path)(model)
        return book

    def trace(self, model: Model, found: Mapping[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
        """Compute the model's tensors: NumPy's way, to the same last digit on however many cores.

        Args:
            model: The lesson's model.
            found: Where a workbook's steps have ended, by tensor, if each begins there; see ``reference.taken_up``.

        Returns:
            Every tensor of the book by its name; single numbers are arrays without axes.
        """
        from sheetnet.reference.taken_up import from_where_it_ended
        from sheetnet.threads import one_thread

        with one_thread(), from_where_it_ended(found):
            return _plain(_found(self.trace_path)(model))

    def trace_moved(
        self, model: Model, amount: float, seed: int, found: Mapping[str, np.ndarray] | None = None
    ) -> dict[str, np.ndarray]:
        """Compute the tensors with numbers that are moved a little on their way; see ``reference.arithmetic``.

        Args:
            model: The lesson's model.
            amount: By how much of itself each result is moved at most.
            seed: Which way each goes.
            found: As for ``trace``.
        """
        from sheetnet.reference.arithmetic import moved
        from sheetnet.reference.taken_up import from_where_it_ended
        from sheetnet.threads import one_thread

        trace = _found(self.trace_path)
        with one_thread(), from_where_it_ended(found), moved(model, amount, seed) as movable:
            return _plain(trace(movable))


def _plain(tensors: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return tensors as arrays of numbers."""
    import numpy as np

    return {name: np.asarray(values, dtype=np.float64) for name, values in tensors.items()}


def _found(path: str) -> Any:
    """Import what ``module:attribute`` names."""
    module, attribute = path.split(":")
    return getattr(import_module(f"sheetnet.{module}"), attribute)


def _lesson(slug: str, model: str, marked_by_inputs: bool = False) -> Lesson:
    """Return the row of a lesson whose modules bear its name."""
    modules = (f"models.{slug}:{model}", f"lessons.{slug}:book", f"reference.{slug}:trace")
    return Lesson(slug, *modules, marked_by_inputs=marked_by_inputs)


def _fitted(network: BookNetwork) -> Lesson:
    """Return the row of a lesson whose network the Solver fits."""
    modules = ("models.fitted:Fitted", "lessons.network.fitted_book:book", "reference.fitted_lesson:trace")
    return Lesson(network.slug, *modules, network)


def _training(network: BookNetwork) -> Lesson:
    """Return the row of a lesson that unrolls the training of a network."""
    modules = ("models.training:Training", "lessons.network.training_book:book", "reference.training_lesson:trace")
    return Lesson(network.slug, *modules, network)


LESSONS: tuple[Lesson, ...] = (
    _lesson("circle_area", "CircleArea", marked_by_inputs=True),
    _lesson("derivative", "Derivative", marked_by_inputs=True),
    _lesson("partial_derivative", "PartialDerivative", marked_by_inputs=True),
    _lesson("gradient", "Gradient", marked_by_inputs=True),
    _lesson("taylor", "Taylor", marked_by_inputs=True),
    _lesson("gradient_descent", "GradientDescent"),
    _lesson("descent_variants", "DescentVariants", marked_by_inputs=True),
    _lesson("optimizers", "Optimizers"),
    _lesson("convolution", "Convolution"),
    _lesson("pooling", "Pooling"),
    _lesson("regression", "Regression", marked_by_inputs=True),
    _lesson("activation", "Activation"),
    _fitted(NEURAL_NET),
    _training(BACKPROP),
    _fitted(CNN),
    _training(CNN_BACKPROP),
)


OWN: tuple[Lesson, ...] = (_lesson("table_network", "TableNetwork"), _lesson("operator_graph", "OperatorGraph"))
"""What is no lesson of the course: workbooks for data of one's own."""


def find(slug: str) -> Lesson:
    """Return a lesson, or what builds workbooks for data of one's own, by its slug.

    Raises:
        InputError: There is no such lesson.
    """
    lessons = {lesson.slug: lesson for lesson in (*LESSONS, *OWN)}
    if slug not in lessons:
        raise unknown(slug, "is not a lesson", lessons)
    return lessons[slug]
