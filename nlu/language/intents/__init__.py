"""What a sentence asks for: a linear classifier over masked letters and sounds."""
