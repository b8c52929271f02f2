"""Sales rules as pure code: no SQL, no chat, no clock, no files."""
