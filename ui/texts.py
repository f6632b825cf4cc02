"""All words that readers of the page read; the command line shows answers in the same."""

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcontext.errors import ModelProblem, ModelProblemKind
from factcontext.index.lexicon.outlets import usual_name
from factcontext.index.lookout import News
from factcontext.index.records import Article, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.speakers.names import title_case
from factcontext.index.store.library import Status
from factcontext.index.text.language import READ, language_name
from factcontext.rag.query.slots import is_described
from factcontext.rag.records import (
    Answer,
    AnswerSentence,
    Citation,
    DifferenceKind,
    DifferenceSide,
    Draft,
    EndpointRemark,
    Filters,
    Lead,
    ModelAttempt,
    NoAnswer,
    Outcome,
    Problem,
    Question,
    QuotedAnswer,
    Reason,
    RemarkKind,
    Summary,
    Usage,
)
from factcontext.ui import language, reasons
from factcontext.ui.language import amount, brief, plural, say
from factcontext.ui.language import date_in_words as date_in_words
from factcontext.ui.narrowing import Fault

SOURCES = "Sources"
NO_PASSAGES = "Nothing in these articles comes near this."
NO_STATEMENTS = "No such statement is in these articles."

QUOTED = "Quoted from your articles"
NOT_FOUND = "Not in these articles"
NOT_FOUND_AS_READ = "Not in these articles, as far as it was understood"

ABSTENTIONS: dict[Reason, str] = {
    "empty_index": "the index is empty. Put articles into the folder and build the index.",
    "filters_exclude_all": "the filters leave nothing. Widen the dates, the outlet, the folder or the speaker.",
    "nothing_close": "nothing in them comes near the question. Try other words or names.",
    "not_answered": "they touch on the question's words, but do not answer it.",
}
FOREIGN_QUESTION = (
    "the question seems to be in {language}, and this program understands questions in English. What stands below was "
    "found by its names and other words."
)
FOREIGN_QUESTION_ALONE = "the question seems to be in {language}, and this program understands questions in English."
NEAR_THIS = "What stands near this"
FOREIGN_ARTICLES = "What comes near it in {languages} is shown as it is: whether it answers is not known."
HOW_TO_ASK = "How to ask"
SMALL_TALK = (
    "Ask who said what, and the answer quotes these articles: “What did the mayor say about the bridge?”, "
    "“Who criticised the plan?”, “How many people live there?”"
)
DIFFER: dict[DifferenceKind, str] = {
    "number": "Articles differ on a number",
    "date": "Articles differ on a date",
    "denial": "One article has a denial, another a confirmation",
    "change": "The same speaker has changed position",
}
# How a speaker is named: whether the words are written, and whether that is likely, not certain.
SAID_BY = {
    (False, False): "said by {speaker}",
    (False, True): "likely said by {speaker}",
    (True, False): "written by {speaker}",
    (True, True): "likely written by {speaker}",
}
OTHERS_SILENT = "Nothing that {speakers} said clearly answers this."
SPEAKER_SILENT = "they name {speaker}, but nothing that {speaker} said clearly answers this."


def silence(answer: Answer) -> str | None:
    """Who of several that are asked about is not quoted; None where all are."""
    names = answer.silent if isinstance(answer, QuotedAnswer) else ()
    return say(OTHERS_SILENT, speakers=either(map(title_case, names))) if names else None


def abstention(answer: NoAnswer) -> str:
    """The sentence that says that there is no answer, and why."""
    if answer.question.is_small_talk:
        return say(SMALL_TALK)
    as_read = NOT_FOUND if answer.question.language == "en" else NOT_FOUND_AS_READ
    return say("{found}: {why}", found=say(as_read), why=_why(answer))


def why(answer: NoAnswer) -> str:
    """Why there is no answer, as a sentence of its own."""
    if answer.question.is_small_talk:
        return say(SMALL_TALK)
    reason = _why(answer)
    return reason[0].upper() + reason[1:]


def _why(answer: NoAnswer) -> str:
    if answer.question.language != "en" and answer.reason in ("nothing_close", "not_answered"):
        return _in_other_language(answer)
    foreign = sorted({_language(one.article.language) for one in answer.offered if _is_foreign(one)})
    return " ".join([_reason(answer), *([say(FOREIGN_ARTICLES, languages=both(foreign))] if foreign else [])])


def _in_other_language(answer: NoAnswer) -> str:
    """That the question was not understood, and by what it was searched."""
    wording = FOREIGN_QUESTION if answer.offered else FOREIGN_QUESTION_ALONE
    return say(wording, language=_language(answer.question.language))


def _language(tag: str) -> str:
    return language.language_name(tag, language_name(tag))


def both(names: Iterable[str]) -> str:
    """Names that belong together."""
    return say(" and ").join(names)


def either(names: Iterable[str]) -> str:
    """Names of which each is meant."""
    return say(" or ").join(names)


def _is_foreign(citation: Citation) -> bool:
    """Whether it is told in another language, and by nobody who is known."""
    return citation.speaker is None and citation.article.language not in READ


def _reason(answer: NoAnswer) -> str:
    if answer.reason == "speaker_silent":
        return say(SPEAKER_SILENT, speaker=asked_one(answer.question, either))
    return say(ABSTENTIONS[answer.reason])


def state(answer: Answer) -> str:
    """Where the answer comes from, in a word or two."""
    if isinstance(answer, NoAnswer):
        return say(HOW_TO_ASK if answer.question.is_small_talk else NOT_FOUND)
    quoted = say(QUOTED)
    return f"{quoted}, {chosen_by(answer.choice.model, answer.choice.evidence)}" if answer.choice else quoted


def chosen_by(model: str, extracts: int) -> str:
    """Which model chose the quotes of an answer, and from how much.

    >>> chosen_by("oak-7b", 18)
    'chosen by oak-7b from 18 extracts'
    """
    return say("chosen by {model} from {extracts}", model=model, extracts=count(extracts, "extract"))


def searched_for(question: str) -> str:
    """What a follow-up was made into."""
    return say("Searched for: {question}", question=question)


def asked_one(question: Question, joined: Callable[[Iterable[str]], str] = both) -> str:
    """Whose words are asked for, as names are written; the question has a speaker."""
    asked = [name for name in (question.speaker, *question.others) if name]
    return joined(name if is_described(name) else title_case(name) for name in asked)


def read_speaker(question: Question) -> str:
    """Whom a question was read to ask about."""
    is_told = question.guessed and question.topic  # what somebody did is told by others too
    return say("About: {asked}" if is_told else "Speaker: {asked}", asked=asked_one(question))


