"""What pages show, as plain values in one language."""
