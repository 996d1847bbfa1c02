"""IOK: the tenants' portal of a social-housing company."""
