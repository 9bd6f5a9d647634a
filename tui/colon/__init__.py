"""The command line at the foot of the reader: what may be typed after ``:``, how it is completed, and what it does."""