def read_topic(topic: str) -> str:
    """What a question was read to be about."""
    return say("Topic: {topic}", topic=topic)


def dates(filters: Filters) -> str | None:
    """The dates that a question names, in words."""
    if filters.published_from and filters.published_to:
        return span(filters.published_from, filters.published_to)
    return next(iter(only(filters.published_from, filters.published_to, None)), None)


def offered(answer: NoAnswer) -> tuple[str, str]:
    """The titles of what is offered under an abstention: the asked one's words, and others'."""
    if not answer.question.speaker:
        return "", ""
    name = asked_one(answer.question)
    is_foreign = any(map(_is_foreign, answer.others))
    if is_described(answer.question.speaker):  # one of the others may be meant: "the mayor"
        others = say("What was said near this")
    else:
        others = say("What others said near this, not {name}", name=name)
    others = say(NEAR_THIS) if is_foreign else others
    return say("What {name} did say, the nearest first", name=name), others


def said_by(citation: Citation) -> str | None:
    """Who says the quoted words, and how sure that is; None where nobody does."""
    if citation.speaker is None:
        return None
    speaker = f"{citation.speaker}, {citation.office}" if citation.office else citation.speaker
    return say(SAID_BY[citation.kind == "written", citation.certainty == "likely"], speaker=speaker)


def told(sentence: AnswerSentence, citations: Sequence[Citation]) -> str:
    """A sentence of an answer, what it says before its quote in the reader's language."""
    citation = next((one for one in citations if one.n in sentence.citations), None)
    if citation is None or sentence.lead is None:
        return sentence.text
    before = [*lead_parts(sentence.lead, citation)]
    if sentence.lead.is_named and citation.speaker:
        office = citation.office if citation.office and citation.office not in citation.speaker else None
        named = ", ".join(filter(None, (citation.speaker, office)))
        named = say("{name} (likely)", name=named) if citation.certainty == "likely" else named
        before[-1:] = [f"{before[-1]}, {named}"] if sentence.lead.behalf else [*before[-1:], named]
    return "".join(listed_below(one) + " " for one in before) + citation.quote


def lead_parts(lead: Lead, citation: Citation) -> list[str]:
    """What an answer says before a quote beside its speaker: when it was reported and by whom, for whom they speak."""
    reported = [_reported(lead, citation.article)] if lead.is_dated else []
    return [*reported, *([say("For {name}", name=lead.behalf)] if lead.behalf else [])]


def _reported(lead: Lead, article: Article) -> str:
    """When and by whom something was reported."""
    when = say("on {date}", date=date_in_words(article.published)) if article.published else say("on an unknown date")
    reported = say("Reported last, {when}" if lead.is_last else "Reported {when}", when=when)
    return say("{reported} by {outlet}", reported=reported, outlet=article.publisher) if article.publisher else reported


def outlet_of(article: Article) -> str:
    """Who published an article, by the usual name; its file where nobody is known."""
    return usual_name(article.publisher) if article.publisher else article.path


def dated_outlet(citation: Citation) -> str:
    """Who published a quote, and when."""
    published = citation.article.published
    outlet = outlet_of(citation.article)
    return f"{outlet}, {date_in_words(published)}" if published else outlet


def differs(answer: Answer) -> list[str]:
    """On what articles that answer differ, a sentence each."""
    found = answer.differences if isinstance(answer, QuotedAnswer) else ()
    return [
        say("{what}: {sides}.", what=say(DIFFER[one.kind]), sides="; ".join(map(_side, one.sides))) for one in found
    ]


def _side(one: DifferenceSide) -> str:
    return f"{one.value} ({'; '.join(map(dated_outlet, one.citations))})"


def quoted_from(citation: Citation, outlet: str) -> str:
    """Where a quote is from, and whether it is the speaker's words or the article's."""
    published = citation.article.published and date_in_words(citation.article.published)
    manner = say(KINDS[citation.kind]) if citation.kind in ("indirect", "written") else None
    told = say(TOLD) if citation.speaker is None else None
    return " · ".join(filter(None, (outlet, published, manner, told)))


def export_notes(answer: Answer, searched: str, filters: Filters, is_stopped: bool) -> list[str]:
    """What an exported answer tells of how it was made."""
    question = answer.question
    asked = [searched_for(question.standalone)] if question.is_reworded else []
    looked = [] if question.is_small_talk else [looked_in(question, searched, filters)]
    came_between = [hitch(answer, is_stopped), silence(answer), *differs(answer)]
    return [*(one for one in came_between if one), *asked, *looked, *about_writing(answer)]


def looked_in(question: Question, searched: str, filters: Filters) -> str:
    """Where an answer was looked for: in how many articles, and what the reader narrowed the search to."""
    limits = only(filters.published_from, filters.published_to, filters.publisher, filters.folder, filters.speaker)
    return ", ".join([searched, *limits, *unmet(question)])


def noted(verdict: str) -> str:
    """That a reader's verdict on an answer is kept."""
    return say("Noted on this machine: {verdict}", verdict=say(VERDICTS[verdict]).lower())


def export_feedback(rows: int) -> str:
    """What the button is called that exports what was said of answers."""
    return say("Export what was said of {answers}", answers=count(rows, "answer"))


def never_occur(words: Sequence[str]) -> str:
    """That words of a question are in no article."""
    return say(
        "In no article here, in any form: {words}", words=", ".join(say("“{word}”", word=word) for word in words)
    )


def ask_widely(articles: int) -> str:
    """What a button is called that asks without filters."""
    return say("Ask without filters, in all {articles}", articles=count(articles, "article"))


def export_state(index: str, answered: str) -> list[str]:
    """From which index, and when, an exported answer was made."""
    return [
        say("Index {index}", index=index),
        say("Answered {time} by {program}", time=clock(answered), program=PAGE_TITLE),
    ]


def also_in(citation: Citation) -> str:
    """Where else the same words ran."""
    return say("the same words also in {outlets}", outlets=", ".join(citation.also_in))


# ---- answers that a model writes

