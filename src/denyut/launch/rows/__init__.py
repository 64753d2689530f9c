"""What the pages of launch show, as plain values in one language."""
