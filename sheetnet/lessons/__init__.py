"""The first witness: one module a lesson, each ``book(model) -> Book`` of live formulas. Never imports the reference."""
