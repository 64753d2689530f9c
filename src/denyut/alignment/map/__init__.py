"""The map of goals: where each one stands and which lines run between them. Pure: goals are numbers here, and links pairs of them."""
