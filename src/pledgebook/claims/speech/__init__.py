"""Reported speech in one sentence: the lexicon, quotations, and acts of speech as token ids."""
