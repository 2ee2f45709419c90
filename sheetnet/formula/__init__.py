"""Expressions that know their text, shape and orientation. This room builds text; it evaluates nothing."""

from sheetnet.formula.affine import Affine, Index
from sheetnet.formula.area import Area, Page, SheetNames
from sheetnet.formula.expression import Expression, Operand, as_expression
from sheetnet.formula.functions import call, count, entry_of, where
from sheetnet.formula.reference import Reference, Window

__all__ = [
    "Affine",
    "Area",
    "Expression",
    "Index",
    "Operand",
    "Page",
    "Reference",
    "SheetNames",
    "Window",
    "as_expression",
    "call",
    "count",
    "entry_of",
    "where",
]
