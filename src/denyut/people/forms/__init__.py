"""What people type into the pages of this feature, as clean values."""
