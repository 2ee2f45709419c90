"""What comes out of a workbook again: its numbers by name, the trained parameters, predictions."""
