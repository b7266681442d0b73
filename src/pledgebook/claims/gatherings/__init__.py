"""Summits and conferences, and who is at them."""
