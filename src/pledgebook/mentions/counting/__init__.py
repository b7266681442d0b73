"""Numbers, ranges, money and counted nouns: the parts that `mentions.amounts` joins."""
