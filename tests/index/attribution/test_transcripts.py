"""Transcripts: which lines open a turn, how far it runs, what is nobody's, and what is no transcript."""

import pytest

from factcontext.index.attribution.transcripts import transcript_turns

BRIEFING = "Press Briefing by Press Secretary Vera Lund"


def turns(text: str, title: str = "") -> list[tuple[str, list[str]]]:
    """The label and the words of each turn."""
    found = transcript_turns(text, title)
    return [(turn.label.written, [text[slice(*span)] for span in turn.contents]) for turn in found]


@pytest.mark.parametrize(
    "narrated",
    ["The spokeswoman left the room at noon.", "Lund has been press secretary since May.", "She then left for Velm."],
)
def test_what_tells_of_the_last_speaker_is_the_newsrooms(narrated: str) -> None:
    text = f"MS. LUND: It is gone.\n\nQ Why?\n\nMS. LUND: The storm.\n\nI saw it.\n\n{narrated}\n\nIt rained."
    assert turns(text)[-1] == ("MS. LUND", ["The storm.", "I saw it."])


def test_who_goes_on_to_say_i_goes_on() -> None:
    said = ["I can answer that.", "The minister must resign over the weir.", "I told him so."]
    text = "MS. LUND: It is gone.\n\nQ Why?\n\nMS. LUND: " + "\n\n".join(said)
    assert turns(text)[-1] == ("MS. LUND", said)


@pytest.mark.parametrize(
    "opened",
    [
        ["Senator ORR (Velm) (14:02)", "Senator LUND (Torv—Leader of the House) (14:05)", "The PRESIDENT"],
        ["Vera Lund -- Chief Executive", "Ivo Orr -- Velm Bank -- Analyst", "Vera Lund -- Chief Executive"],
        ["Mr. K. Orr (Velm North)", "The Minister for Ports (Ms. V. Lund)", "Mr. K. Orr"],
    ],
)
def test_a_record_may_have_titles_in_small_letters(opened: list[str]) -> None:
    text = "\n\n".join(f"{label}: The pier is gone." for label in opened)
    assert [words for _, words in turns(f"House of Assembly\n\n{text}")] == [["The pier is gone."]] * len(opened)


