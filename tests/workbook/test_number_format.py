"""Number formats as a file has them."""

from __future__ import annotations

import pytest

from sheetnet.workbook.number_format import as_word, with_minus


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("setosa", '"setosa"'),
        ("a;b[Red]0", '"a;b[Red]0"'),
        ('=HYPERLINK("x")', '"=HYPERLINK("\\""x"\\"")"'),
        ('"', '\\"'),
        ("a\nb\x07", '"a b "'),
        ("长", '"长"'),
    ],
)
def test_a_word_means_nothing_to_a_format(word: str, code: str) -> None:
    assert as_word(word) == code


@pytest.mark.parametrize(
    ("code", "with_sign"),
    [("0.00", '0.00;"−"0.00'), ("0.00;-0.00;0", '0.00;"−"0.00;0'), ('General;"−"General', 'General;"−"General')],
)
def test_negative_numbers_have_a_true_minus_sign(code: str, with_sign: str) -> None:
    assert with_minus(code) == with_sign
