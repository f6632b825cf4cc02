-- Who speaks in the folder, and what its articles contribute to telling that; made at the end of a build.

CREATE TABLE speakers (               -- everyone who speaks in the folder
    id         INTEGER PRIMARY KEY,   -- from 0; in an index that was built at once the one with the most statements first
    name       TEXT NOT NULL,         -- the fullest of the common ones
    kind       TEXT NOT NULL,         -- person, body, unnamed ("officials": of one article each)
    names      TEXT NOT NULL,         -- JSON: list of all names, the most common first
    roles      TEXT NOT NULL,         -- JSON: [[office, body, articles that give it], ...], the most common first
    countries  TEXT NOT NULL,         -- JSON: list of countries spoken for
    described  TEXT NOT NULL,         -- JSON: [[what articles say that they are, body, articles, first and last date], ...]
    statements INTEGER NOT NULL,
    articles   INTEGER NOT NULL,
    first      TEXT,                  -- ISO dates of the first and the last article that has a date
    last       TEXT,
    same       INTEGER NOT NULL,      -- the first of those whom nothing tells apart: "police" of each article
    identity   TEXT NOT NULL,         -- what all statements of the speaker have in common: resolve.py
    alike      TEXT                   -- of somebody without a name a digest of what is told: equal for the same ones
);
CREATE INDEX speakers_by_name ON speakers (name);
CREATE INDEX speakers_by_identity ON speakers (identity);
CREATE INDEX speakers_by_statements ON speakers (statements DESC, name);
CREATE INDEX speakers_by_alike ON speakers (alike, statements DESC, identity) WHERE alike NOT NULL;
CREATE INDEX speakers_by_same ON speakers (same);

CREATE TABLE speaker_words (          -- how speakers are looked up: cards.py
    sense      TEXT NOT NULL,
    word       TEXT NOT NULL,
    speaker    INTEGER NOT NULL REFERENCES speakers (id),
    PRIMARY KEY (sense, word, speaker)
) WITHOUT ROWID;

CREATE TABLE facts (                  -- what each article contributes: facts.py
    article    INTEGER NOT NULL,      -- its number in the table articles
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    value      TEXT NOT NULL
);
CREATE INDEX facts_by_article ON facts (article);
CREATE INDEX facts_by_key ON facts (kind, key);

CREATE TABLE called (                 -- the keys of facts that concern a speaker
    key        TEXT NOT NULL,
    speaker    INTEGER NOT NULL REFERENCES speakers (id),
    PRIMARY KEY (key, speaker)
) WITHOUT ROWID;
CREATE INDEX called_by_speaker ON called (speaker);

CREATE TABLE said_stems (             -- the words of all statements by their stems; '' for the number of statements
    stem       TEXT PRIMARY KEY,
    statements INTEGER NOT NULL,      -- that have it
    places     INTEGER NOT NULL,      -- where it stands in them, and where it stands so as things do: topics.py
    things     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE said_words (             -- the same words as they are written, without their endings
    word       TEXT PRIMARY KEY,
    places     INTEGER NOT NULL,
    stem       TEXT                   -- where the word may be a topic
) WITHOUT ROWID;
