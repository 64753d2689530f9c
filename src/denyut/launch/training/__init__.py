"""The managers' course: a generated weekly report with five planted problems, and how an answer is scored. Pure."""