QUOTES_ANSWER = "Answers are quotes."
BY_A_MACHINE = "A machine wrote this, and each sentence was checked by rules that may err: the quotes are the evidence."
NOTHING_HOLDS = "Nothing that it wrote is supported by the quotes."
NOT_CHECKED = "not checked yet"
STOP = "Stop"
STOPPING = "Stopping…"
TRY_AGAIN = "Try again"
CACHED = "From earlier: the same question, evidence and model"
PROBLEMS: dict[Problem, str] = {
    "no_source": "it names no source, and none of those given says this",
    "quote": "the quoted words are not in the articles",
    "speaker": "said by somebody else, or by nobody",
    "name": "a name that the source does not have",
    "number": "a number that the source does not have",
    "date": "a date that the source does not have",
    "negation": "the articles say it otherwise: a “not”, a “may”, a reason, how many, who did what",
    "support": "the source does not say this",
    "instruction": "no answer to the question, but words that somebody put into an article",
}


def looking(host: str) -> str:
    """That it is not known yet which model answers."""
    return say("Looking which model answers at {host}…", host=host)


def model_answers(model: str, host: str) -> str:
    """That a model chooses the quotes."""
    return say("Quotes are chosen by {model} at {host}.", model=model, host=host)


def unreachable(model: str | None, reason: str) -> str:
    """That no model can be asked, and why."""
    why_not = say("{model} cannot be reached: {reason}.", model=model or say("The model"), reason=reason.rstrip("."))
    return f"{why_not} {say(QUOTES_ANSWER)}"


OUTCOMES: dict[Outcome, str] = {
    "not_used": "The model was not used: {problem}",
    "broke_off": "{model} broke off: {problem}",
    "stopped": "Stopped before {model} had chosen",
    "no_numbers": "{model} did not choose among the {evidence} extracts",
    "refused": "{model} read {evidence} extracts and found no answer in them",
}


def model_note(attempt: ModelAttempt) -> str:
    """Why a model that was asked did not choose the quotes."""
    problem = model_problem(attempt.problem) if attempt.problem else ""
    return say(OUTCOMES[attempt.outcome], model=attempt.model, evidence=attempt.evidence, problem=problem)


# {hint} and {wait} are there only where they help.
MODEL_PROBLEMS: dict[ModelProblemKind, str] = {
    "proxy_unusable": "the proxy that the environment names (HTTPS_PROXY, ALL_PROXY) cannot be used",
    "certificates_unreadable": "the certificates that SSL_CERT_FILE names cannot be read",
    "package_missing": "a package that speaks to models is missing; run `make install`",
    "connection_refused": "nothing answers at {host} (connection refused)",
    "host_unknown": "the name of {host} is not known here; check the address and the network",
    "connect_timeout": "nothing answers at {host} within {limit} seconds",
    "proxy_refuses": "the proxy does not let us reach {host}",
    "certificate_untrusted": "the certificate of {host} is not trusted by this machine",
    "tls_failed": "no secure connection to {host} (TLS failed); is its address http instead of https?",
    "unreachable": "{host} cannot be reached",
    "connection_broke_off": "the connection to {host} broke off",
    "key_missing": "{host} wants a key ({status}); set FACTCONTEXT_LLM_API_KEY",
    "key_refused": "{host} refuses the key ({status}); check FACTCONTEXT_LLM_API_KEY",
    "forbidden": "{host} does not allow this ({status}); check what the key may do, and the address",
    "not_found": "{host} has no such model, or nothing under this address ({status}){hint}",
    "busy": "{host} has too much to do ({status}){wait}",
    "server_failed": "{host} failed ({status}){wait}",
    "redirected": (
        "{host} refers to another address ({status}), which is not followed; set FACTCONTEXT_LLM_BASE_URL to it"
    ),
    "refused": "{host} refused ({status})",
    "request_refused": "{host} does not take the request ({status})",
    "prompt_too_long": (
        "the question with its evidence is too long for the model; set FACTCONTEXT_LLM_CONTEXT to its context"
    ),
    "compressed": "{host} sent a compressed answer, which is not read",
    "web_page": "{host} answered with a web page; check FACTCONTEXT_LLM_BASE_URL",
    "other_content": "{host} answered with something else than a model does; check FACTCONTEXT_LLM_BASE_URL",
    "no_model_answer": "{host} did not answer as a model's endpoint does",
    "too_many_bytes": "{host} sent more than {limit} MB, far more than an answer",
    "own_error": "{host} reported an error of its own",
    "list_timeout": "{host} did not answer within {limit} seconds",
    "no_list": "{host} lists no models; name one with FACTCONTEXT_LLM_MODEL{hint}",
    "no_writer_listed": "{host} lists no model that could write; name one with FACTCONTEXT_LLM_MODEL",
    "no_model": "{host} offers no model",
    "no_turn_in_time": "the model was busy with other readers for {limit} seconds",
    "no_words_in_time": "the model wrote nothing within {limit} seconds",
    "no_end_in_time": "the model had not come to an end within {limit} seconds",
    "too_much_text": "{model} wrote far more than it was asked for",
    "token_limit": "the model reached the limit of FACTCONTEXT_LLM_MAX_TOKENS before the end of its answer",
    "filtered": "the endpoint's filter held the answer back",
    "tool_call": "the model asked for a tool in place of an answer; it is given none",
    "no_words": "the model wrote nothing",
    "text_broke_off": "the answer broke off: the endpoint did not say that it was complete",
}


def model_problem(problem: ModelProblem) -> str:
    """Why a model cannot be asked, or did not write to its end."""
    seconds = problem.retry_after_s
    return say(
        MODEL_PROBLEMS[problem.kind],
        host=problem.host,
        status=problem.status,
        limit=brief(problem.limit or 0),
        model=problem.model or say("the model"),
        hint=say("; most addresses end in /v1") if problem.lacks_version else "",
        wait=say("; it asks to wait {seconds} seconds", seconds=seconds) if seconds is not None else "",
    )


REMARKS: dict[RemarkKind, str] = {
    "no_list": "{host} lists no models",
    "not_listed": "{host} does not list {model}",
    "first_of_several": "{model} is the first of {models} models; name one with FACTCONTEXT_LLM_MODEL",
    "key_unencrypted": "the key and the articles travel to {host} unencrypted",
    "articles_unencrypted": "the articles travel to {host} unencrypted",
}


def endpoint_remark(remark: EndpointRemark) -> str:
    """What a reader should know of an endpoint that can be asked."""
    return say(REMARKS[remark.kind], host=remark.host, model=remark.model, models=remark.models)


MODEL = "Model"
NO_MODEL = "No model is set up: answers are quotes from your articles."
FROM_SETTINGS = (
    "Set where the page is started, by environment variables such as FACTCONTEXT_LLM_BASE_URL "
    "or in .streamlit/secrets.toml; never on the page."
)
LOOKING = "looking…"
# Of the models that an endpoint offers; some offer hundreds.
NAMED = 12


