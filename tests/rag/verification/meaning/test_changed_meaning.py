"""What turns evidence round: a "not" put in or left out, a "may" made "will", other roles, an opposite."""

import pytest

from factcontext.rag.verification.meaning.changed_certainty import is_made_certain
from factcontext.rag.verification.meaning.changed_negation import is_negation_changed
from factcontext.rag.verification.meaning.changed_roles import are_roles_changed
from factcontext.rag.verification.meaning.changed_to_opposite import is_opposite
from factcontext.rag.verification.meaning.meaning import Meaning
from factcontext.rag.verification.meaning.reader import read_meaning
from factcontext.rag.verification.meaning.scope import is_scope_widened
from factcontext.rag.verification.parsed_text import parse


def meanings(*texts: str) -> list[Meaning]:
    return [read_meaning(parse(text)) for text in texts]


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("The harbour is closed.", "The harbour is closed.", False),
        ("The harbour is not closed.", "The harbour is closed.", True),
        ("The harbour is closed.", "The harbour is not closed.", True),
        ("The harbour isn’t closed.", "The harbour is not closed.", False),
        ("The crew never left the ship.", "The crew left the ship.", True),
        ("The crew left the ship.", "The crew never left the ship.", True),
        ("Nobody left the ship.", "Nobody left the ship.", False),
        ("The crew left the ship.", "Nobody left the ship.", True),
        ("The council stopped closing the gates.", "The council closed the gates.", True),
        ("The council closed the gates.", "The council stopped closing the gates.", True),
        ("The ministry banned fishing in the bay.", "The ministry banned fishing in the bay.", False),
        ("The board denied closing the plant.", "The board denied closing the plant.", False),
        ("The board closed the plant.", "The board denied closing the plant.", True),
        ("The port failed to open.", "The port failed to open.", False),
        ("The port opened.", "The port failed to open.", True),
        ("The ships carried passengers, not freight.", "The ships carried freight, not passengers.", True),
        ("The ships carried freight.", "The ships carried freight rather than passengers.", False),
        (
            "The pipes were repaired without closing the road.",
            "The pipes were repaired without closing the road.",
            False,
        ),
        ("The board no longer supports the plan.", "The board supports the plan.", True),
        ("The state has yet to provide the money.", "The state has not yet provided the money.", False),
        ("The state has provided the money.", "The state has yet to provide the money.", True),
        ("Lund confirmed that she would go in May.", "Lund dismissed reports that she would go in May.", True),
        ("Lund denied that she would go in May.", "Lund dismissed reports that she would go in May.", False),
        ("The crew was not ready for the storm.", "The crew was unprepared for the storm.", False),
        ("The crew was ready for the storm.", "The crew was unprepared for the storm.", False),  # is_opposite tells it
        ("The board has no ships left in the bay.", "The board no longer has ships in the bay.", False),
        ("The owners found the plan odd.", "The owners did not trust the plan and found it odd.", False),
        ("The owners trust the plan.", "The owners did not trust the plan and found it odd.", True),
        ("The master sold the quay.", "The guild failed to read the note that the master sold the quay.", False),
        ("The master sold the quay.", "The guild rejected the notion that the master sold the quay.", True),
        ("Noise helps the poacher.", "Noise helps the poacher, never the fisher.", False),
        ("Noise helps the fisher.", "Noise helps the poacher, never the fisher.", True),
        ("There was no leak at the plant.", "There was a leak at the plant.", True),
        ("The heir is not Orr, nor is he Lund.", "The heir is neither Orr nor Lund.", False),
        ("The heir is Orr.", "The heir is neither Orr nor Lund.", True),
        ("The fund is tied to no party.", "The fund is not tied to any party.", False),
        ("The fund is tied to a party.", "The fund is tied to no party.", True),
        ("No mayor had opened the gates before.", "A mayor opened the gates for the first time.", False),
        ("No mayor opened the gates.", "A mayor opened the gates.", True),
    ],
)
def test_a_not_is_neither_put_in_nor_left_out(sentence: str, evidence: str, changed: bool) -> None:
    written, told = meanings(sentence, evidence)
    assert is_negation_changed(written, told, told) is changed


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("The strike may end on Monday.", "The strike may end on Monday.", False),
        ("The strike will end on Monday.", "The strike may end on Monday.", True),
        ("The strike ended on Monday.", "The strike might end on Monday.", True),
        ("The strike could end on Monday.", "The strike might end on Monday.", False),
        ("The strike will end on Monday.", "The strike will end on Monday.", False),
        ("The company closed the mine.", "The company plans to close the mine.", True),
        ("The company planned to close the mine.", "The company plans to close the mine.", False),
        ("The union blocked the offer.", "The union threatened to block the offer.", True),
        ("The mayor closed the theatre.", "The mayor hopes to close the theatre.", True),
        ("The mayor hoped to close the theatre.", "The mayor closed the theatre.", False),
        ("The pilots walked out.", "The pilots will walk out if talks fail.", True),
        ("The pilots will walk out if talks fail.", "The pilots will walk out if talks fail.", False),
        ("The pilots will walk out.", "The pilots will walk out unless talks resume.", True),
        ("The dam possibly cracked in the frost.", "The dam possibly cracked in the frost.", False),
        ("The dam cracked in the frost.", "The dam possibly cracked in the frost.", True),
        ("The dam may have cracked in the frost.", "The dam cracked in the frost.", False),
        ("The dam cracked in the frost.", "The dam probably cracked in the frost.", True),
        ("Orr had gone there and smelled it.", "Orr should have gone there and smelled it.", True),
        ("The board sat in Lenn.", "The board would sit in Lenn.", True),
        ("Orr will meet Lund.", "Orr will decide whether to meet Lund.", True),
        ("The inquiry began.", "Orr called for an inquiry.", True),
        ("Orr took harsh measures.", "Orr would take harsh measures.", True),
        ("Orr has taken the fort.", "Orr has claimed to have taken the fort.", True),
        ("Orr has taken the fort.", "Orr is said to have taken the fort.", True),
        ("Orr claims to have taken the fort.", "Orr has claimed to have taken the fort.", False),
        ("Orr has managed to take the fort.", "Orr has managed to take the fort.", False),
        ("Orr will take further steps.", "Lund will decide if and when Orr will take further steps.", True),
        ("Orr will put money into the yard.", "Orr would invest money in the yard if he had a say in it.", True),
        ("Orr would name a judge who keeps to the law.", "Orr will name a judge who will keep to the law.", False),
        ("What we show is that it runs.", "What we are showing is that it runs.", False),
    ],
)
def test_what_is_doubted_or_wanted_is_not_made_a_fact(sentence: str, evidence: str, changed: bool) -> None:
    written, told = meanings(sentence, evidence)
    assert is_made_certain(written, told) is changed


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("Calder sued Brill.", "Calder sued Brill.", False),
        ("Brill sued Calder.", "Calder sued Brill.", True),
        ("Brill was sued by Calder.", "Calder sued Brill.", False),
        ("Calder was sued by Brill.", "Calder sued Brill.", True),
        ("The ferry hit the barge.", "The barge hit the ferry.", True),
        ("Calder met Brill in Velm.", "Brill met Calder in Velm.", False),
        ("Calder drew with Brill.", "Brill drew with Calder.", False),
        ("Calder beat Brill.", "Brill beat Calder.", True),
        ("Calder met Brill and sued Lund.", "Calder met Brill and Lund sued Calder.", True),
        ("Brill drew level after Lund had fouled Calder.", "Brill drew level after Calder had fouled Lund.", True),
        ("Brill drew level after Calder had fouled Lund.", "Brill drew level after Calder had fouled Lund.", False),
        ("The council voted on 14 May.", "The council voted on Tuesday, 14 May.", False),
        ("Calder voted for the plan.", "Calder voted against the plan.", True),
        ("Calder voted against the plan.", "Calder voted against the plan.", False),
        ("The ships sailed to Orrow.", "The ships sailed from Orrow.", True),
        ("The ships sailed from Orrow.", "The ships sailed from Orrow.", False),
        ("The council turned off the lights.", "The council turned on the lights.", True),
        ("The clerk took records from Orrow.", "The clerk took records from the lighthouse at Orrow.", False),
        ("The barge hit a yacht.", "The barge hit the ferry.", False),
        ("The office praised the crew.", "The crew praised the office.", True),
        ("The price of bread rose.", "The price of bread rose.", False),
        ("Brill sued Calder.", "Calder sued Brill and Lund.", True),
    ],
)
def test_nobody_changes_parts(sentence: str, evidence: str, changed: bool) -> None:
    written, told = meanings(sentence, evidence)
    assert are_roles_changed(written, told) is changed


