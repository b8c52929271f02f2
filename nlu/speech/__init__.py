"""Voice notes: sound to text, or a code why not. The engine loads when the first one comes."""
