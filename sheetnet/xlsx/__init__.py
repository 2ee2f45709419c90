"""The only rooms that know openpyxl and the file format: ``write`` and ``read``."""