def model_facts(host: str, model: str | None, offered: Sequence[str], reach: str) -> dict[str, str]:
    """What is known of the model that writes, by name."""
    names = ", ".join(offered[:NAMED])
    left = len(offered) - NAMED
    listed = say("{names} and {n} more", names=names, n=amount(left)) if left > 0 else names
    facts = {say("Endpoint"): f"{host}, {reach}", say("Writes"): model or "", say("Offered"): listed}
    return {name: value for name, value in facts.items() if value}


def limits(deadline_s: float, price_in: float | None, price_out: float | None) -> dict[str, str]:
    """How long an answer may take and what its tokens cost, by name."""
    facts = {say("Time limit"): say("{seconds} s for an answer", seconds=brief(deadline_s))}
    if price_in is not None and price_out is not None:
        prices = "{read} for a million tokens read, {written} for a million written"
        facts[say("Prices")] = say(prices, read=brief(price_in), written=brief(price_out))
    return facts


def reach(problem: str | None) -> str:
    """Whether an endpoint answers."""
    return problem or say("answers")


def unsupported(sentences: Sequence[AnswerSentence]) -> list[AnswerSentence]:
    """Those that a model wrote and the articles do not hold."""
    return [one for one in sentences if not one.supported]


def why_not(sentence: AnswerSentence) -> str:
    """Why a sentence does not count."""
    return say(PROBLEMS[sentence.problem or "support"])


def doing(draft: Draft) -> str:
    """What a model is at."""
    if draft.sentences or draft.tail:
        return say("{model} is summing up, each sentence is checked…", model=draft.model)
    if draft.quotes:
        return say("{model} has chosen, and is reading its choice…", model=draft.model)
    if draft.ahead:
        calls = count(draft.ahead, "call")
        return say("Waiting for {model}: {calls} of other readers first…", model=draft.model, calls=calls)
    return say("{model} is reading {extracts}…", model=draft.model, extracts=count(draft.evidence, "extract"))


TOO_FAST = "Many questions came from you within a minute. Wait a little, then ask again."
TOO_MANY_ASK = "Many readers ask just now, and the line is full. Ask again in a minute."
STOPPED_IN_LINE = "Stopped before it was answered."


def in_line(ahead: int) -> str:
    """How many questions are answered first; nothing where none is."""
    return say("{questions} of other readers first…", questions=count(ahead, "question")) if ahead else ""


def left_out(number: int) -> str:
    """That sentences were taken out of an answer."""
    one = "{n} sentence left out: not supported by the articles"
    return plural(one, "{n} sentences left out: not supported by the articles", number)


def not_supported(number: int) -> str:
    """The heading of what a model wrote and the articles do not hold."""
    return say("Not supported by the articles ({n})", n=number)


def in_short(model: str) -> str:
    """The heading of what a model wrote of the quotes."""
    return say("In short, written by {model}", model=model)


def cut_short(summary: Summary) -> str | None:
    """That a summary did not come to its end, and why; None where it did."""
    if summary.is_complete:
        return None
    return sentence(model_problem(summary.problem)) if summary.problem else say(INCOMPLETE)


def hitch(answer: Answer, stopped: bool = False) -> str | None:
    """What came between a model and its answer; None where nothing did."""
    note = sentence(model_note(answer.attempt)) if answer.attempt else None
    return say(STOPPED) if stopped and not answer.is_complete else note


def about_writing(answer: Answer) -> list[str]:
    """What a model took that was asked."""
    usage = answer.usage
    return [took(usage), *([say(CACHED)] if usage.cached else [])] if usage else []


def took(usage: Usage) -> str:
    """What an answer took: tokens read and written, time, cost.

    >>> took(Usage(412, 96, True, 0.61, 8.13, 0.000312))
    '412 + 96 tokens, 8.1 s, first word after 0.6 s, 0.00031 at the prices set'
    """
    about = "" if usage.counted else say("about ")
    read, written = amount(usage.prompt_tokens), amount(usage.completion_tokens)
    parts = [about + say("{read} + {written} tokens", read=read, written=written)]
    parts += [say("{seconds} s", seconds=amount(usage.seconds, 1))]
    first = usage.first_word_s
    parts += [say("first word after {seconds} s", seconds=amount(first, 1))] if first is not None else []
    cost = usage.cost
    parts += [about + say("{cost} at the prices set", cost=_money(cost))] if cost is not None else []
    return ", ".join(parts)


def _money(price: float) -> str:
    """Two figures that tell something: 1.25, 0.00031."""
    places = 2 if price >= 1 else 1 - math.floor(math.log10(price)) if price > 0 else 0
    return amount(price, places)


# ---- the page

PAGE_TITLE = "factcontext"
TITLE_CHARS = 80  # of a window's title; browsers cut it far earlier
SLOGAN = "Who said what, with proof"
ASK = "Ask"
LIBRARY = "Library"
ARTICLE = "Article"
PAGES = "Pages"
LANGUAGE = "Language"
CONVERSATION = "Conversation"
CONVERSATIONS = "Conversations"
CONVERSATIONS_LINE = "What you asked before, kept on this machine, beside the index."
FIND_CONVERSATION = "Find a conversation by the words of its questions"
NO_CONVERSATION = "No conversation is kept here."
KEEP_CONVERSATIONS = "Keep conversations on this machine"
RENAME, SAVE_NAME, NEW_NAME = "Rename", "Save", "Name of the conversation"
DELETE, DELETED, UNDO = "Delete", "Deleted. It is gone for good with the next one that you delete.", "Undo"

ASK_BOX = "Ask about your articles"
ANSWER = "Answer"
NEW, NEW_CONVERSATION = "+ New", "New conversation"
SKIP = "Skip the navigation"
KEYS_TITLE = "Keys (?)"
KEYS = {"/": "to the question box", "?": "this list", "Esc": "stop an answer, close what is open", "Enter": "ask"}
KEYS_OFF, KEYS_ON = "Switch / and ? off", "Switch / and ? on"
LOADING_MODEL = "Loading the embedding model, once (about 90 MB)…"
SEARCHING = "Searching your articles…"
INCOMPLETE = "This was cut off before it was finished."
STOPPED = "You stopped this answer before it was finished."
LONGEST_QUESTION = 2000  # characters; what is longer is a text, not a question


def ask_failed(id: str) -> str:
    """That nobody foresaw what went wrong, and under which name it is in the log."""
    message = (
        "Something went wrong while answering. The details are in the terminal where the page was started, as {id}."
    )
    return say(message, id=id)


