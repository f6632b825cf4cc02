"""Copies a finished generation to the servers that are set: the catalog's database, and the cluster that searches."""

from dataclasses import dataclass
from pathlib import Path

from factcontext.index.store.milvus_publish import Published, publish_to
from factcontext.index.store.postgres_publish import PublishedCatalog, publish_catalog
from factcontext.settings import read_cluster, read_database


@dataclass(frozen=True, slots=True)
class OnServers:
    """What each has now; None where it is not set."""

    cluster: Published | None
    database: PublishedCatalog | None

    def __bool__(self) -> bool:
        return self.cluster is not None or self.database is not None


def publish_to_servers(index: Path) -> OnServers:
    """Copy the served generation to whichever the environment names; raises FactContextError."""
    cluster, database = read_cluster(), read_database()
    found = publish_to(cluster, index) if cluster else None
    # The database comes last: by it other machines know the newest generation.
    return OnServers(found, publish_catalog(database, index) if database else None)
