"""Rules for any workbook: what LibreOffice forgives and Excel does not, so that no test here would notice it."""
