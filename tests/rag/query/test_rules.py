"""Which rule answers a question, and the speaker, the topic and the act that it reads out of it."""

import pytest

from factcontext.rag.query.normalization import normalized, without_second_word
from factcontext.rag.query.parse import RULES, parse_by_rule
from tests.fakes import FolderNames

NAMES = FolderNames(["Ines Calder", "Tomas Brill", "Selda", "the Harbour Board"])

# Rule, question, speaker, topic, act; "-" where there is none.
TABLE = """\
topic first | On the gates, what did Calder say? | Calder | the gates | -
topic first | When it comes to the strike, how did Brill respond? | Brill | the strike | react
topic first | As for wages: did Calder deny the report? | Calder | wages the report | deny
topic first | In Torvane, who denied the report? | - | Torvane denied the report | deny
topic first | After the storm, what was Calder's reaction? | Calder | the storm | react
topic first | Straight after the storm, what did Calder promise? | Calder | Straight after the storm | promise
topic first | It leaked off Selda; what did Brill say about it? | Brill | It leaked off Selda it | -
topic first | Of the bidders, who is against the tunnel? | - | the bidders the tunnel | favour
topic first | Calder, what did she say about the gates? | Calder | the gates | -
topic first | On Calder, what did Brill say? | Brill | Calder | -
in the eyes of | In Calder's eyes, why are the gates rusty? | Calder | the gates rusty | -
in the eyes of | Why are the gates rusty, in the mayor's view? | the mayor | the gates rusty | -
in the eyes of | How do people in Selda see Brill, in Calder's words? | Calder | Selda see Brill | -
in the eyes of | Are the gates rusty in the opinion of Ines Calder? | Ines Calder | Are the gates rusty | -
by whom | By whom was the mayor accused of a lie? | - | the mayor accused of a lie | -
by whom | By which minister was the tunnel called off? | - | the tunnel called off | -
known subject | What worries the mayor about the tunnel? | the mayor | the tunnel | -
known subject | What made Calder doubt the report? | Calder | doubt the report | -
known subject | How did the skipper brush off the blame? | the skipper | brush off the blame | -
auxiliary | What did Calder, who was in Selda, say about the gates? | Calder | the gates | -
according to | How many gates are rusty, going by Calder? | Calder | many gates are rusty | -
change | What changed in Calder's position on the strike? | Calder | the strike | change
change | Has Calder changed her mind on the strike? | Calder | the strike | change
change | How has Calder's view on the strike changed? | Calder | the strike | change
change | Why has Brill shifted his stance on the gates? | Brill | the gates | change
compared | Compare Calder and Brill on the gates | Calder and Brill | the gates | -
compared | What are the differences between Calder's and Brill's views? | Calder's and Brill |  | -
compared | contrast Calder and Brill on wages | Calder and Brill | wages | -
who is quoted | Who is quoted as saying that the gates are rusty? | - | the gates are rusty | -
who is quoted | Who else was cited on the gates? | - | the gates | -
who is quoted | Whose view is that the gates are rusty? | - | the gates are rusty | -
who favours | Who is against the strike? | - | the strike | favour
who favours | Who else is in favor of the tunnel? | - | the tunnel | favour
who favours | Who Is Against The Strike? | - | The Strike | favour
quoted as | What was Calder quoted as saying about the gates? | Calder | the gates | -
quoted as | Is Brill cited as saying that the tunnel leaks? | Brill | the tunnel leaks | -
quoted as | How was Calder quoted on the strike? | Calder | the strike | -
noun given | What reason did Calder give for the closure? | Calder | the closure | -
noun given | What advice has Brill offered on the gates? | Brill | the gates | -
noun given | What kind of concerns did Calder raise about the tunnel? | Calder | the tunnel | -
auxiliary | What did Calder herself say about the gates? | Calder | the gates | -
auxiliary | What did Calder say about the gates? | Calder | the gates | -
auxiliary | Did Calder deny the report? | Calder | the report | deny
auxiliary | Didn't Calder say that the gates are rusty? | Calder | the gates are rusty | -
auxiliary | In what way did Calder comment on the gates? | Calder | the gates | -
auxiliary | Why does Calder think the gates failed? | Calder | the gates failed | why
auxiliary | When did Calder say the gates would open? | Calder | the gates would open | when
auxiliary | What did Calder call for? | Calder |  | demand
auxiliary | what did calder said about the gates | calder | the gates | -
auxiliary | What do experts say about the gates? | - | the gates | -
auxiliary | Did anyone deny the report? | - | deny the report | deny
auxiliary | What did Calder tell the union about the gates? | Calder | the gates | -
auxiliary | What did the State Department say about the gates? | the State Department | the gates | -
auxiliary | Where does Calder stand on the strike? | Calder | the strike | favour
possessive | What does Calder's answer suggest about the gates? | Calder | the gates | react
auxiliary | Which of the gates did Calder mention? | Calder |  | -
auxiliary | What hymn did Calder praise? | Calder |  | praise
possessive | What is Calder's stance on night landings? | Calder | night landings | -
possessive | Where is Brill's statement on the gates? | Brill | the gates | -
possessive | What are Calder's plans for the tunnel? | Calder | the tunnel | -
possessive | Why is Calder's statement on the gates disputed? | Calder | the gates disputed | -
possessive | What was Calder's reaction to Brill demanding that it stop? | Calder | Brill demanding that it stop | react
possessive | Why do Calder's remarks matter? | Calder | matter | -
according to | How many gates are rusty, according to Calder? | Calder | many gates are rusty | -
according to | According to Calder, what is wrong with the gates? | Calder | wrong with the gates | -
according to | According to the harbour board, why did the gates fail? | the harbour board | the gates fail | -
passive | Was the report denied by Calder? | Calder | the report | deny
passive | Was Brill accused of theft by Calder? | Calder | Brill of theft | criticise
passive | What was said about the gates by Calder? | Calder | the gates | -
what was said | What was said about the gates? | - | the gates | -
what was said | What has been written about the tunnel? | - | the tunnel | -
what was said | What else was said about the strike? | - | the strike | -
who said | Who said that the gates are rusty? | - | the gates are rusty | -
who said | Which senator said that the gates are rusty? | - | the gates are rusty | -
who said | Which former mayor of Torvane scolded Brill? | - | former mayor of Torvane scolded Brill | criticise
who said | Which pilot vouched for the gates? | - | pilot vouched for the gates | praise
who said | Who proclaimed that the gates would hold? | - | proclaimed that the gates would hold | -
who said | Who disagreed with Brill about the gates? | - | disagreed with Brill about the gates | favour
who said | Who has denied the report? | - | denied the report | deny
who said | Who called Calder a liar? | - | called Calder a liar | -
who said | Who else commented on the gates? | - | the gates | -
who said | What official warned of a flood? | - | warned of a flood | warn
noun of | quotes from Calder about the gates | Calder | the gates | -
noun of | What is the stance of Ines Calder on the gates? | Ines Calder | the gates | -
noun of | any statement by Calder on the gates? | Calder | the gates | -
noun of | remarks of Brill on wages | Brill | wages | -
in favour | Is Calder in favour of the strike? | Calder | the strike | favour
in favour | Was Brill not critical of the tunnel? | Brill | the tunnel | favour
in favour | Why is Calder opposed to the tunnel? | Calder | the tunnel | favour
embedded | He wants to know, as we ran it, what Calder has said about the gates, if anything. | Calder | the gates | -
embedded | I am a student and I wonder whether Brill denied the report, please | Brill | the report | deny
indirect | tell me what Calder said about the gates | Calder | the gates | -
indirect | anything Calder said about the gates | Calder | the gates | -
indirect | Brill denied the report | Brill | the report | deny
indirect | Calder said what about the gates? | Calder | the gates | -
indirect | do you know if Calder mentioned the gates? | Calder | the gates | -
indirect | whether Calder has criticised the union | Calder | the union | criticise
second of two | What is the issue and how does Calder propose to address it? | Calder | the issue, address it | -
second of two | What is the tunnel, and what did Brill say about it? | Brill | the tunnel, it | -
name and topic | Calder on the gates | Calder | the gates | -
name and topic | Calder: the gates | Calder | the gates | -
name and topic | Ines Calder re night landings | Ines Calder | night landings | -
name and topic | calder on the gates | calder | the gates | -
name and noun | Calder's view on the gates | Calder | the gates | -
name and noun | Calder statement on the gates | Calder | the gates | -
name and noun | current Calder position on wages | Calder | wages | -
noun of anybody | What were the reactions to the strike? | - | the strike | react
noun of anybody | responses to the flood | - | the flood | react
possessive anywhere | Is there any truth in Brill's claim that the gates leak? | Brill | the gates leak | -
possessive anywhere | Is there any doubt about Ines Calder's statement on the tunnel? | Ines Calder | the tunnel | -
possessive anywhere | What went wrong with Calder's speech? | Calder | went wrong with speech | -
possessive anywhere | Any reason to trust Calder's promise? | Calder |  | promise
keywords | calder gates | calder | gates | -
keywords | rusty gates calder | calder | rusty gates | -
keywords | calder | calder |  | -
keywords | quotes ines calder tunnel | ines calder | tunnel | -
known subject | Was Calder certain that the gates would hold? | Calder | certain that the gates would hold | -
known subject | What excuse did Calder bring up for the delay? | Calder | excuse bring up for the delay | -
known subject | Would Ines Calder resign over the flood? | Ines Calder | resign over the flood | -
known subject | Did Selda block it? | Selda | block it | -
known subject | How much did Brill say the tunnel cost? | Brill | much say the tunnel cost | -
fact | How did guests of the fair greet Calder's answers? | - | - | -
fact | How did the town of Selda answer Calder's remark about its gates? | - | - | -
fact | Which mayor was troubled by Calder asserting ownership of the gates? | - | - | -
fact | How much did the town pay its guards in 1998? | - | - | -
fact | Which gate did the flood break? | - | - | -
fact | How old are the gates? | - | - | -
fact | harbour gates | - | - | -
fact | What did the Normans build? | - | - | -
fact | What does plastid mean? | - | - | -
fact | oslo on gates | - | - | -
fact | Attack on Torvane | - | - | -
fact | What did they say? | - | - | -
fact | is it known whether calder's claim that the gates leak is true | - | - | -
fact | Brill argues that people behave in what way? | - | - | -
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in TABLE.splitlines()]


@pytest.mark.parametrize(("rule", "asked", "speaker", "topic", "act"), ROWS)
def test_the_rule_that_answers_and_what_it_reads(rule, asked, speaker, topic, act):
    name, question = parse_by_rule(asked, NAMES)
    assert (name, question.speaker or "-", question.act or "-") == (rule, speaker, act)
    assert question.topic == (asked.strip("?") if rule == "fact" else topic)


def test_every_rule_is_in_the_table():
    assert {row[0] for row in ROWS} == {"fact", *(rule.name for rule in RULES)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_answers_its_own_example(rule):
    assert parse_by_rule(rule.example, FolderNames(["John Kerry", "Sergei Lavrov"]))[0] == rule.name


def test_names_of_rules_are_no_name_twice():
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("  What did   Calder say?! ", "What did Calder say"),
        ("WHAT DID CALDER SAY?", "what did calder say"),
        ("what's Calder's view", "what is Calder's view"),
        ("What'd Calder say?", "What did Calder say"),
        ("Hasn't Calder denied it?", "Has not Calder denied it"),
        ("Hello, could you please tell me what Calder said?", "what Calder said"),
        ("What did Calder say about the gates, thanks", "What did Calder say about the gates"),
        ("What does Calder have to say about gates", "What does Calder say about gates"),
        ("What does Calder make of the gates", "What does Calder think of the gates"),
        ("Did Calder say yesterday “it isn't late”?", "Did Calder say yesterday “it isn't late”"),
    ],
)
def test_wording_is_normalised_where_a_question_begins_and_ends(asked, kept):
    assert normalized(asked) == kept


@pytest.mark.parametrize(
    ("asked", "rest", "act"),
    [
        ("what did Calder say, and when", "what did Calder say", "when"),
        ("what did Calder say and why did she say that", "what did Calder say", "why"),
        ("what did Calder say, and where", "what did Calder say", None),
        ("what did Calder say when asked", "what did Calder say when asked", None),
    ],
)
def test_a_second_question_word_is_taken_off(asked, rest, act):
    assert without_second_word(asked) == (rest, act)
