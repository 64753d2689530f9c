"""What pages of alignment show, as plain values."""
