"""From a book and its values to an .xlsx file."""
