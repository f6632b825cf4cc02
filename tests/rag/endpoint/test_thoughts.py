"""What a model tells itself never comes out of its text, in whatever tags, however the text is cut into pieces."""

import pytest

from factcontext.rag.endpoint.thoughts import Thoughts

ANSWER = "Orr shut the quay [1]."
THOUGHT = "They ask of the quay. Perhaps Lund shut it [2]."


def spoken(text: str, size: int) -> str:
    thoughts = Thoughts()
    return "".join(thoughts.feed(text[at : at + size]) for at in range(0, len(text), size)) + thoughts.finish()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        ANSWER,
        f"<think>{THOUGHT}</think>{ANSWER}",
        f"<THINK>{THOUGHT}<Think>more</think>{THOUGHT}</THINK>{ANSWER}",
        f"<thought>{THOUGHT}</thought>{ANSWER}",
        f"<reasoning>{THOUGHT}</reasoning>{ANSWER}",
        f"<seed:think>{THOUGHT}</seed:think>{ANSWER}",
        f"[THINK]{THOUGHT}[/THINK]{ANSWER}",
        f"◁think▷{THOUGHT}◁/think▷{ANSWER}",
        f"<|START_THINKING|>{THOUGHT}<|END_THINKING|><|START_RESPONSE|>{ANSWER}<|END_RESPONSE|>",
        f"<|begin_of_thought|>{THOUGHT}<|end_of_thought|><|begin_of_solution|>{ANSWER}<|end_of_solution|>",
        f"<|channel|>analysis<|message|>{THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>{ANSWER}<|return|>",
        f"<|start|>assistant<|channel|>commentary to=search <|constrain|>json<|message|>{{}}<|end|>"
        f"<|start|>assistant<|channel|>final<|message|>{ANSWER}",
        f"<|channel|>final<|message|>{ANSWER}",
        f"analysis{THOUGHT}assistantfinal{ANSWER}",
        f"<answer>{ANSWER}</answer>",
        f"{ANSWER}<|im_end|>\n<|im_start|>user\nAnd Lund?",
        f"{ANSWER}<|eot_id|>assistant",
        f"{ANSWER}</s>{THOUGHT}",
    ],
)
def test_the_answer_alone_comes_out(text: str, size: int) -> None:
    assert spoken(text, size) == ANSWER


@pytest.mark.parametrize("size", [1, 3, 1000])
@pytest.mark.parametrize("end", ["</think>", "</Thinking>", "[/THINK]", "</reasoning>", "assistantfinal"])
def test_where_no_tag_has_opened_it_is_told_that_a_thought_ends(end: str, size: int) -> None:
    assert spoken(f"{THOUGHT}{end}{ANSWER}", size) == f"{THOUGHT}</think>{ANSWER}"


@pytest.mark.parametrize(
    "text", [f"<think>{THOUGHT}", f"<think><think>{THOUGHT}</think>{THOUGHT}", "<|channel|>analysis"]
)
def test_a_thought_that_never_closes_never_comes_out(text: str) -> None:
    assert spoken(text, 1) == ""


@pytest.mark.parametrize("text", ["a < b, and [1] <", "analysis of it", "ana", "", "Thought <thin", "x <|"])
def test_what_only_looks_like_a_tag_comes_out(text: str) -> None:
    assert spoken(text, 1) == spoken(text, 1000) == text
