"""From an .xlsx file, which somebody may have changed, to its cells."""