def page_failed(id: str) -> str:
    """The same of a page."""
    return say("Something went wrong here. The details are in the terminal where the page was started, as {id}.", id=id)


USED = "Used in the answer"
ALSO_FOUND = "Also found"
OFFERED = "These may help, but do not answer the question"
JUDGE, WRONG = "Is this answer right?", "Wrong"
VERDICTS = {
    "right": "Right",
    "wrong_answer": "Does not answer",
    "wrong_speaker": "Wrong speaker",
    "wrong_quote": "Wrong quote",
    "missed": "Missed something",
}
READ_AS = "How the question was read"
GO_ON = "Ask further"
OPEN_ARTICLE = "Open article"
ORIGINAL = "Original page"
CLOSE_ARTICLE = "Close article"
PREVIOUS_QUOTE, NEXT_QUOTE = "Previous quote", "Next quote"
WHOLE_PAGE = "Open as a page"
CERTAINTIES = {"certain": "certain", "likely": "likely"}
LIKELY, LIKELY_MEANS = "likely", "Who says this is likely, not certain: the card has the words around it"
TOLD = "told by the article"
COPY_QUOTE = "Copy quote"
COPIED, COPY_REFUSED = "Copied", "Copying is not allowed here"
WIDER = "More of the words around it"
COPY_ANSWER = "Copy answer"
EDIT_QUESTION = "Edit the question"
EXPORT = "Export"
EXPORT_CONVERSATION = "Export the conversation"
HOW_MADE = "How this was made"
COLUMNS = (
    *("question", "answered by", "answer"),
    *("number", "quote", "before", "after", "speaker", "office", "certainty", "manner"),
    *("outlet", "headline", "date", "author", "url", "file", "sha256", "also in"),
    *("index", "time", "notes"),
)
BACK_TO_SENTENCE = "Back to the sentence"
STRENGTHS = ("strong match", "fair match", "weak match")

FIRST_QUESTION = "Start with a question"
FIRST_LINE = "Every sentence of an answer is a quote from your articles. Its number opens the article at those words."
FIRST_LINE_WRITTEN = (
    "A model chooses, and every sentence of an answer is a quote from your articles. "
    "Its number opens the article at those words."
)
NARROW = "Narrow the search"
NARROW_OR_CHOOSE = "Narrow the search, or choose who answers"
WHO_ANSWERS = "Answers"
WRITTEN = "Quotes chosen by the model"
QUOTES_ONLY = "Quotes only"
FROM_DATE = "Not before"
TO_DATE = "Not after"
OUTLET = "Outlet"
ANY_OUTLET = "Any outlet"
FOLDER, ANY_FOLDER = "Folder", "All folders"
SPEAKER, ANY_SPEAKER = "Speaker", "Everybody"
FILTERS = "Filters"
MEND_FILTER = "Not searched yet: what narrows the search is not understood. It is marked below."
ASK_NOW = "Ask it now"

NO_FOLDER = "No folder of articles yet"
NO_FOLDER_NEXT = (
    "Name the folder that holds your articles. "
    "It may hold text, web pages, PDF, Word and many other files, in folders within it too. Nothing in it is changed. "
    "To name it each time when the page is started: make chat ARTICLES=~/news."
)
FOLDER_FIELD = "Folder of articles, with its whole path"
INDEX_FOLDER = "Index this folder"
TRY_SAMPLE = "Try the sample"
NAME_FOLDER = "Write the folder's path into the field first."
NO_INDEX = "Your articles are not indexed yet"
NO_INDEX_NEXT = "Indexing reads every article once, on this machine. Some hundred articles take a minute or two."
EMPTY_INDEX = "There is nothing to ask about yet"
EMPTY_INDEX_NEXT = (
    "No article that can be read was found in this folder. Put text, web pages, PDF or Word files into it, "
    "then build the index again. The library lists the files that could not be used, and why."
)
DAMAGED = "The index cannot be used"
DAMAGED_NEXT = "Your articles are safe: the index is made from them and can be built again."
BUILD_INDEX = "Build index"

COPIES = "At least half of its sentences also stand, word for word, in:"


PURGED = (
    "{path} was removed from the index, from what was kept in reserve, from the answers of models and from kept "
    "conversations. Its file was left alone; builds skip it from now on."
)


def purged(path: str) -> str:
    """That an article is gone."""
    return say(PURGED, path=path)


def taken_off(answers: int) -> str:
    """That answers are gone because an article is."""
    one = "An answer was taken off this page: an article quoted there is no longer in the index."
    many = "{n} answers were taken off this page: an article quoted there is no longer in the index."
    return plural(one, many, answers)


REBUILD = "Rebuild index"
REBUILD_LINE = "Reads what is new or changed in the folder. Asking goes on meanwhile, over the index as it is."
CANCEL = "Cancel"
EDITORS_REBUILD = "Editors of this collection may rebuild the index."
CANCELLED = "Cancelled; the index is as it was. The next build goes on from here."
STEPS = {"read": "Reading files", "embed": "Indexing articles", "publish": "Finishing"}
STARTING = "Starting…"
HOLDINGS = "What is indexed"
ABOUT_INDEX = "The index, the model, another folder"
UP_TO_DATE = "Up to date?"
ANOTHER_FOLDER = "Another folder"
ANOTHER_FOLDER_LINE = "Its articles take the place of those that are indexed now; the files of both stay as they are."
FIND_ARTICLE = "Find an article by headline, outlet, date or file"
NO_SUCH_ARTICLE = "No article matches."
SHOW_MORE = "Show more"
FILE_REPORT = "File report"
NO_FINDINGS = "Every file of the folder was read without a doubt."
SKIPPED = "Not indexed"
WARNED = "Indexed, with a doubt"

BACK = "Back"
UNKNOWN_ARTICLE = "No such article"
UNKNOWN_ARTICLE_NEXT = (
    "The index has no article of this name. It may have been moved or removed since the address was kept."
)
NO_ARTICLE_NAMED = "This address names no article. The library lists them all."
CHANGED_ARTICLE = (
    "This article has changed since this address was kept, so the words it led to are not highlighted. "
    "Below is the article as it is indexed now."
)
BAD_PLACE = "This address does not lead to words of this article. Below is the whole article."
NO_LIBRARY = "There is no index to show articles from."

ORIGINS = {
    "sidecar": "by the folder's metadata file",
    "front matter": "by the file's front matter",
    "document": "by the file itself",
    "dateline": "by its dateline",
    "byline": "by its byline",
    "file name": "by the file's name",
    "first line": "by its first lines",
}


