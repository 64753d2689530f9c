"""The demo company: its content as data, and the deeds that bring it to life."""
