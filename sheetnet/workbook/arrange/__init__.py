"""How tensors are arranged on a sheet: a small set of elements that measure themselves, put beside and below others."""

from sheetnet.workbook.arrange.answer import Answer
from sheetnet.workbook.arrange.array_block import ArrayBlock, SampleNumbers, band_of
from sheetnet.workbook.arrange.bands import Bands, Head, Strip
from sheetnet.workbook.arrange.caption import Caption
from sheetnet.workbook.arrange.cell import Cell
from sheetnet.workbook.arrange.chart import ChartBox
from sheetnet.workbook.arrange.element import Element
from sheetnet.workbook.arrange.even_rows import make_rows_even
from sheetnet.workbook.arrange.form import Form, Heads
from sheetnet.workbook.arrange.gallery import Gallery
from sheetnet.workbook.arrange.grid import grid
from sheetnet.workbook.arrange.line import Line
from sheetnet.workbook.arrange.named_list import NamedList
from sheetnet.workbook.arrange.picture import Picture
from sheetnet.workbook.arrange.row_blocks import BlockColumns, RowBlocks
from sheetnet.workbook.arrange.sheet import arrange
from sheetnet.workbook.arrange.stack import Gap, below, beside
from sheetnet.workbook.arrange.table import Column, Link, Table, counted
from sheetnet.workbook.arrange.terms import Terms
from sheetnet.workbook.arrange.tiles import Tiles
from sheetnet.workbook.arrange.unit_block import UnitBlock
from sheetnet.workbook.arrange.unit_groups import Section
from sheetnet.workbook.arrange.unit_pictures import FilmStrips, UnitPictures
from sheetnet.workbook.arrange.unit_rows import UnitRows

__all__ = [
    "Answer",
    "ArrayBlock",
    "Bands",
    "BlockColumns",
    "Caption",
    "Cell",
    "ChartBox",
    "Column",
    "Element",
    "FilmStrips",
    "Form",
    "Gallery",
    "Gap",
    "Head",
    "Heads",
    "Line",
    "Link",
    "NamedList",
    "Picture",
    "RowBlocks",
    "SampleNumbers",
    "Section",
    "Strip",
    "Table",
    "Terms",
    "Tiles",
    "UnitBlock",
    "UnitPictures",
    "UnitRows",
    "arrange",
    "band_of",
    "below",
    "beside",
    "counted",
    "grid",
    "make_rows_even",
]