def test_lines_with_quotations_behind_titles_are_no_record() -> None:
    assert not turns("\n\n".join(f"Sen. {name} (D-Velm): “It is gone.”" for name in ("A. Orr", "V. Lund", "I. Dahl")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MS. LUND: The pier is gone.\n\nAll of it.\n\nQ Why?\n\nMS. LUND: The storm.",
            [("MS. LUND", ["The pier is gone.", "All of it."]), ("Q", ["Why?"]), ("MS. LUND", ["The storm."])],
        ),
        (
            "MS. LUND: It is gone.\n\nQ Why?  MS. LUND: The storm.\n\nPage 49\n\n(488)\n\n"
            "Motion agreed to.\n\nAll of it.",
            [("MS. LUND", ["It is gone."]), ("Q", ["Why?"]), ("MS. LUND", ["The storm.", "All of it."])],
        ),
        ("QUESTION: Why?\n\nMR. ORR: The storm.", [("QUESTION", ["Why?"]), ("MR. ORR", ["The storm."])]),
        (
            "Q: Why?\nA: The storm.\nQ: When?\nA: On Monday.",
            [("Q", ["Why?"]), ("A", ["The storm."]), ("Q", ["When?"]), ("A", ["On Monday."])],
        ),
        ("Q. Why?\n\nA. The storm.\n\nQ. When?", [("Q", ["Why?"]), ("A", ["The storm."]), ("Q", ["When?"])]),
        (
            "PRESIDENT ORR (as interpreted): It is gone.\n\nPRESIDENT LUND: I saw.\n\nPRESIDENT ORR: Good.",
            [("PRESIDENT ORR", ["It is gone."]), ("PRESIDENT LUND", ["I saw."]), ("PRESIDENT ORR", ["Good."])],
        ),
        (
            "HON. V. LUND (Minister for Ports).- It is gone.\n\nHON. M. ORR.- When?",
            [("HON. V. LUND", ["It is gone."]), ("HON. M. ORR", ["When?"])],
        ),
        (
            "HON. M. ORR asked the Government, upon notice:\n\nIs it gone?\n\nHON. V. LUND.- It is.",
            [("HON. M. ORR", ["Is it gone?"]), ("HON. V. LUND", ["It is."])],
        ),
        (
            "Mr. ORR of Ohio. Madam Speaker, it is gone.\n\nThe SPEAKER pro tempore. Order.\n\nMr. ORR of Ohio. Gone!",
            [
                ("Mr. ORR of Ohio", ["Madam Speaker, it is gone."]),
                ("The SPEAKER", ["Order."]),
                ("Mr. ORR of Ohio", ["Gone!"]),
            ],
        ),
        (
            "Ms LUND (Selda—Minister for Ports) (14:05): It is gone.\n\nMr ORR (Osten) (14:09): When?"
            "\n\nMs LUND: Now.\n\nMr ORR: So?",
            [("Ms LUND", ["It is gone."]), ("Mr ORR", ["When?"]), ("Ms LUND", ["Now."]), ("Mr ORR", ["So?"])],
        ),
        (
            "Vera Lund: The pier is gone.\n\nHost: All of it?\n\nLund: Every plank.\n\nHost: I am sorry.",
            [
                ("Vera Lund", ["The pier is gone."]),
                ("Host", ["All of it?"]),
                ("Lund", ["Every plank."]),
                ("Host", ["I am sorry."]),
            ],
        ),
    ],
)
def test_a_turn_runs_to_the_next_label(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert turns(text, BRIEFING if "MS. LUND" in text or "MR. ORR" in text else "") == expected


def test_another_speaker_whom_captions_do_not_name_closes_a_turn() -> None:
    text = "Vera Orr: It rains.\n\n>> Does it?\n\nIt does.\n\nKit Lund: It did.\n\nVera Orr: It rains.\n\nKit Lund: No."
    assert turns(text) == [
        ("Vera Orr", ["It rains."]),
        ("Kit Lund", ["It did."]),
        ("Vera Orr", ["It rains."]),
        ("Kit Lund", ["No."]),
    ]


def test_one_label_opens_a_speech_that_the_title_announces() -> None:
    words = "THE PRESIDENT: It is gone.\n\n(Applause.)\n\nWe build anew. (Laughter.) Soon."
    text = f"Selda Harbour\n\n9:05 A.M.\n\n{words}\n\n9:40 A.M."
    assert turns(text, "Remarks by President Orr") == [("THE PRESIDENT", ["It is gone.", "We build anew.", "Soon."])]


@pytest.mark.parametrize(
    "end",
    ["END 9:40 A.M.", "# # #", "This interview has been edited and condensed.", "Lund said later that she was tired."],
)
def test_a_turn_ends_where_the_transcript_does(end: str) -> None:
    text = f"Q Why?\n\nMS. LUND: The storm.\n\n{end}\n\nThe pier was built long ago."
    assert turns(text, BRIEFING) == [("Q", ["Why?"]), ("MS. LUND", ["The storm."])]


def test_the_last_line_of_an_exchange_in_an_article_is_but_its_own_paragraph() -> None:
    text = "Lund: It is gone.\n\nOrr: When did it go?\n\nLund: At noon.\n\nOrr: I see.\n\nThe pier stood for years."
    assert turns(text)[-1] == ("Orr", ["I see."])


def test_a_heading_in_capitals_closes_a_turn_and_opens_none() -> None:
    text = "LUND: “It is gone.”\n\nTHE FACTS: It stands.\n\nORR: “I saw it.”\n\nTHE FACTS: He was away.\n\nLUND: “So?”"
    assert turns(text) == [("LUND", ["“It is gone.”"]), ("ORR", ["“I saw it.”"]), ("LUND", ["“So?”"])]


@pytest.mark.parametrize(
    "text",
    [
        "The pier is gone. Vera Lund said so.",
        "Lund: 12\n\nOrr: 14\n\nLund: 20\n\nOrr: 25\n\nLund: 30",  # figures
        "WASHINGTON: The pier is gone.\n\nIt was old.",
        "LUND: The pier is gone.\n\nIt was old.",  # one label alone, and no title that says what this is
        "Q and A are letters.\n\nA storm came.",
        "Date: Monday.\n\nPlace: Selda.\n\nPrice: two crowns.",
        "",
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert turns(text) == []


def test_a_word_before_a_colon_within_a_turn_opens_none() -> None:
    text = "MS. LUND: Look: it is gone.\n\nLook: the planks float.\n\nMr. President: thank you.\n\nQ Why?"
    assert [label for label, _ in turns(text, BRIEFING)] == ["MS. LUND", "Q"]


def test_a_law_in_a_heading_opens_no_turn() -> None:
    text = "Harbour Bill: Second Reading\n\nMS. LUND: I beg to move.\n\nMR. ORR: I second.\n\nMS. LUND: Thank you."
    assert [label for label, _ in turns(text, "Oral questions")] == ["MS. LUND", "MR. ORR", "MS. LUND"]


def test_a_salutation_opens_no_turn() -> None:
    text = "Dear Nora: He left.\n\nDear Alone: Go too.\n\nDear Nora: She left.\n\nDear Lost: Stay."
    assert turns(text, "Interview: advice") == []


def test_the_name_in_a_headline_over_a_transcript_opens_its_own_line_alone() -> None:
    text = (
        "Vera Lund: Pier Gone\n\nThe harbour minister spoke on Monday.\n\nMR. ORR: Why?\n\nMS. LUND: The storm.\n\n"
        "MR. ORR: When?\n\nMS. LUND: On Monday."
    )
    assert turns(text)[:2] == [("Vera Lund", ["Pier Gone"]), ("MR. ORR", ["Why?"])]


@pytest.mark.parametrize("label", ["(Velm North)", "(chair), of Velm", "**", ", chair"])
def test_a_label_without_a_name_is_none(label):
    assert all(who != label for who, _ in turns(f"{label}: They leak.\n\nMS. ORR: They do.\n\n{label}: They do not.\n"))


def test_a_hearing_may_have_its_names_in_small_letters() -> None:
    labels = ["Chairman Orr", "Ms. Lund", "The Chairman", "Dr. Lind of Velm", "Ms. Lund"]
    text = "\n\n".join(f"{label}. I thank you for that." for label in labels)
    found = turns(f"Hearing of the Committee on Locks\n\n{text}")
    assert found == [(label, ["I thank you for that."]) for label in labels]


def test_films_that_are_named_so_are_no_hearing() -> None:
    assert not turns("Films we love\n\nDr. No. The first film is the best.\n\nMr. Bean. A comedy about a man.")


def test_who_is_addressed_before_a_colon_does_not_speak() -> None:
    said = ["Good to see you.", "President Orr, I am clear: it must end.", "I told you so."]
    text = "VICE PRESIDENT LUND: " + "\n\n".join(said) + "\n\nPRESIDENT ORR: Thank you."
    assert turns(text, "Remarks") == [("VICE PRESIDENT LUND", said), ("PRESIDENT ORR", ["Thank you."])]


OPENED = """Transcript: Briefing of the Foreign Ministry

MS. LUND: Good afternoon. I have one announcement.

The ministry's spokeswoman, Vera Lund, opened the briefing at 12:30.

QUESTION: Has the ambassador been told to leave?

MS. LUND: The ambassador has been invited for a conversation.

QUESTION: Will she come?

MS. LUND: Ask her."""
HOUSE = """House of Assembly: Fisheries Bill

Mr. Jay Orr (Velm North): I beg to move that the Bill be read a second time.

Mrs. Vera Lund (Osten): Who is to feed the crews?

Mr. Orr: The fund will pay every crew.

Mrs. Lund: Promises will not fill one pot.

The Speaker: Order. Members will kindly address the Chair.

Question put and agreed to. The Bill was read a second time and sent to committee.

Mr Speaker: I thank the House.

The House adjourned at seven o'clock."""


def test_a_paragraph_that_names_whoever_speaks_is_nobodys_words() -> None:
    assert turns(OPENED, "Transcript")[:3] == [
        ("MS. LUND", ["Good afternoon. I have one announcement."]),
        ("QUESTION", ["Has the ambassador been told to leave?"]),
        ("MS. LUND", ["The ambassador has been invited for a conversation."]),
    ]


def test_who_presides_ends_a_turn_and_what_the_record_notes_is_nobodys() -> None:
    assert turns(HOUSE)[-3:] == [
        ("Mrs. Lund", ["Promises will not fill one pot."]),
        ("The Speaker", ["Order. Members will kindly address the Chair."]),
        ("Mr Speaker", ["I thank the House."]),
    ]
