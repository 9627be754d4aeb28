"""Publishing: the store's graphs on a SPARQL 1.1 server, by the Graph Store Protocol or Update, verified there."""

from kg.publishing.credentials import Credentials, credentials
from kg.publishing.endpoints import Endpoints, discover
from kg.publishing.http import Connection, ServerError
from kg.publishing.publication import Difference, Outcome, Plan, plan, publish
from kg.publishing.server import Server

__all__ = [
    "Connection",
    "Credentials",
    "Difference",
    "Endpoints",
    "Outcome",
    "Plan",
    "Server",
    "ServerError",
    "credentials",
    "discover",
    "plan",
    "publish",
]
