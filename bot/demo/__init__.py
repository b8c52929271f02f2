"""The demo company that ships with the product: fictional people, stores and products."""
