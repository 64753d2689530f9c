"""The pages of launch."""
