"""Plain text files: encodings, front matter, what is refused."""

from pathlib import Path

import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import SUFFIXES, read_article
from factcontext.index.readers.encoding import decode

WESTERN = "The “mayor” said — naïvely — that it’s £5. " * 5
RUSSIAN = "Мэр города сообщил в понедельник, что мост закроют до весны. " * 5


def text_of(data, name="story.txt"):
    return read_article(Path(name), data).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_western_text_comes_through_any_encoding(encoding):
    assert text_of(WESTERN.encode(encoding)) == WESTERN.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_cyrillic_text_comes_through_any_encoding(encoding):
    assert text_of(RUSSIAN.encode(encoding)) == RUSSIAN.strip()


@pytest.mark.parametrize("encoding", ["shift-jis", "gb18030"])
def test_east_asian_text_is_recognised(encoding):
    text = {"shift-jis": "東京で会談が行われた。首相は記者団に語った。", "gb18030": "北京举行会谈，总理对记者表示。"}[
        encoding
    ] * 10
    assert text_of(text.encode(encoding)) == text


def test_some_bad_bytes_cost_no_more_than_themselves():
    assert (
        decode("naïve “word” ".encode() * 3 + b"\xff\xfe" + "déjà".encode())
        == "naïve “word” " * 3 + "\ufffd\ufffd" + "déjà"
    )


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "no-such-charset", "base64", "utf-16", None])
def test_good_utf8_is_believed_over_any_declaration(declared):
    assert decode("“naïve”".encode(), declared) == "“naïve”"


def test_a_declared_charset_is_used_where_it_fits():
    assert decode("žluťoučký kůň".encode("iso8859-2"), "iso-8859-2") == "žluťoučký kůň"


def test_invisible_characters_go_and_letters_are_composed():
    assert (
        text_of("cafe\u0301 so\u00adft\u200b \u202ebidi\u202c\u0000\r\nnext\u00a0line".encode())
        == "café soft bidi\nnext line"
    )


def test_front_matter_becomes_metadata():
    fields = "headline: Flood in Arden\ndate: 2021-05-03\nauthors: [Jane Roe, John Poe]\nurl: https://a.example/1\nx: 1"
    article = read_article(Path("a.txt"), f"---\n{fields}\n---\nThe river rose.".encode())
    assert article.text == "The river rose."
    assert {name: (v.text, v.origin) for name, v in article.metadata.values()} == {
        "title": ("Flood in Arden", "front matter"),
        "published": ("2021-05-03", "front matter"),
        "author": ("Jane Roe, John Poe", "front matter"),
        "url": ("https://a.example/1", "front matter"),
    }


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example", "//a.example/x", "https://"]
)
def test_only_web_addresses_are_kept(url):
    article = read_article(Path("a.txt"), f"---\nurl: '{url}'\ntitle: T\n---\nThe river rose.".encode())
    assert article.metadata.url is None and article.metadata.title is not None


def test_bad_front_matter_stays_in_the_text_with_a_warning():
    article = read_article(Path("a.txt"), b"---\ntitle: [unclosed\n---\nThe river rose.")
    assert article.warnings == ("front matter is not valid YAML",)
    assert "The river rose." in article.text


def test_a_rule_at_the_top_is_no_front_matter():
    assert text_of(b"---\nThe river rose.\n---\nIt fell.").startswith("---\nThe river")


def test_aliases_that_multiply_do_not_unfold():
    levels = "".join(f"k{n}: &k{n} [{','.join([f'*k{n - 1}'] * 9 if n else ['x'])}]\n" for n in range(20))
    assert text_of(f"---\n{levels}title: *k19\n---\nThe river rose.".encode()) == "The river rose."


REFUSED = {
    "empty.txt": (b"", "empty file"),
    "blank.txt": (b" \n\n ", "empty file"),
    "mark.txt": (b"\xef\xbb\xbf", "no text found"),
    "picture.txt": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "not a txt file but a JPEG picture"),
    "picture.pdf": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "not a pdf file but a JPEG picture"),
    "binary.txt": (bytes(range(256)) * 40, "not a text file"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(600), "not a docx file but an old or encrypted Office file"),
    "text.pdf": (b"The river rose.", "not a pdf file"),
    "text.docx": (b"The river rose.", "not a docx file"),
    "song.mp3": (b"ID3", "unsupported format .mp3"),
    "noname": (b"text", "unsupported format (no suffix)"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused_with_its_reason(name):
    data, reason = REFUSED[name]
    with pytest.raises(UnreadableArticle) as refused:
        read_article(Path(name), data)
    assert str(refused.value) == reason


@pytest.mark.parametrize("name", ["long.txt", "long.md", "long.html"])
def test_an_endless_text_is_refused(name):
    with pytest.raises(UnreadableArticle, match="longer than"):
        read_article(Path(name), b"<p>" + b"word " * 450_000)


def test_suffixes_are_read_in_any_case():
    assert text_of(b"The river rose.", "STORY.TXT") == "The river rose."
    assert {".txt", ".md", ".html", ".pdf", ".docx"} <= SUFFIXES
