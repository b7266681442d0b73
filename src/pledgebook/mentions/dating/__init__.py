"""Dates, days and stretches of time: the parts that `mentions.times` joins."""
