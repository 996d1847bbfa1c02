"""Everything that knows SQLite and the disk."""
