"""The ways to a table outside, one file for each kind. All give the same: column names, and rows one after another."""
