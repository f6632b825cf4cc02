"""A build's heavy work on Ray Data: the same functions as on one machine, on the workers of a cluster."""
