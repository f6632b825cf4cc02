"""Articles, names and questions that try to reach out or to run: nothing is fetched, nothing runs, all is text."""

import json
import shutil
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Semaphore, Thread

import pytest
from playwright.sync_api import Page, expect

from factcontext.index.build import build
from factcontext.ui import texts
from tests.browser.conftest import Site, ask, serving, unfold
from tests.endpoint import Request, endpoint_server, extracts, points, writes

QUESTION = "What did Nadia Crane say about the harbour?"


class Canary:
    """A server that nobody should ever call."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        hits = self.hits

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hits.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is logged: `hits` tells."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    made = Canary()
    thread = Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def poison(address: str) -> list[str]:
    """Ways to make a careless page fetch or run something, some to an article."""
    ways = _ways(address)
    return [" ".join(ways[n : n + 3]) for n in range(0, len(ways), 3)]


def _ways(address: str) -> list[str]:
    return [
        f"![a]({address}/inline.png)",
        f"![b][ref]\n\n[ref]: {address}/reference.png",
        f"[![c]({address}/linked.png)]({address}/link)",
        f"<img src='{address}/img.png' onerror='window.pwn=1'>",
        "<script>window.pwn=1</script>",
        "<svg onload='window.pwn=1'></svg>",
        f"<style>body{{background:url({address}/style.png)}}</style>",
        f"<link rel=stylesheet href='{address}/sheet.css'><iframe src='{address}/frame'></iframe>",
        "[click](javascript:window.pwn=1) <a href='javascript:window.pwn=1'>click</a>",
        f"$\\includegraphics{{{address}/latex.png}}$ :material/face: :red[x]",
        "&lt;img src=x onerror=window.pwn=1&gt; {{7*7}} ${7*7} %s {question}",
    ]


def _more_ways(address: str) -> list[str]:
    """Further ways, of what only a model would write."""
    return [
        f"![][r2] and [text][r2]\n\n[r2]: <{address}/reference2.png> 'title'",
        f'![d]({address}/title.png "title") ![e](<{address}/angle.png>) ![f](//{address[7:]}/bare.png)',
        f"<{address}/autolink> {address}/plain www.example.com",
        f"[^1] footnote\n\n[^1]: ![g]({address}/footnote.png)",
        f"| a | b |\n|---|---|\n| ![h]({address}/table.png) | <img src={address}/cell.png> |",
        f"- ![i]({address}/list.png)\n> ![j]({address}/cite.png)\n# ![k]({address}/heading.png)",
        f"```html\n<img src={address}/code.png>\n```",
        f"<picture><source srcset='{address}/set.png'><img srcset='{address}/set2.png 2x'></picture>",
        f"<video src={address}/v.mp4 autoplay poster={address}/p.png></video><audio src={address}/a.mp3 autoplay>",
        f"<object data={address}/o></object><embed src={address}/e><applet code={address}/ap></applet>",
        f"<base href={address}/base/><meta http-equiv=refresh content='0;url={address}/refresh'>",
        f"<form action={address}/form><input type=image src={address}/input.png><button>go</button></form>",
        f"<a href={address}/ping ping={address}/pinged>link</a> <area href={address}/area>",
        f"<div style='background-image:url({address}/div.png)'>x</div><table background={address}/tb.png>",
        f"<style>@import url({address}/import.css); @font-face{{font-family:f;src:url({address}/font)}}</style>",
        f"<svg><image href={address}/svg.png /><use href={address}/use.svg#a /></svg>",
        f"<math><mi xlink:href={address}/math>x</mi></math> $$\\href{{{address}/tex}}{{x}}$$",
        "<iframe srcdoc='<script>parent.window.pwn=1</script>'></iframe>",
        "<iframe src='javascript:parent.window.pwn=1'></iframe><object data='javascript:window.pwn=1'>",
        "<details open ontoggle=window.pwn=1>x</details><input autofocus onfocus=window.pwn=1>",
        "<body onload=window.pwn=1><marquee onstart=window.pwn=1>x</marquee><video><source onerror=window.pwn=1>",
        "<svg><animate onbegin=window.pwn=1 attributeName=x dur=1s></svg><svg><script>window.pwn=1</script></svg>",
        "<scr<script>ipt>window.pwn=1</scr</script>ipt> <img src=x onerror\u200b=window.pwn=1>",
        "<![CDATA[<script>window.pwn=1</script>]]> <!--><script>window.pwn=1</script>-->",
        "[a](data:text/html,<script>window.pwn=1</script>) [b](vbscript:window.pwn=1) [c](JaVaScRiPt:window.pwn=1)",
        '</span></p></section><script>window.pwn=1</script> "><script>window.pwn=1</script>',
        ":red-background[x] :material/home: :streamlit: $x$ ~~y~~ `z` \u202e reversed",
    ]


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory, embedder, canary: Canary) -> Iterator[Site]:
    """A folder of poisoned articles, indexed and served."""
    folder = tmp_path_factory.mktemp("trap")
    articles, index = folder / "articles", folder / "index"
    articles.mkdir()
    rows = []
    for n, words in enumerate(poison(canary.address)):
        name = f"{n} <img src=x onerror=window.pwn=1> ![x](y).txt"
        said = f"“The harbour number {n} is open {words} to all,” Nadia Crane said on Monday."
        (articles / name).write_text(f"Harbour {n}\n\n{said}\n\nNobody in the harbour disagreed with her.\n", "utf-8")
        rows.append({"path": name, "title": f"Harbour {n} {words}", "publisher": words, "author": words,
                     "published": "2031-05-02", "url": "javascript:window.pwn=1"})  # fmt: skip
    (articles / "metadata.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    build(articles, index, embedder)
    with serving(index, articles) as site:
        yield site


def harmless(page: Page, canary: Canary) -> bool:
    """Whether nothing ran, nothing was fetched and no markup of an article became an element."""
    page.wait_for_timeout(500)  # what would be fetched has been by now
    elements = page.locator(":is(.fc, [data-testid=stMain]) :is(img, script, iframe, object, embed, base, form, link)")
    links = page.evaluate("[...document.links].map(a => a.href)")
    return (
        page.evaluate("window.pwn") is None
        and not canary.hits
        and elements.count() == 0
        and not any(link.startswith(("javascript", canary.address)) for link in links)
    )


def test_answers_and_sources_are_inert(page: Page, trap: Site, canary: Canary) -> None:
    page.goto(trap.address)
    expect(page.get_by_role("heading", name=texts.SLOGAN)).to_be_visible()
    assert harmless(page, canary)
    ask(page, QUESTION)
    expect(page.get_by_role("region", name="Source 1: ")).to_be_attached()
    for summary in page.locator("summary").all():
        summary.click()
    assert harmless(page, canary)
    shown = page.locator(".fc").all_text_contents()
    assert any("![a](" in text for text in shown) and any("<script>" in text for text in shown)


def test_what_a_model_writes_is_inert_while_it_comes_and_when_it_is_there(
    page: Page, trap: Site, canary: Canary, tmp_path: Path
) -> None:
    def words(request: Request) -> str:
        """What a poisoned article says, so that it stands in the answer, and then all that a model could think of."""
        said = extracts(request)[0].text.replace("\n", " ")
        return " [1].\n".join([said, *_ways(canary.address), *_more_ways(canary.address)])

    pace = Semaphore(0)
    slowly = writes(words, pace=pace)  # in parts of words: no form comes in one piece
    name = f"![m]({canary.address}/model.png) <img src=x onerror=window.pwn=1>"
    index = shutil.copytree(trap.index, tmp_path / "index")
    with endpoint_server(points("1", slowly), models=(name,)) as model:
        named = {"BASE_URL": model.base_url, "MAX_TOKENS": "4000", "CONTEXT": "16000"}
        with serving(index, trap.articles, {f"FACTCONTEXT_LLM_{key}": value for key, value in named.items()}) as site:
            page.goto(site.address)
            expect(page.locator(".fc-who")).to_contain_text("Quotes are chosen by ![m](")
            box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
            box.fill(QUESTION)
            box.press("Enter")
            pace.release(150)  # more than the first sentence
            page.get_by_text("In short, written by").click()
            expect(page.locator(".fc-unchecked")).to_be_visible()
            looks = 0
            while not page.locator("section[aria-label=Answer][aria-busy=false]").count():  # it may be drawn anew
                pace.release(100)  # of more than a thousand
                assert harmless(page, canary)
                looks += 1
            assert looks > 3
            expect(page.locator("section[aria-label=Answer][aria-busy=false]")).to_be_visible()
            page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
            shown = page.locator("section[aria-label=Answer]").inner_text()
            assert "<script>window.pwn=1</script>" in shown and f"{canary.address}/inline.png" in shown
            assert harmless(page, canary)
            page.get_by_role("link", name=texts.LIBRARY).click()
            unfold(page, texts.ABOUT_INDEX)
            expect(page.get_by_role("heading", name=texts.MODEL, exact=True)).to_be_visible()
            page.get_by_role("link", name=texts.ASK).click()
            expect(page.locator("section[aria-label=Answer]")).to_be_visible()
            assert harmless(page, canary)
            page.reload()
            expect(page.locator("section[aria-label=Answer]")).to_be_visible()  # kept, at its own address
            assert harmless(page, canary)


def test_articles_are_inert(page: Page, trap: Site, canary: Canary) -> None:
    page.goto(f"{trap.address}/library")
    expect(page.locator(".fc-list a")).to_have_count(len(poison(canary.address)))
    names = [link.get_attribute("href") for link in page.locator(".fc-list a").all()]
    assert harmless(page, canary)
    for name in names:
        page.goto(f"{trap.address}/{name}")
        expect(page.locator(".fc-text")).to_be_visible()
        assert harmless(page, canary)


def test_speakers_are_inert(page: Page, trap: Site, canary: Canary) -> None:
    page.goto(f"{trap.address}/speakers")
    page.get_by_text(texts.UNNAMED_TOO).click()
    field = page.get_by_role("textbox", name=texts.FIND_SPEAKER)
    field.fill("Nadia Crane")
    field.press("Enter")
    page.locator(".fc-speakers").get_by_role("link", name="Nadia Crane", exact=True).first.click()
    expect(page.locator(".fc-timeline mark")).not_to_have_count(0)
    assert harmless(page, canary)
    page.goto(f"{trap.address}/speakers?speaker=![x]({canary.address}/s.png)<img src=x onerror=window.pwn=1>")
    expect(page.get_by_text(texts.NO_SUCH_SPEAKER)).to_be_visible()
    assert harmless(page, canary)


def test_outlets_are_inert_as_filters(page: Page, trap: Site, canary: Canary) -> None:
    page.goto(trap.address)
    unfold(page, texts.NARROW)
    assert harmless(page, canary)
    page.get_by_role("combobox", name=texts.OUTLET).select_option(index=1)
    expect(page.locator(".fc-chip")).to_be_visible()
    assert harmless(page, canary)


def test_questions_and_addresses_are_inert(page: Page, trap: Site, canary: Canary) -> None:
    page.goto(trap.address)
    ask(page, " ".join(poison(canary.address)))
    assert harmless(page, canary)
    page.goto(f"{trap.address}/article?article=![x]({canary.address}/a.png)<img src=x onerror=window.pwn=1>")
    expect(page.get_by_role("heading", name=texts.UNKNOWN_ARTICLE)).to_be_visible()
    assert harmless(page, canary)


def test_the_server_listens_on_this_machine_only(trap: Site) -> None:
    import psutil

    listening = [c.laddr.ip for c in psutil.Process(trap.process.pid).net_connections() if c.status == "LISTEN"]
    assert listening == ["127.0.0.1"]


@pytest.mark.parametrize(
    "host, origin, status",
    [
        ("{here}", "http://{here}", 101),
        ("evil.example", "http://evil.example", 403),  # what DNS rebinding makes a browser send
        ("{here}", "http://evil.example", 403),
        ("{here}", "http://127.0.0.1:9", 403),  # another port of this machine
        ("{here}", "https://{here}", 403),
        ("{here}", "null", 403),  # a file, or a frame in a sandbox
        ("{here}", None, 403),
    ],
)
def test_only_the_page_itself_opens_a_session(trap: Site, host: str, origin: str | None, status: int) -> None:
    here = trap.address.removeprefix("http://")
    connection = HTTPConnection(here, timeout=10)
    connection.putrequest("GET", "/_stcore/stream", skip_host=True)
    names = {"Host": host, "Upgrade": "websocket", "Connection": "Upgrade"} | ({"Origin": origin} if origin else {})
    names |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x" * 22 + "=="}
    for name, value in names.items():
        connection.putheader(name, value.format(here=here))
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == status
    response.close()
    connection.close()


def test_the_folder_is_left_as_it_was(trap: Site) -> None:
    names = [path.name for path in Path(trap.articles).iterdir()]
    assert len(names) == len(poison("")) + 1
