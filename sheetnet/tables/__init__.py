"""Tables of one's own: read from a file or taken as arrays, checked, and turned into what a network learns from."""
