"""What the engine knows of English: rule and lexicon files, look-ups, inflections."""
