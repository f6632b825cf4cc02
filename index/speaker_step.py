"""Build step: entity resolution over all stored statements, with each speaker's topics."""

from dataclasses import replace

from factcontext.index.speakers.resolve import resolve
from factcontext.index.speakers.topics import find_topics
from factcontext.index.store.catalog_writer import CatalogWriter


def resolve_speakers(catalog: CatalogWriter) -> None:
    """Find out which statements are of one speaker, and store all speakers and who made each statement."""
    speakers, speaker_ids = resolve(catalog.dated_statements(), catalog.text)
    topics = find_topics(zip(speaker_ids, catalog.statement_texts(), strict=True))
    catalog.add_speakers([replace(one, topics=topics[one.id]) for one in speakers], speaker_ids)
