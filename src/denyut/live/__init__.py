"""Open pages that change by themselves: the one asynchronous part of the product.

An event in the log wakes the tail, which draws what it touches once per language and hands the bytes to the loop; the
broadcaster writes them to every stream that listens. Names no feature: verbs say what they touch, fragments how it is
drawn, topics who may look.
"""
