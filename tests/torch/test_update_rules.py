"""The update rules against torch.optim over 30 steps, alone and in the training of a network."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install 'sheetnet[torch]'")

from sheetnet.catalogue import find  # noqa: E402
from sheetnet.models.optimizers import Optimizers  # noqa: E402
from sheetnet.models.update_rules import UPDATE_RULES  # noqa: E402


def torch_optimizer(rule: str, parameters: list, model: Optimizers):
    rate = getattr(model, f"{rule}_rate")
    return {
        "sgd": lambda: torch.optim.SGD(parameters, lr=rate),
        "momentum": lambda: torch.optim.SGD(parameters, lr=rate, momentum=model.momentum),
        "nesterov": lambda: torch.optim.SGD(parameters, lr=rate, momentum=model.momentum, nesterov=True),
        "adagrad": lambda: torch.optim.Adagrad(parameters, lr=rate, eps=model.epsilon),
        "rmsprop": lambda: torch.optim.RMSprop(parameters, lr=rate, alpha=model.decay, eps=model.epsilon),
        "adam": lambda: torch.optim.Adam(
            parameters, lr=rate, betas=(model.mean_decay, model.square_decay), eps=model.epsilon
        ),
    }[rule]()


@pytest.mark.parametrize("rule", UPDATE_RULES)
def test_thirty_steps_agree(rule: str) -> None:
    model = Optimizers()
    trace = find("optimizers").trace(model)
    place = torch.tensor([model.start_x, model.start_y], dtype=torch.float64, requires_grad=True)
    optimizer = torch_optimizer(rule, [place], model)
    for step in range(31):
        expected = place.detach().numpy()
        np.testing.assert_allclose(
            [trace[f"{rule}_x"][step], trace[f"{rule}_y"][step]], expected, rtol=1e-9, atol=1e-12
        )
        optimizer.zero_grad()
        (place[0] ** 2 + model.curvature * place[1] ** 2).backward()
        optimizer.step()
