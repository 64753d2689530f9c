"""Whether key results and indicators move together: courses, pairs of changes, rank correlation against noise, words for it."""
