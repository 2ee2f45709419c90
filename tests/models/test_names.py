"""Names become a model in one way, whichever model it is and whichever way they were given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sheetnet.catalogue import LESSONS, Lesson, find
from sheetnet.errors import InputError
from sheetnet.models.assignment import assigned, parse


def same(one: Any, other: Any) -> bool:
    inputs = one.inputs()
    return (
        one.settings() == other.settings()
        and inputs.keys() == other.inputs().keys()
        and all(np.array_equal(values, other.inputs()[name]) for name, values in inputs.items())
    )


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_settings_and_inputs_make_the_model_anew(lesson: Lesson) -> None:
    """As a workbook stores them: settings as text, inputs as arrays; and as the command line gives inputs: as text."""
    model = lesson.make()
    assert same(lesson.make({**model.settings(), **model.inputs()}), model)
    written = {name: ",".join(map(repr, values.ravel().tolist())) for name, values in model.inputs().items()}
    assert same(lesson.make({**model.settings(), **written}), model)
    assert same(model.changed(written), model)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_every_input_says_what_it_may_hold_and_holds_it(lesson: Lesson) -> None:
    model = lesson.make()
    for name, values in model.inputs().items():
        np.testing.assert_array_equal(model.field(name).check_array(name, values), values)
        assert not values.flags.writeable or values.ndim == 0


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_an_unknown_name_is_refused_by_every_lesson(lesson: Lesson) -> None:
    model, shown = lesson.make(), "nonsense is neither a setting nor an input; there are"
    for value in (1, "1", [1, 2]):
        with pytest.raises(InputError, match=shown):
            lesson.make({"nonsense": value})
        with pytest.raises(InputError, match=shown):
            model.changed({"nonsense": value})
    with pytest.raises(InputError, match=shown):
        assigned(model, parse(["nonsense[0]=1"]))


@pytest.mark.parametrize(
    ("slug", "chosen", "message"),
    [
        ("backprop", {"epoch": 3}, "epoch is neither a setting nor an input; did you mean epochs?"),
        ("backprop", {"book": "cnn"}, "book is neither a setting nor an input"),
        ("backprop", {"momentum": 0.5}, "momentum is of no use with these settings"),
        ("backprop", {"check_samples": 0, "step_size": "0.001"}, "step_size is of no use with these settings"),
        ("backprop", {"initial_hidden_bais": [1, 2, 3]}, "did you mean initial_hidden_bias?"),
        ("backprop", {"parameters": {"hidden_bias": [1, 2]}}, r"initial_hidden_bias has shape \(2,\); for images of"),
        ("neural_net", {"parameters": {"hidden_bais": [1, 2, 3]}}, "hidden_bais is neither .* mean hidden_bias?"),
        ("neural_net", {"trained": {"output_bias": "1"}}, "trained_output_bias takes 2 numbers, not 1"),
        ("descent_variants", {"order": [[1, 2]]}, r"order has shape \(1, 2\); it must have shape \(6, 12\)"),
        ("descent_variants", {"order": np.full((6, 12), 13)}, r"order\[0, 0\] is 13"),
        ("descent_variants", {"order": np.full((6, 12), 1.5)}, r"order\[0, 0\] is 1.5"),
    ],
)
def test_what_is_wrong_is_said_with_what_there_is(slug: str, chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        find(slug).make(chosen)


def test_a_lesson_that_there_is_not_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match=r"gradient_decent is not a lesson; did you mean gradient_descent\?"):
        find("gradient_decent")


def test_arrays_by_name_are_given_together_or_one_by_one() -> None:
    together = find("backprop").make({"parameters": {"hidden_bias": [1, 2, 3], "output_bias": "4,5"}})
    one_by_one = find("backprop").make({"initial_hidden_bias": "1,2,3", "initial_output_bias": [4, 5]})
    assert same(together, one_by_one)


def test_a_change_keeps_everything_else() -> None:
    model = find("neural_net").make({"layers": "2,2", "trained_output_bias": [7, 8], "hidden_bias": [5, 6]})
    changed = model.changed({"output_bias": [1, 2]})
    assert changed.book is model.book
    differing = {name for name, values in changed.inputs().items() if not np.array_equal(values, model.inputs()[name])}
    assert differing == {"output_bias"}


def test_what_shapes_the_workbook_is_no_change() -> None:
    with pytest.raises(InputError, match=r"layers shapes the workbook: set it when building .* --set layers="):
        find("backprop").make().changed({"layers": "3,2"})
    with pytest.raises(InputError, match=r"x has shape \(2,\); it must have shape \(12,\)"):
        find("descent_variants").make().changed({"x": [1, 2]})


def test_assignments_follow_each_other() -> None:
    model = find("regression").make()
    weights = ",".join(["50"] * 6 + ["60"])
    changed = assigned(model, parse(["weights[0]=1", f"weights={weights}", "weights[1]=71"]))
    assert changed.inputs()["weights"].tolist() == [50, 71, 50, 50, 50, 50, 60]
    with pytest.raises(InputError, match=r"weights\[1\] is given twice; give it once"):
        parse(["weights[1]=70", "weights[1]=71"])
    for wrong in ("weights[7]=1", "weights[0,0]=1"):
        with pytest.raises(InputError, match="does not name one number"):
            assigned(model, parse([wrong]))
    with pytest.raises(InputError, match="weights takes one number"):
        assigned(model, parse(["weights[0]=1,2"]))
