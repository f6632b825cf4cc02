"""Lets a machine answer that has no index of its own: of a generation on the servers it needs the manifest alone."""

from pathlib import Path

from factcontext.index.store.catalog_rows import FILE
from factcontext.index.store.generations import MANIFEST, POINTER, current, generation_folder, published
from factcontext.index.store.postgres import newest
from factcontext.index.store.private import private_folder
from factcontext.index.store.publish import drop_old, replace_file
from factcontext.settings import Cluster, Database


def follow(index: Path, cluster: Cluster | None, database: Database | None) -> None:
    """Have the folder of an index point to the newest generation on the servers, unless one was built here.

    Both servers are needed for that. Conversations, and what models wrote, are kept in the folder as ever.
    """
    if not (cluster and database) or any((generation_folder(index, name) / FILE).exists() for name in published(index)):
        return
    found = newest(database)
    if found is None or found[0] == current(index):
        return
    name, manifest = found
    for folder in (index, generation_folder(index, name).parent, generation_folder(index, name)):
        private_folder(folder)
    replace_file(generation_folder(index, name) / MANIFEST, manifest)
    replace_file(index / POINTER, name)
    drop_old(index, name)
