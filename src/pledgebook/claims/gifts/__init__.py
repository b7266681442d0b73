"""What is given: things, kinds, amounts, parts and shares."""
