"""A knowledge-graph builder for news about smart cities in Indonesia."""

__version__ = "0.1.0"
