"""What changed in goals between two moments, and why: facts without a language, each with the way to where it comes from."""
