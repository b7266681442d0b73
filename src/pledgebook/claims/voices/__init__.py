"""Speakers in a document: who is in focus, who is named, whose whole text it is."""
