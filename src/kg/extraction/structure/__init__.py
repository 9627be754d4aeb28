"""The article as blocks, sentences and tokens, before anything is known of what its words mean."""
