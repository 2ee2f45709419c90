"""Models that were trained elsewhere, taken as layers with their weights; no framework is imported for it."""
