"""What is taught, with its numbers: frozen dataclasses of data, shapes and settings. No arithmetic of a lesson."""
