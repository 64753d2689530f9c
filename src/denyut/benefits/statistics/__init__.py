"""Arithmetic of evidence: intervals, trends, verdicts. Plain numbers only; knows nothing of Django."""
