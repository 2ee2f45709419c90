"""The second witness: the lessons' numbers computed with NumPy. Imports models, nothing else of the package."""
