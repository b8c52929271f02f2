"""The quote card: what is known of a product's price and supply, and what to say with it."""
