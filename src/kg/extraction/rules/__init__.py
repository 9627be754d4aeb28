"""The pattern language: its matcher, the book of rules, and what each rule says for itself."""
