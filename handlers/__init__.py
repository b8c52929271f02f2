"""Conversations: event in, replies out. Synchronous, and free of SQL and of any chat vendor."""
