"""A small house to test in: one verb, one fragment and one topic, without the features of the product."""
