"""The start page: what is owed, by when, how to pay. For tenants; strangers see the welcome."""
