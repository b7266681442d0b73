"""Draws pages for a terminal with rich; each function gives one thing to print."""
