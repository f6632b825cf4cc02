-- How the tables of schema.sql are looked into. Made when they are full, which takes a fraction of the time.

CREATE INDEX articles_by_date ON articles (published, publisher);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX sentences_by_article ON sentences (article);
CREATE INDEX sentences_by_words ON sentences (words);
CREATE INDEX speakers_by_name ON speakers (name);
CREATE INDEX speakers_by_same ON speakers (same);
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_speaker ON statements (speaker_id, first_sentence, last_sentence);
