"""What stands without a verb: lists, rows, pairs and gapped clauses."""
