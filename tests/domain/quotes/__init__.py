"""The quote card, line by line."""
