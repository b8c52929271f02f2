"""穿透: which visit of which rep on which day is asked about, and what it shows."""
