"""Possible facts, one file a way of telling."""
