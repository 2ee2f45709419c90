"""What a recalculation cannot see: charts, labels, formats, names; and what not every program takes.

A workbook of sheetnet's says what it was built from, so everything in it can be written anew. What is compared are
facts that are read from the file, never XML with XML: every program that saves a file spells it in its own way.
"""
