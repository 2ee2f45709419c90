"""Rules for workbooks of sheetnet's: what a file says, held against what the present code writes."""
