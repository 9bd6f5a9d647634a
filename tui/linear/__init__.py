"""Reading line by line, for screen readers and braille: what is said in words, in logical order, without a screen."""
