"""What a model says to its reader is no part of the answer; what it tells of the articles is, however it begins."""

import pytest

from factcontext.rag.answering.chatter import is_chatter, without_lead

SAID_TO_THE_READER = """
Sure!
Certainly.
Of course!
Great question!
Sure, here is the answer:
Here's what the articles say about the quay:
Here are the main points.
Below is a short summary.
Based on the provided extracts, here is the answer:
To answer your question:
Okay, let me look at the extracts.
I'd be happy to help with that.
I found three statements in the articles.
As an AI language model, I only see these extracts.
Answer:
Summary
Sources: [1], [2] and [4]
References: 【3】
Let me know if you need anything else!
Please let me know if you would like more details.
I hope this helps!
Feel free to ask about the other articles.
If you have any other questions, feel free to ask.
Would you like me to list the sources?
Is there anything else you want to know?
Note that this answer is based on the extracts only.
(Word count: 42)
""".strip().splitlines()
OF_THE_ANSWER = """
Here is the ferry that Orr spoke of [2].
Orr said: “Sure, let me know if it sinks” [1].
Orr hopes this helps the fleet.
Of course the quay stays shut, Orr said.
The sources of the river are dry.
Lund thanked the pilots.
Sure enough, the quay was shut.
If you sail, Lund said, the harbour office must know [2].
Let me be clear, the quay is shut [3].
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SAID_TO_THE_READER)
def test_what_is_said_to_the_reader_is_chatter(sentence: str) -> None:
    assert is_chatter(sentence)


@pytest.mark.parametrize("sentence", OF_THE_ANSWER)
def test_what_is_told_is_not(sentence: str) -> None:
    assert not is_chatter(sentence)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Based on the provided extracts, Orr shut the quay [1].", "Orr shut the quay [1]."),
        ("According to the articles, the quay is shut [1].", "The quay is shut [1]."),
        ("In the given sources, “it is shut” stands [1].", "“it is shut” stands [1]."),
        ("Answer: Orr shut the quay [1].", "Orr shut the quay [1]."),
        ("According to Orr, the quay is shut [1].", "According to Orr, the quay is shut [1]."),
        ("Based on the report, Orr shut the quay [1].", "Based on the report, Orr shut the quay [1]."),
    ],
)
def test_words_about_the_evidence_before_a_sentence_are_left_out(written: str, kept: str) -> None:
    assert without_lead(written) == kept
