"""Whom and what the words of one article mean: persons, areas, awards told of again in other words."""