def unknown_language(tag: str, known: str) -> str:
    """That the page has no words in the language that is set."""
    return say("FACTCONTEXT_LANGUAGE is {tag}, and the page speaks: {known}", tag=tag, known=known)


def listed_below(title: str) -> str:
    """A title of what is listed below it."""
    return say("{title}:", title=title)


def window_title(subject: str) -> str:
    """What a window or a tab of the browser is called.

    >>> window_title("Speakers")
    'Speakers – factcontext'
    """
    short = subject if len(subject) <= TITLE_CHARS else f"{subject[:TITLE_CHARS].rstrip()}…"
    return f"{short} – {PAGE_TITLE}"


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "article"), count(1200, "article")
    ('1 article', '1,200 articles')
    """
    return plural(f"{{n}} {noun}", f"{{n}} {noun}s", number)


def span(first: str | None, last: str | None) -> str:
    """From one date to another, in words."""
    if not first or not last:
        return say("no dates known")
    begins, ends = date_in_words(first), date_in_words(last)
    return begins if first == last else say("{first} to {last}", first=begins, last=ends)


def clock(iso: str) -> str:
    """When something was done, date and time to the minute as written.

    >>> clock("2031-11-05T09:30:12+00:00")
    '5 November 2031, 09:30 UTC'
    """
    zone = " UTC" if iso.endswith(("Z", "+00:00")) else ""
    return f"{date_in_words(iso)}, {iso[11:16]}{zone}" if len(iso) >= 16 else date_in_words(iso)


def sentence(message: object) -> str:
    """An error's message as a sentence of its own."""
    text = reasons.told(str(message).strip().rstrip("."))
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def not_a_folder(folder: Path) -> str:
    """That the folder which was named is none."""
    return say("{folder} is not a folder.", folder=folder)


def folder_line(folder: Path) -> str:
    """Which folder is meant."""
    return say("Folder: {folder}", folder=folder)


def by(author: str) -> str:
    """Who wrote an article; many bylines say "By" themselves."""
    return author if author.lower().startswith(("by ", "par ")) else say("By {author}", author=author)


def facts(status: Status) -> dict[str, str]:
    """What an index holds, by name."""
    outlets = ", ".join(f"{usual_name(name)} ({amount(number)})" for name, number in status.publishers.items())
    speakers = count(status.speakers, "speaker")
    return {
        say("Articles"): f"{amount(status.articles)}, {span(status.published_from, status.published_to)}",
        say("Outlets"): outlets or say("none named"),
        say("Statements"): say("{n} by {speakers}", n=amount(status.statements), speakers=speakers),
        say("Passages"): amount(status.passages),
        say("Built"): clock(status.built),
        say(FOLDER): status.folder,
        say("Embedding"): say("{model}, {n} dimensions", model=status.model_name, n=status.dimension),
    }


def source_name(n: int) -> str:
    """What a citation marker is called."""
    return say("Source {n}", n=n)


def source_region(n: int, outlet: str, headline: str) -> str:
    """What a source card is called."""
    return say("Source {n}: {outlet}, {headline}", n=n, outlet=outlet, headline=headline)


def too_long(length: int) -> str:
    """That a question is longer than questions may be."""
    message = "A question can have {most} characters; this one has {n}. Ask it in fewer words."
    return say(message, most=amount(LONGEST_QUESTION), n=amount(length))


def first_facts(status: Status) -> str:
    """What may be asked about, in a line."""
    articles, outlets = count(status.articles, "article"), count(len(status.publishers), "outlet")
    held = say("{articles} from {outlets}", articles=articles, outlets=outlets)
    built = say("indexed {time}", time=clock(status.built))
    return f"{held} · {span(status.published_from, status.published_to)} · {built}"


def searched(articles: int, left: int, first: str | None, last: str | None) -> str:
    """What was searched for an answer: `left` are the articles that the filters leave.

    >>> searched(446, 38, None, None)
    '38 of 446 articles searched'
    """
    if left == articles:
        return f"{plural('{n} article searched', '{n} articles searched', articles)}, {span(first, last)}"
    return plural("{left} of {n} article searched", "{left} of {n} articles searched", articles, left=amount(left))


def only(
    published_from: str | None,
    published_to: str | None,
    publisher: str | None,
    folder: str | None = None,
    speaker: str | None = None,
) -> list[str]:
    """What the search was narrowed to, one phrase a filter."""
    phrases = (
        published_from and say("not before {date}", date=date_in_words(published_from)),
        published_to and say("not after {date}", date=date_in_words(published_to)),
        publisher and only_outlet(publisher),
        folder and say("only the folder {folder}", folder=folder),
        speaker and say("only words of {speaker}", speaker=speaker),
    )
    return [phrase for phrase in phrases if phrase]


def only_outlet(publisher: str) -> str:
    """That the search is narrowed to one outlet."""
    return say("only {outlet}", outlet=usual_name(publisher))


def unmet(question: Question) -> list[str]:
    """That the outlet which a question names is none of the folder's."""
    unmet = question.unmet
    return [say("not limited to {outlet}: no outlet here has that name", outlet=unmet)] if unmet else []


def filter_fault(fault: Fault, span: tuple[str, str] | None) -> str:
    """What is wrong with a date or a speaker that was entered as a filter."""
    if fault == "nobody":
        return say("Nobody in these articles is called so, or several are. Choose one from the list.")
    if fault == "backwards":
        return say("This is before the first date.")
    if span is None:
        return say("This is no date that a calendar has.")
    first, last = map(date_in_words, span)
    return say("Choose a date from {first} to {last}: from then your articles are.", first=first, last=last)


def unread_filter(label: str, fault: Fault) -> str:
    """That a filter is not understood, and counts for nothing yet."""
    if fault == "nobody":
        return say("{field}: nobody in these articles", field=label)
    return say("{field}: no date of these articles", field=label)


def drop_filter(phrase: str) -> str:
    """What the button is called that takes a filter away."""
    return say("Remove filter: {filter}", filter=phrase)


def show_earlier(turns: int) -> str:
    """What the button is called that shows turns from before those that are shown."""
    return say("Show earlier answers ({n} more)", n=amount(turns))


def finished(answer: Answer) -> str:
    """What a screen reader says when an answer has come."""
    if isinstance(answer, NoAnswer):
        return say("Answer finished: not in these articles")
    ended = say("Answer finished" if answer.is_complete else "Answer incomplete")
    parts = [ended, count(len(answer.citations), "source")]
    struck = len(unsupported(answer.sentences))
    return ", ".join(parts + ([left_out(struck)] if struck else []))


