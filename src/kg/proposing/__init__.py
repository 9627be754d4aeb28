"""The model reader: a language model proposes quotes; what stands in the article, and follows from it, are facts."""
