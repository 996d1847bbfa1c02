"""The office: where staff begin. Writes no table."""
