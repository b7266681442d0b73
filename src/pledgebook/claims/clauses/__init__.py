"""One sentence: its tree with mentions, predicates, status and conditions."""