def others(outlets: int, articles: int) -> str:
    """That other articles print the same report: in how many other outlets, or again in its own.

    >>> others(2, 3), others(0, 1)
    ('The same report in 2 other outlets', 'The same report in 1 other article')
    """
    if outlets:
        return plural("The same report in {n} other outlet", "The same report in {n} other outlets", outlets)
    return plural("The same report in {n} other article", "The same report in {n} other articles", articles)


def strength(score: float, strong: float) -> str:
    """How well a passage fits; from `strong` on it would do as an answer."""
    return say(STRENGTHS[0 if score >= strong else 1 if score >= strong / 2 else 2])


def conversation_line(questions: int, changed: str) -> str:
    """How long a conversation is, and when it went on last."""
    return f"{count(questions, 'question')}, {clock(changed)}"


def about_conversation(action: str, title: str) -> str:
    """What a button is called that does something to a conversation."""
    return say("{action}: {title}", action=action, title=title)


def copied_quote(citation: Citation) -> str:
    """A quote with its source line, as it is put on the clipboard."""
    article = citation.article
    said = said_by(citation)
    published = article.published and date_in_words(article.published)
    title = say("“{word}”", word=article.title)
    where = [article.publisher and usual_name(article.publisher), title, published, article.path]
    source = ", ".join(part for part in [*where, article.url] if part)
    return f"{say('“{word}”', word=citation.quote)}\n— {said + '. ' if said else ''}{source}"


def progress(step: str, done: int, total: int, rate: float, left: float | None) -> str:
    """How far a build is, in a line."""
    name = say(STEPS.get(step, STARTING))
    parts = [say("{step}: {done} of {total}", step=name, done=amount(done), total=amount(total))]
    speed = say("{n} a second", n=amount(rate)) if rate >= 1 else say("{n} a minute", n=amount(rate * 60))
    parts += [speed] if rate > 0 else []
    parts += [say("{time} left", time=_duration(left))] if left is not None and done < total else []
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    """
    >>> _duration(95)
    '2 min'
    """
    if seconds < 90:
        return say("{seconds} s", seconds=max(1, round(seconds)))
    return say("{minutes} min", minutes=round(seconds / 60))


UNCHANGED = "The folder has not changed since the index was built."


# What has happened to one file, and to several: added, changed, moved, removed.
_NEWS = (("is new", "are new"), ("has changed", "have changed"), ("was moved", "were moved"), ("is gone", "are gone"))


def news(found: News) -> str:
    """How the folder has changed since the build; empty where it has not.

    >>> news(News(added=3, changed=1))
    '3 articles are new, 1 has changed since the index was built.'
    """
    if found.problem:
        return sentence(found.problem)
    kinds = zip(_NEWS, (found.added, found.changed, found.moved, found.removed), strict=True)
    said = [(words, number) for words, number in kinds if number]
    first = [plural(f"{{n}} article {one}", f"{{n}} articles {many}", number) for (one, many), number in said[:1]]
    parts = first + [plural(f"{{n}} {one}", f"{{n}} {many}", number) for (one, many), number in said[1:]]
    return say("{what} since the index was built.", what=", ".join(parts)) if parts else ""


def shown_of(shown: int, total: int, noun: str = "article") -> str:
    """How many of the articles, or of what else was found, are listed."""
    return count(total, noun) if shown == total else say("{n} of {all}", n=amount(shown), all=count(total, noun))


_DONE = {"added": "new", "changed": "changed", "moved": "moved", "removed": "removed"}


def outcome(report: Mapping[str, Any]) -> str:
    """What a build found to be different, from its report as other programs get it."""
    names = ("added", "changed", "moved", "removed")
    found = [plural(f"{{n}} {_DONE[name]}", f"{{n}} {_DONE[name]}", report[name]) for name in names if report[name]]
    skipped = len(report["skipped"])
    what = ", ".join(found) or say("nothing changed")
    done = say("Index rebuilt in {time}: {what}.", time=_duration(report["seconds"]), what=what)
    lost = plural("{n} file could not be indexed.", "{n} files could not be indexed.", skipped)
    return f"{done} {lost}" if skipped else done


# ---- speakers

SPEAKERS = "Speakers"
SPEAKERS_LINE = "Everyone whose words your articles report. Choose one to read what they said, in order of time."
FIND_SPEAKER = "Find a speaker by name, country or office"
UNNAMED_TOO = "Also those without a name, such as officials and witnesses"
NO_SUCH_SPEAKER = "Nobody of that name speaks in these articles."
ALL_SPEAKERS = "All speakers"
ALIKE = "Others with these words in a name or an office"
NEWEST_FIRST = "Newest first"
ON_WHAT = "Only statements on"
NOTHING_ON = "Nothing on this."
NO_DATE = "No date"
OTHER_ROWS = "others"
WORDS = "Words"
AS_TABLE = "As a table"
BY_DATE = "By date"
ALL_BY_DATE = "All statements on this by date"
AXIS_DAY = "%-d %b %Y"  # as Vega writes a day on an axis; it would leave the year out
TIMELINE_LINE = "A dot is one article, larger with more statements. Press one to read only what it has."
TOPIC_LINE = "Everyone whose words on this your articles report, in order of time."
TIMELINE_COLUMNS = {"outlet": "Outlet", "date": "Date", "headline": "Headline", "statements": "Statements"}
KINDS = {
    "direct": "Quoted",
    "indirect": "In the article’s words",
    "mixed": "Partly quoted",
    "written": "In the author’s own words",
}


def speakers_held(named: int, statements: int) -> str:
    """How many speak in a folder, and how much."""
    speakers, said = count(named, "speaker"), count(statements, "statement")
    return say("{speakers} with a name, {statements} in all", speakers=speakers, statements=said)


def spoke(speaker: Speaker) -> str:
    """How often somebody speaks, and when."""
    statements, articles = count(speaker.statements, "statement"), count(speaker.articles, "article")
    held = say("{statements} in {articles}", statements=statements, articles=articles)
    return f"{held}, {span(speaker.first, speaker.last)}" if speaker.first else held


def said_on(topic: str) -> str:
    """What a page is called that lists what all speakers said on a topic."""
    return say("On “{topic}”", topic=topic)


def told_once(shown: int, reports: int, statements: int) -> str:
    """How many statements are listed, where copies of one report count once.

    >>> told_once(10, 10, 12)
    '10 statements, and 2 more in copies of the same reports'
    """
    copies = statements - reports
    held = shown_of(shown, reports, "statement")
    return say("{held}, and {n} more in copies of the same reports", held=held, n=amount(copies)) if copies else held


