"""Help, contact, news and privacy, for everybody. Writes the table announcements."""
