"""The first witness: one module a lesson, ``book(model) -> Book`` of live formulas. Never imports the reference."""
