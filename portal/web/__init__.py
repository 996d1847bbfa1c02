"""Everything that knows HTTP: doors, visits, sessions, pages, forms, headers and errors."""
