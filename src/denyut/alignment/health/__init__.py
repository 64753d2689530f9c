"""The health of alignment: findings over the goals of a cycle, one file for each kind. Pure, but for loading."""
