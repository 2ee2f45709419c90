"""Tables with descriptions of networks that learn from them."""
