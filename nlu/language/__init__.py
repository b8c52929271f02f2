"""Reading sentences: normal forms, entities, time, requests."""
