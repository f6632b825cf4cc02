"""What does not hold is not shown: false quotes, numbers that do not exist, sentences without a source."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from factcontext.index.records import Article
from factcontext.rag.records import AnswerSentence, Citation
from factcontext.rag.verification.citations import citation_holds, verify_citations

ARTICLE = Article("harbour.txt", "0" * 64, "The gates are rusty. Ships wait outside.")
TRUE = Citation(1, ARTICLE, 0, 20, "The gates are rusty.")


def test_a_true_quote_holds():
    assert citation_holds(TRUE)


def test_an_altered_quote_goes_with_its_sentence():
    false = replace(TRUE, quote="The gates are sound.")
    assert verify_citations([AnswerSentence("The gates are sound.", (1,))], [false]) == ((), ())


def test_a_quote_from_elsewhere_in_the_article_goes():
    assert not citation_holds(replace(TRUE, start=1, end=21))


def test_a_number_that_does_not_exist_is_dropped():
    sentences, _ = verify_citations([AnswerSentence("The gates are rusty.", (1, 7))], [TRUE])
    assert sentences == (AnswerSentence("The gates are rusty.", (1,)),)


def test_a_sentence_without_a_source_goes():
    assert verify_citations([AnswerSentence("Nobody knows.", ())], [TRUE])[0] == ()


@given(st.integers(0, 60), st.integers(0, 60), st.text(max_size=30))
def test_only_the_articles_own_words_ever_hold(start, end, quote):
    assert citation_holds(Citation(1, ARTICLE, start, end, quote)) == (quote != "" and ARTICLE.text[start:end] == quote)
