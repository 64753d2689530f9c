"""What the pages of closing show, as plain values in one language."""
