"""Proposals of sentences, drafts of claims, and what the document adds."""
