"""The book's data and initial parameters, cited from Y. and S. Wakui, "The mathematics of deep learning"."""
