"""Help, the manual, contact and privacy, for everybody. Writes no table."""
