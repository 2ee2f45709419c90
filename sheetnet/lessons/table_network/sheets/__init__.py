"""The sheets of a network on a table: curves, rows and answers, what is learned."""
