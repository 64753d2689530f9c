"""Matters on the web: one page of what stands in the way, sheets to raise, clear, ask and decide."""
