"""The scenarios of a visit, written once and told on every channel."""
