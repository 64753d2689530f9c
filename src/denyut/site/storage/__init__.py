"""The data directory and what one does with it as a whole: serve it, copy it, bring it back, look for trouble."""
