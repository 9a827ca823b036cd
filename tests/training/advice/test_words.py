"""Whatever can be advised has its words, in the window and on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields

import pytest

from mnist_desktop.cli import advice_words as cli
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.ui.training import advice_words as ui
from tests.training.advice.examples import EXAMPLES


def test_the_words_are_complete() -> None:
    signs, kinds = set(Sign), set(AdviceKind)
    assert set(EXAMPLES) == set(cli.SENTENCES) == set(ui.SEEN) == set(ui.REASONS) == signs
    assert set(ui.TITLES) == {advice.kind for advice in EXAMPLES.values()} == kinds
    settings = {field.name for field in fields(PlanChange)}
    assert set(cli.OPTIONS) == set(ui.CHANGES) == settings
    assert {
        name for advice in EXAMPLES.values() if advice.change for name in advice.change.settings
    } == settings


@pytest.mark.parametrize("advice", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("words", [cli.advice_sentence, ui.title, ui.seen, ui.reason])
def test_every_sentence_can_be_said(words: Callable[[Advice], str], advice: Advice) -> None:
    said = words(advice)
    assert said
    assert not re.search(r"[{}!]|e-0|\.\.", said)


def test_the_numbers_are_rounded_as_a_person_would() -> None:
    assert ui.seen(EXAMPLES[Sign.GROWN]) == (
        "At a rate of 10, the loss has grown from 2.30 to 39,900 in epoch 1."
    )
    assert "After 1,200 steps at a rate of 0.03, 10.4 % are right" in ui.seen(EXAMPLES[Sign.AT_CHANCE])
    assert "from 0.07 to 0.0038" in ui.seen(EXAMPLES[Sign.RISING])
    assert "0.000001" in ui.seen(EXAMPLES[Sign.SLOW])


@pytest.mark.parametrize(
    ("sign", "options", "button"),
    [
        (Sign.JUMPING, "--learning-rate 0.001", "learning rate 0.001"),
        (Sign.IMPROVING, "--epochs 1000", "1,000 epochs"),
        (Sign.IMPROVING_WITHIN, "--augment", "change digits at random"),
        (Sign.RISING, "--patience 3 --keep-best", "end 3 epochs after the best, keep the best"),
        (Sign.DROPOUT, "--network with dropout 0.25", "dropout 0.25"),
        (Sign.AUGMENTATION, "", ""),
    ],
)
def test_a_change_is_called_as_it_is_made(sign: Sign, options: str, button: str) -> None:
    assert cli.change_options(EXAMPLES[sign]) == options
    assert cli.advice_sentence(EXAMPLES[sign]).endswith(f"; next time: {options}" if options else "only")
    assert ui.change(EXAMPLES[sign]) == button


@pytest.mark.parametrize("sign", [Sign.IMPROVING, Sign.IMPROVING_WITHIN])
def test_too_few_epochs_are_told_with_the_reason(sign: Sign) -> None:
    assert "ended before it had learnt all that it can" in cli.advice_sentence(EXAMPLES[sign])


def test_advice_as_json_values() -> None:
    assert cli.advice_record(EXAMPLES[Sign.SILENT]) == {
        "event": "advice",
        "advice": "dead-units",
        "sign": "silent",
        "seen": {"share": 0.6562, "layer": 2, "dead": 42, "units": 64, "epoch": 1, "rate": 0.01},
        "change": {"learning_rate": 0.001},
        "text": cli.advice_sentence(EXAMPLES[Sign.SILENT]),
    }
    assert cli.advice_record(EXAMPLES[Sign.DROPOUT])["change"] == {"dropout": 0.25}
    assert cli.advice_record(EXAMPLES[Sign.AUGMENTATION])["change"] is None
