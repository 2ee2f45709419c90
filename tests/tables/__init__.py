"""Networks that learn from tables of one's own."""
