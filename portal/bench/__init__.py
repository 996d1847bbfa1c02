"""The performance figures."""
