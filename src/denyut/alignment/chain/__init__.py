"""Whether key results and indicators move together: courses, pairs of changes, rank correlation against noise. No Django in it."""
