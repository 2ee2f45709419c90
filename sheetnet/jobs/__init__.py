"""Jobs: what is done to one file, whole or not at all, and how many of them run on many cores or machines."""
