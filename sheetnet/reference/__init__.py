"""The second witness: the lessons' numbers computed with NumPy. Imports models and NumPy, nothing else of the package."""
