"""Build step: entity resolution over all stored statements, or over those that a change touches."""

from factcontext.index.gc_pause import gc_paused
from factcontext.index.speaker_change import SpeakerChange
from factcontext.index.speakers.resolve import resolve
from factcontext.index.store.catalog_writer import CatalogWriter


@gc_paused()  # the rows that are read hold no cycles, and there are many
def resolve_speakers(catalog: CatalogWriter) -> None:
    """Find out which statements are of one speaker, and store all speakers and who made each statement."""
    catalog.count_words()
    if catalog.extends:
        SpeakerChange(catalog).run()
    else:
        catalog.add_speakers(resolve(catalog.said, catalog.text, catalog.facts.add_by_path))
