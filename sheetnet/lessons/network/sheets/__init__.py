"""The sheets of a network: how its equations are arranged."""
