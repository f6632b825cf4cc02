-- The catalog of one generation: what the folder held and what was found in it. Written once, then read only; the next
-- one may begin with a copy of it.
-- Its tables of speakers are in index/speakers/speakers.sql.
-- All offsets are Unicode code points into articles.text, end exclusive.

CREATE TABLE articles (
    id        INTEGER PRIMARY KEY,
    path      TEXT NOT NULL UNIQUE,   -- relative to the folder, "/" as separator
    sha256    TEXT NOT NULL,          -- of the file's bytes
    identity  TEXT NOT NULL,          -- sha256 of the file and of what the sidecar says of it: changes when either does
    publisher TEXT,                   -- copies out of metadata, for filters and for counting
    published TEXT,                   -- ISO date
    language  TEXT NOT NULL,          -- ISO 639-1, "und" where too little text
    warnings  TEXT NOT NULL,          -- JSON: list of strings
    metadata  TEXT NOT NULL,          -- JSON: {"title": {"text", "origin"}, ...}, present values only
    text      TEXT NOT NULL           -- clean text; every offset refers to it; last, for what follows it is slow to reach
);
CREATE INDEX articles_by_date ON articles (published, publisher);
-- What a build asks of all articles; the rows themselves lie far apart, for the texts are in them.
CREATE INDEX articles_by_identity ON articles (path, identity);
CREATE INDEX articles_by_warning ON articles (path) WHERE warnings <> '[]';

CREATE TABLE passages (
    id        INTEGER PRIMARY KEY,    -- also the number of the document in words/, from 0
    article   INTEGER NOT NULL REFERENCES articles (id),
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);

CREATE TABLE sentences (
    id        INTEGER PRIMARY KEY,    -- also the row among the vectors, from 0
    article   INTEGER NOT NULL REFERENCES articles (id),
    passage   INTEGER NOT NULL REFERENCES passages (id),
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,       -- counted from 0
    words     BLOB NOT NULL           -- 128 bits of the sha256 of its words: equal words keep their vector
);
CREATE INDEX sentences_by_article ON sentences (article);
CREATE INDEX sentences_by_words ON sentences (words);

CREATE TABLE outlines (               -- what a question looks at of many articles: outline.py
    article    INTEGER PRIMARY KEY REFERENCES articles (id),
    sentences  BLOB NOT NULL,
    statements BLOB NOT NULL,
    words      BLOB NOT NULL          -- last, for it is the longest
);

CREATE TABLE numbering (              -- one row: how many of them each article has, 32 bits each
    passages   BLOB NOT NULL,
    sentences  BLOB NOT NULL
);

CREATE TABLE removed (                -- articles that are gone, whose numbers, words and vectors the files still have
    article    INTEGER PRIMARY KEY,
    path       TEXT NOT NULL,         -- digest of its path, as in purged.json, and of its file: what purging it looks for
    sha256     TEXT NOT NULL
);

CREATE TABLE heard (                  -- where each speaker's statements lie, in one piece
    speaker   INTEGER PRIMARY KEY REFERENCES speakers (id),
    spans     BLOB NOT NULL           -- numbers of the first and the last sentence of each, in order of the first
);

CREATE TABLE statements (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES articles (id),
    start     INTEGER NOT NULL,       -- the content alone, without cue and speaker
    "end"     INTEGER NOT NULL,
    speaker   TEXT NOT NULL,          -- resolved within the article
    as_written TEXT NOT NULL,
    certainty TEXT NOT NULL,          -- certain, likely
    cue       TEXT NOT NULL,
    kind      TEXT NOT NULL,          -- direct, indirect, mixed
    office    TEXT,
    body      TEXT,                   -- country or body spoken for
    first_sentence INTEGER NOT NULL,  -- numbers of the sentences that hold a part of it, both inclusive
    last_sentence  INTEGER NOT NULL,
    speaker_id INTEGER REFERENCES speakers (id)
);
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_speaker ON statements (speaker_id);

CREATE TABLE skipped (
    path      TEXT NOT NULL,
    identity  TEXT NOT NULL,          -- as in articles; empty where the file could not be opened
    reason    TEXT NOT NULL
);

CREATE TABLE files (                  -- by which files of the folder are known that have not changed since
    name      TEXT NOT NULL PRIMARY KEY,
    sha256    TEXT NOT NULL,
    changed_ns INTEGER NOT NULL,
    place     TEXT NOT NULL           -- size, when written (ns), device, number on it
) WITHOUT ROWID;

CREATE TABLE furniture (              -- lines taken out of articles because they recur across the folder
    line      TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
