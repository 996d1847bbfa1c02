"""Text size and contrast, for everyone, signed in or not. Writes no table: a cookie keeps them."""
