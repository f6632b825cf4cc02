"""Takes out of what a model writes what it tells itself, in whatever tags its makers chose for that."""

import re

from factcontext.rag.records import THOUGHT_ENDS

# The names in angle brackets of DeepSeek, Qwen, Gemini, Exaone, Hermes and others; "seed:think" is ByteDance's.
_NAMES = (
    "think thinking thought thoughts reason reasoning reflection scratchpad analysis inner_monologue "
    "internal_monologue seed:think"
).split()
_OPEN = (
    *(f"<{name}>" for name in _NAMES),
    "[think]",  # Mistral
    "◁think▷",  # Kimi
    "<|begin_of_thought|>",  # OpenThinker
    "<|start_thinking|>",  # Cohere
    "<|channel|>",  # gpt-oss, in OpenAI's harmony format: "analysis", "commentary", unless it is "final"
)
_CLOSE = (
    *(f"</{name}>" for name in _NAMES),
    "[/think]",
    "◁/think▷",
    "<|end_of_thought|>",
    "<|end_thinking|>",
)
# All before it was for the model itself, or for nobody; "assistantfinal" is left where a server drops the marks.
_ANSWER = (
    "<|channel|>final<|message|>",
    "final<|message|>",
    "assistantfinal",
)
# What surrounds an answer in the templates of models, where a server lets it through.
_MARKS = (
    "<|begin_of_solution|>", "<|end_of_solution|>", "<|start_response|>", "<|end_response|>", "<|start|>assistant",
    "<|im_start|>assistant", "<|assistant|>", "<|end|>", "<|return|>", "<|message|>", "<answer>",
    "</answer>", "<response>", "</response>", "<s>",
)  # fmt: skip
# The model's turn is over, and what it writes on is nobody's.
_OVER = (
    "<|im_end|>", "<|eot_id|>", "<|end_of_text|>", "<|endoftext|>", "<end_of_turn>", "<eos>", "</s>",
    "<|im_start|>user", "<|user|>", "<|start_header_id|>", "[inst]", "[/inst]", "<｜end▁of▁sentence｜>",
)  # fmt: skip
_ALL = sorted((*_OPEN, *_CLOSE, *_ANSWER, *_MARKS, *_OVER), key=len, reverse=True)
_TAG = re.compile("|".join(map(re.escape, _ALL)), re.IGNORECASE)
_LONGEST = len(_ALL[0])
# Harmony without its marks begins like this: "analysisThe user asks …assistantfinalThe mayor said …".
_BARE_ANALYSIS = re.compile(r"\s*analysis(?=[A-Z])")
_BARE = "analysis"


class Thoughts:
    """What has come of a text, and what of it is for the reader.

    >>> thoughts = Thoughts()
    >>> thoughts.feed("<think>They ask of the toll.</th") + thoughts.feed("ink>It is the law.") + thoughts.finish()
    'It is the law.'
    """

    def __init__(self) -> None:
        self._waiting = ""  # may be half a tag
        self._depth = 0  # of thoughts within thoughts
        self._is_over = False
        self._has_begun = False
        self._has_said = False  # anything since it last told that all before was a thought

    def feed(self, text: str) -> str:
        """Add what has come; gives what is for the reader, `THOUGHT_ENDS` where all before it was not."""
        self._waiting += text
        if not self._begin(final=False):
            return ""
        spoken, start = "", 0
        for tag in _TAG.finditer(self._waiting):
            spoken += self._said(self._waiting[start : tag.start()]) + self._pass(tag.group().lower())
            start = tag.end()
        kept = max(start, len(self._waiting) - _half_tag(self._waiting[start:]))
        spoken += self._said(self._waiting[start:kept])
        self._waiting = self._waiting[kept:]
        return spoken

    def finish(self) -> str:
        """The rest, when nothing more comes."""
        self._begin(final=True)
        rest, self._waiting = self._said(self._waiting), ""
        return rest

    def _begin(self, final: bool) -> bool:
        """Whether enough has come to tell how the text begins; a bare "analysis" opens a thought."""
        if self._has_begun:
            return True
        start = self._waiting.lstrip()
        if not final and (not start or len(start) <= len(_BARE) and _BARE.startswith(start)):
            return False
        self._has_begun = True
        self._depth += bool(_BARE_ANALYSIS.match(self._waiting))
        return True

    def _said(self, text: str) -> str:
        said = "" if self._depth or self._is_over else text
        self._has_said = self._has_said or bool(said)
        return said

    def _take_back(self) -> str:
        """Tell that what was said before was for nobody."""
        was_said, self._has_said = self._has_said and not self._is_over, False
        return THOUGHT_ENDS if was_said else ""

    def _pass(self, tag: str) -> str:
        """Go on behind a tag; gives what is told of it."""
        if tag in _OVER:
            self._is_over = not self._depth
        elif tag in _OPEN:
            self._depth += 1
        elif tag in _ANSWER:
            self._depth = 0
            return self._take_back()
        elif tag in _CLOSE and not self._depth:
            return self._take_back()
        elif tag in _CLOSE:
            self._depth -= 1
        elif tag == "<|end|>" and self._depth:  # of harmony: a message is over, and with it a channel
            self._depth = 0
        return ""


def _half_tag(text: str) -> int:
    """How many letters at the end of a text may be the beginning of a tag."""
    for size in range(min(len(text), _LONGEST - 1), 0, -1):
        end = text[-size:].lower()
        if any(tag.startswith(end) for tag in _ALL):
            return size
    return 0
