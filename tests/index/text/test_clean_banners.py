"""A site that names itself in an app prompt is known by its other banners too."""

from factcontext.index.text.clean import clean

PROMPT = "View Harbour Nine In"


def test_the_watch_banner_of_a_site_that_has_an_app_prompt_goes():
    text = f"Watch Harbour Nine\n\nGates stay shut\n\nThe gates stay shut, the master said.\n\n{PROMPT}\n\nHarbour Nine"
    assert clean(text) == "Gates stay shut\n\nThe gates stay shut, the master said."


def test_a_headline_that_begins_with_watch_stays():
    text = f"Watch on the Selda ends\n\nThe watch on the river ended on Monday.\n\n{PROMPT}"
    assert clean(text).startswith("Watch on the Selda ends")


def test_a_sentence_about_the_site_stays():
    text = f"Gates stay shut\n\nThe master told Harbour Nine that the gates stay shut.\n\n{PROMPT}"
    assert clean(text) == "Gates stay shut\n\nThe master told Harbour Nine that the gates stay shut."
