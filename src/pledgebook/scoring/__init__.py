"""Measures what an engine found against hand annotation (contract, section 7)."""
