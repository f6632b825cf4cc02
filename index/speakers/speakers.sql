-- Who speaks in the folder; made from all statements at the end of a build, then read only.

CREATE TABLE speakers (               -- everyone who speaks in the folder; made from all statements at the end of a build
    id         INTEGER PRIMARY KEY,   -- from 0, the one with the most statements first
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
    topics     TEXT NOT NULL,         -- JSON: words that tell this speaker's statements from the folder's others
    same       INTEGER NOT NULL       -- the first of those whom nothing tells apart: "police" of each article
);
CREATE INDEX speakers_by_name ON speakers (name);
CREATE INDEX speakers_by_same ON speakers (same);

CREATE TABLE speaker_words (          -- how speakers are looked up: cards.py
    sense      TEXT NOT NULL,
    word       TEXT NOT NULL,
    speaker    INTEGER NOT NULL REFERENCES speakers (id),
    PRIMARY KEY (sense, word, speaker)
) WITHOUT ROWID;