@pytest.mark.parametrize(
    ("sentence", "evidence", "opposite"),
    [
        ("Prices rose.", "Prices rose.", False),
        ("Prices rose.", "Prices fell.", True),
        ("Prices fell.", "Prices rose and then fell.", False),
        ("The water is safe.", "The water is unsafe.", True),
        ("The water is unsafe.", "The water is unsafe.", False),
        ("The plan is legal.", "The plan is illegal.", True),
        ("Fewer people came.", "More people came.", True),
        ("The talks began before noon.", "The talks began after noon.", True),
        ("She backed the plan.", "She opposed the plan.", True),
        ("She backed the plan.", "She supported the plan.", False),
        ("The minister confirmed it.", "The minister denied it.", True),
        ("They won the case.", "They lost the case.", True),
        ("The gates opened.", "The gates closed.", True),
        ("The gates opened.", "The gates were painted.", False),
        ("The town bought the mill.", "The town sold the mill.", True),
        ("He is a democrat.", "He is a republican.", False),
        ("The north bank flooded.", "The southern bank flooded.", True),
        ("The ban is indefinite.", "The ban is definite.", True),
    ],
)
def test_no_word_stands_for_its_contrary(sentence: str, evidence: str, opposite: bool) -> None:
    written, told = meanings(sentence, evidence)
    assert is_opposite(written.stems, told.stems) is opposite


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("She would pay any crew.", "She would pay any crew that returns.", True),
        ("She would pay any crew that returns.", "She would pay any crew that returns.", False),
        ("No more fires are allowed in the park.", "No more fires in tents are allowed in the park.", True),
        ("Every pilot was heard.", "Every pilot was heard, as was the mayor.", False),
        ("Every pilot was heard.", "Every pilot of the port was heard. Every pilot was heard.", False),
        ("The pilots were heard.", "Every pilot of the port was heard.", False),
    ],
)
def test_what_is_said_of_all_is_not_said_of_some_alone(sentence: str, evidence: str, changed: bool) -> None:
    assert is_scope_widened(*meanings(sentence, evidence)) is changed


