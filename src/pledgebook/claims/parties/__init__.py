"""Who gives, who gets, and from which side a word comes."""
