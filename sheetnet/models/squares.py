"""Maps drawn as squares in a chart."""

AWAY = -1000
"""Where a square is that a colour does not draw: far below the axes."""