@pytest.mark.parametrize(
    ("sentence", "evidence", "changed"),
    [
        ("They replaced the fee with a toll.", "They replaced the toll with a fee.", True),
        ("They replaced the toll with a fee.", "They replaced the toll with a fee.", False),
        ("Lund urged Orr to sell the yard to Pym.", "Lund urged Pym to sell the yard to Orr.", True),
        ("Lund called on Orr to sell the yard to Pym.", "Lund urged Orr to sell the yard to Pym.", False),
        ("Lund called on Pym to sell the yard to Orr.", "Lund urged Orr to sell the yard to Pym.", True),
        ("Lund pleaded with Orr to hand Pym the keys.", "Lund asked Orr to hand Pym the keys.", False),
        ("Lund called on Friday to ask Orr for the keys.", "Lund asked Orr for the keys.", False),
        ("Lund urged Orr to keep the keys from Pym.", "Lund urged Orr to hand the keys to Pym.", True),
        ("Lund urged Orr to take the keys from Pym.", "Lund urged Orr to take the keys from Pym.", False),
        ("Lund urged Orr to drive from Velm to Pym.", "Lund urged Orr to drive to Pym from Velm.", False),
        ("They traded the cow for a horse.", "They traded the horse for a cow.", True),
    ],
)
def test_two_things_do_not_change_places(sentence: str, evidence: str, changed: bool) -> None:
    assert are_roles_changed(*meanings(sentence, evidence)) is changed


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The board promised to reopen the mine.", "The board promised to reopen the mine if prices rise."),
        ("The gates were deployed in the bay.", "We are in discussions about the deployment of gates in the bay."),
        ("Pym had secured the pier.", "Pym is ready to mend the quay and secure the pier."),
        ("The crew has got in touch with the pilot.", "The crew intends to get in touch with the pilot."),
    ],
)
def test_what_is_to_come_or_depends_is_not_told_as_done(sentence: str, evidence: str) -> None:
    written, told = meanings(sentence, evidence)
    assert is_made_certain(written, told, told)


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The yard has the money to keep building until May.", "The yard has the money to build until May."),
        ("She will sell if the council fails to pay.", "She will sell if the council does not pay."),
        ("Pilots want a pause.", "If you talk to pilots, they want a pause."),
        ("Lund could not sign as mayor.", "The Orrow senator could not sign as mayor, and Lund knew it."),
    ],
)
def test_other_words_for_the_same_change_nothing(sentence: str, evidence: str) -> None:
    written, told = meanings(sentence, evidence)
    assert not is_made_certain(written, told, told)
    assert not is_negation_changed(written, told, told)
    assert not are_roles_changed(written, told)
