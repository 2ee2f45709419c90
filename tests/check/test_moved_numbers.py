"""Numbers that are moved on their way: what cancels moves as its terms do, and nothing else by much."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy
import pytest

from sheetnet.reference.arithmetic import cancelling, moved, np

AMOUNT = 1e-10


@dataclass(frozen=True)
class Model:
    """Numbers as models hold them: one, and an array in which two are equal."""

    number: float = 1.7
    array: numpy.ndarray = field(default_factory=lambda: numpy.array([0.3, 1.1, 0.3, -2.4]))


def spread(compute: Any) -> numpy.ndarray:
    """Return by how much the results differ at most in ten runs."""
    still, runs = numpy.asarray(compute(Model())), []
    for seed in range(10):
        with moved(Model(), AMOUNT, seed) as model:
            runs.append(numpy.abs(numpy.asarray(compute(model)) - still))
    return numpy.maximum.reduce(runs)


@pytest.mark.parametrize(
    "compute",
    [
        lambda model: model.number**3,
        lambda model: np.exp(model.array).sum(),
        lambda model: np.array([model.number, 2.0]) * 3.1,
        lambda model: np.linalg.norm(model.array),
        lambda model: np.einsum("i,i->", model.array, model.array),
        lambda model: model.number / 3 * np.arange(5)[1],
    ],
)
def test_a_result_moves_by_about_as_much_of_itself(compute: Any) -> None:
    share = spread(compute) / numpy.abs(compute(Model())) / AMOUNT
    assert (share > 0.05).all()
    assert (share < 10).all()


def test_a_difference_moves_as_its_terms_do() -> None:
    apart = spread(lambda model: (1e6 + model.number) - 1e6)
    assert 0.1 < apart / (1e6 * AMOUNT) < 5
    two_ways = spread(lambda model: np.tanh(model.number + 40) - np.tanh(model.number + 30))  # 1 − 1
    assert 0.1 < two_ways / AMOUNT < 5


def test_what_the_workbook_finds_by_a_difference_moves_as_if_it_were_one() -> None:
    assert spread(lambda model: model.number * 1e-9) < 1e-8 * AMOUNT
    assert 0.1 < spread(lambda model: cancelling(model.number * 1e-9, 1.0)) / AMOUNT < 5
    assert cancelling(1e-9, 1.0) == 1e-9


def test_equal_numbers_stay_equal() -> None:
    with moved(Model(), AMOUNT, seed=3) as model:
        values = np.exp(model.array * 2) + 1
        assert values[0] == values[2]
        assert (values >= values.max()).sum() == 1


def test_what_is_beyond_all_numbers_stays_there() -> None:
    for seed in range(5):
        with moved(Model(), AMOUNT, seed) as model:
            padded = np.pad(model.array, 1, constant_values=-numpy.inf)
            assert (padded.max() - padded)[[0, -1]].tolist() == [numpy.inf, numpy.inf]


def test_numbers_that_are_filled_in_are_moved_too() -> None:
    def filled(model: Model) -> Any:
        path = np.empty(4)
        path[0] = model.number
        for i in range(3):
            path[i + 1] = path[i] * 1.1
        return path

    assert (spread(filled)[1:] > 0.1 * AMOUNT).all()


def test_another_thread_notices_nothing() -> None:
    with moved(Model(), AMOUNT, seed=0), ThreadPoolExecutor(1) as beside:
        made = beside.submit(lambda: np.zeros(3) + 0.1).result()
    assert type(made) is numpy.ndarray
    assert (made == 0.1).all()
