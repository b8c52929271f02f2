"""The outside: channels, engine, drawing, command line. The only place that builds things."""