def undated(number: int) -> str:
    """That some statements are in no picture by date."""
    one, many = "{n} statement without a date is not drawn.", "{n} statements without a date are not drawn."
    return plural(one, many, number)


def timeline_described(articles: int, rows: int) -> str:
    """What a picture shows, for those who do not see it."""
    message = "{articles} by date, in {rows}. The table has the same."
    return say(message, articles=count(articles, "article"), rows=count(rows, "row"))


def picked(row: str, headline: str) -> str:
    """Which dot of a picture was picked."""
    return say("{row}: “{headline}”", row=row, headline=headline)


def about(topics: Sequence[str]) -> str:
    """What somebody speaks about."""
    return say("About: {asked}", asked=", ".join(topics))


def within(headline: str) -> str:
    """In which article somebody speaks."""
    return say("In “{headline}”", headline=headline)


def speaks_for(countries: Sequence[str]) -> str:
    """Whom somebody speaks for."""
    return say("Speaks for {countries}", countries=", ".join(countries))


def also_called(names: Sequence[str]) -> str:
    """Under which other names somebody speaks."""
    return say("Also: {names}", names=", ".join(names))


def instead(typed: str, right: str) -> str:
    """That a name is misspelt, and whose statements are shown in its place."""
    return say("Nobody is called “{typed}” in these articles. Shown instead: {name}", typed=typed, name=right)


def manner(statement: Statement) -> str:
    """How an article reports a statement: quoted or not, of whom, with which word, and how sure that is."""
    written = statement.speaker_as_written
    by_words = say("attributed to “{name}” with “{word}”", name=written, word=statement.cue)
    said = by_words if statement.kind != "written" else say("by “{name}”", name=written)
    return say(
        "{kind}, {said}: {certainty}",
        kind=say(KINDS[statement.kind]),
        said=said,
        certainty=say(CERTAINTIES[statement.certainty]),
    )


# ---- quotations of a draft

NOTHING_TO_CHECK = "This text has nothing in quotation marks, and nothing that it says somebody said."
SAID_BY_NOBODY = "the article gives these words to nobody"
CHECKED = {
    "found": "Found",
    "altered": "Altered",
    "cut": "Cut",
    "other_speaker": "Said by somebody else",
    "absent": "Not in these articles",
}
# Of what is not quoted; the articles may say it in words that were not recognised.
CHECKED_CLAIMS = {
    "found": "Said so",
    "altered": "Told otherwise",
    "other_speaker": "Said by somebody else",
    "absent": "Not found in these articles",
}
TOLD_OTHERWISE: dict[Problem, str] = {
    "number": "the article has another number",
    "date": "the article has another date",
    "negation": "the article has the contrary, or something near it",
}


DRAFT_CHECK = "Draft check"
DRAFT_LINE = (
    "Every quotation of a draft, compared with your articles to the letter, and what it says that somebody said, "
    "compared by its sense. The draft stays on this machine."
)
DRAFT_TEXT = "Paste the draft"
DRAFT_FILE = "Or choose its file"
CHECK_DRAFT = "Check the draft"
CHECKING = "Checking each quotation and claim…"
NO_DRAFT = "Paste a text or choose a file first"
YOUR_DRAFT = "The draft"
FINDINGS = "Its quotations and claims"
EXPORT_REPORT = "Export the report"
DRAFT_COLUMNS = (
    *("number", "words", "state", "given to", "difference"),
    *("words of the article", "speaker", "source", "sha256", "index", "time"),
)


def draft_too_long(most: int, length: int) -> str:
    """That a draft is longer than the page takes."""
    message = "A draft can have {most} characters here; this one has {n}. `factcontext check` takes longer ones"
    return say(message, most=amount(most), n=amount(length))


def check_state(index: str, checked: str) -> list[str]:
    """Against which index, and when, a draft was checked."""
    return [
        say("Index {index}", index=index),
        say("Checked {time} by {program}", time=clock(checked), program=PAGE_TITLE),
    ]


def claimed(speaker: str) -> str:
    """Whom a draft gives words to."""
    return say("here said by {speaker}", speaker=speaker)


def contrary(citation: Citation) -> str:
    """That who said something said the contrary on another day."""
    return say("the same speaker said the contrary: {source}", source=dated_outlet(citation))


def altered(changes: Sequence[str]) -> str:
    """How the words of an article differ from those of a draft."""
    return say("the article has {changes}", changes="; ".join(changes))


def cut(word: str, side: str) -> str:
    """Which word of an article a quotation leaves out, though it turns what is quoted."""
    return say(
        "cut: the article has “{word}” before it" if side == "before" else "cut: the article has “{word}” after it",
        word=word,
    )


def in_place(written: str, quoted: str) -> str:
    """Words of an article that a draft has replaced."""
    return say("“{written}” for “{quoted}”", written=written, quoted=quoted)


def lacking(written: str) -> str:
    """Words of an article that a draft leaves out."""
    return say("“{written}” besides", written=written)


def put_in(quoted: str) -> str:
    """Words of a draft that the article does not have."""
    return say("no “{quoted}”", quoted=quoted)


def states(quotations: Sequence[str], claims: Sequence[str] = ()) -> str:
    """How many quotations and how many claims are in which state.

    >>> states(["found", "cut"], ["absent"])
    '2 quotations: 1 found, 1 cut. 1 claim: 1 not found in these articles'
    """
    kinds = (("quotation", CHECKED, quotations), ("claim", CHECKED_CLAIMS, claims))
    return ". ".join(_states(noun, names, found) for noun, names, found in kinds if found)


def _states(noun: str, names: Mapping[str, str], found: Sequence[str]) -> str:
    counts = [f"{found.count(state)} {say(name).lower()}" for state, name in names.items() if state in found]
    return say("{what}: {counts}", what=count(len(found), noun), counts=", ".join(counts))


# ---- a page that is shared

SIGN_IN = "Sign in"
SIGN_OUT = "Sign out"
SIGN_IN_LINE = "Sign in to ask the articles that you may read."
OPEN_ANEW = "It is not known who you are, or your session has ended. Open the page anew."
COLLECTION = "Collection"


def nothing_to_read(name: str) -> str:
    """That somebody may read no collection."""
    return say("{name} may read none of the collections here. Ask whoever runs this page to let you.", name=name)


sys.modules[__name__].__class__ = language.Spoken
