"""Recognises boilerplate by its form: paragraphs of the web page around a story, such as adverts and captions."""

import re

from factcontext.index.lexicon.word_groups import any_of, word_group

# Furniture is short; the longest, a newsletter box or a cookie notice, has some 60 words.
_MAX_WORDS = 60
_MAX_CHARS = 500


_SITE = any_of(word_group("sharing services"))
_AGENCY = any_of(word_group("picture agencies") | word_group("news agencies"))

# Words on buttons and over boxes. A story has some of them as sentences ("Pause."), so a full stop makes them text.
_BUTTONS = word_group("buttons")

# Each rule matches a whole paragraph, without regard to case and to a final full stop.
_PLAYERS = (
    r"watch(?: live| now| video| the video| more| again| next)?",
    r"(?:just|must) watche?d?|now playing|up next|autoplay|skip ad|closed captions?|full ?screen|play video|"
    r"more videos?.{0,30}",
    r"watch (?:[\w.&'’-]+ ){0,3}(?:news|live|tv|video|now|online)",
    r"(?:video player is|loading)(?: loading)?(?:\.{2,}|…)?|(?:current time|duration|remaining time|"
    r"stream type).{0,20}",
    r"(?:this|the) (?:video|audio|content) (?:can ?not be played|is (?:un|not |no longer )available|"
    r"isn[’']t available|will start).{0,40}",
    r"media playback is .{0,60}",
    r"(?:your browser|please enable|to (?:play|view) this|javascript).{0,40}\b(?:support|javascript|browser|"
    r"cookies)\b.{0,80}",
    r"listen(?: to this (?:article|story))?(?: [·•|-])? ?(?:\d+ ?min(?:utes?|s)?|\d{1,2}:\d\d)?|"
    r"listen to this article.{0,40}",
    r"(?:\d+[- ]min(?:ute)?s?(?: to)? read|(?:estimated )?read(?:ing)? time:?.{0,20})",
)
_APPS = (
    r"(?:view|open|read|continue|use|get) (?:[\w.&'’-]+ ){0,4}(?:in|in (?:the )?app|app)",
    r"(?:[\w.&'’-]+ ){0,4}app (?:open|install|get)",
    r"(?:chrome|safari|firefox|browser|edge)(?: (?:chrome|safari|firefox|browser|edge))* ?(?:continue|open)?",
    r"(?:click here to )?(?:download|get|install|try) (?:our|the) .{0,40}\bapps?\b.{0,60}",
    r"never miss (?:a|an|another) .{0,40}",
    r"(?:be|stay) the first to know.{0,60}|stay (?:informed|up to date|connected|in the know)",
    r"(?:get|allow|turn on|enable|receive|manage|sign up for) .{0,40}(?:notifications?|alerts)\b.{0,120}",
    r".{0,60}(?:would|[’']d) like to send you (?:push )?notifications?.{0,80}",
    r"for breaking news\b.{0,80}\bapp\b.{0,20}|not now|no,? thanks|maybe later|got it|back to top|"
    r"skip to .{0,20}content",
)
_SHARING = (
    r"share(?: (?:this|the))?(?: (?:article|story|post|page|video|link))?(?: (?:on|via|with|by)\b.{0,40})?|"
    r"about sharing",
    rf"(?:(?:share|tweet|pin|post|send|like|follow)(?: (?:this|it))? (?:on|via|to|us on) )?{_SITE}"
    rf"(?:[\s,|/·•&-]+(?:and )?(?:share on )?{_SITE})*(?: share)?",
    r"(?:click|tap) (?:here )?to .{0,60}|link copied.{0,20}|copy (?:link|url)|tweet(?: this)?|pin it",
    r"(?:e-?mail|print|save|bookmark|gift)(?: this)?(?: (?:article|story|page|post)).{0,30}",
    r"\d[\d,.]*[km]? (?:comments?|shares?|views?|likes?|retweets?|reactions?|replies)"
    r"(?: \d[\d,.]*[km]? (?:comments?|shares?|views?|likes?))*",
    r"(?:shares?|comments?|views|likes)[ :]*\(?\d[\d,.]*[km]?\)?|no comments(?: yet)?|comments are closed",
    r"(?:leave|post|add|write|make) a (?:comment|reply)",
    r"(?:show|view|see|hide|read|load)(?: all| more)?(?: \d+)? comments.{0,20}",
    r"join the (?:conversation|discussion).{0,60}|have your say.{0,40}|tell us what you think.{0,60}",
    r"what do you think\?.{0,60}\b(?:comments?|tell us|share)\b.{0,60}",
    r"(?:please )?(?:follow|like|find|friend|join) (?:us|me|the author|@?\w[\w .'’-]{0,60})"
    r" on (?:facebook|twitter|x|instagram|linkedin|snapchat|tiktok|youtube|threads|bluesky|telegram|"
    r"whatsapp)\b.{0,160}",
    r"follow (?:us|@\w{2,30}(?:[ ,and&]+@\w{2,30})*)|(?:on )?(?:twitter|facebook|instagram) ?: ?@?[\w/.]{2,60}",
    r"(?:have you been affected|do you have (?:a|any) (?:story|tip|question)).{0,160}",
    r"(?:write|e-?mail|contact|reach) (?:to )?(?:the (?:author|reporter|writer)|us|me|"
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
    r" at \S+@\S+",
)
_ADVERTS = (
    r"advertisements?|advertisement[ :-]+(?:continue|story|scroll|article|skip).{0,60}|skip advertisement|adverts?",
    r"sponsor(?:ed)?(?: content| message| by .{0,40})|promoted content|paid (?:content|post|for by .{0,40})|"
    r"report this ad",
    r"(?:story|article|post|text|content|report)s? continues? (?:below|after|beneath)\b.{0,60}",
    r"(?:continue|keep) reading(?: below| the main story| this story| the article)?.{0,20}|continued (?:below|"
    r"on next page)",
    r"scroll (?:down )?(?:to|for) .{0,40}|please wait.{0,20}|(?:an error has occurred|something went wrong).{0,60}",
    r"(?:if you (?:buy|purchase)|when you (?:buy|purchase)|we may (?:earn|receive)|.{0,40}affiliate (?:links?|"
    r"commission))"
    r".{0,80}\b(?:commission|links?|share of|purchase).{0,120}",
)
_ACCOUNTS = (
    r"(?:please )?(?:sign|signed) ?up\b.{0,160}\b(?:newsletters?|e-?mails?|alerts|updates|inbox|briefing|daily|free|"
    r"here|now)\b"
    r".{0,160}|sign ?up(?: now| here| today| for free)?|(?:click here to )?subscribe(?: now| today| here)?(?: (?:to|"
    r"for)\b.{0,160})?",
    r"(?:.{0,150}[?!.,:;] )?(?:sign up (?:for|to)|subscribe to) .{0,60}\b(?:newsletters?|podcast)\b.{0,60}",
    r"get .{0,100}(?:in|to|into) your (?:inbox|e-?mail|mailbox).{0,100}",
    r".{0,80}(?:straight|delivered|direct(?:ly)?|sent|right) (?:in)?to your (?:inbox|e-?mail).{0,60}",
    r"(?:skip past|after) newsletter promotion|(?:the |our |free )?(?:[\w’'-]+ ){1,3}newsletters?(?: sign[ -]?up)?",
    r"(?:please )?(?:enter )?(?:your |a )?(?:valid )?e-?mail address.{0,40}|enter your e-?mail.{0,40}|your e-?mail",
    r"by (?:signing up|subscribing|clicking|submitting|registering)\b.{0,200}",
    r"thanks?(?: you)? for (?:subscribing|signing up|registering|reading|visiting).{0,80}",
    r"already (?:a subscriber|a member|registered|have an account)\b.{0,60}|log ?in|sign ?in|log ?out|my account",
    r"register(?: now)? (?:for free|for .{0,20}\baccess\b).{0,80}|create (?:an|a free|your free) account.{0,80}",
    r"become a (?:member|subscriber).{0,80}|support (?:our|independent|quality) journalism.{0,120}",
)
_CONSENT = (
    r"(?:this (?:web)?site|we(?: and our partners)?|our (?:web)?site) (?:also )?uses? cookies\b.{0,300}",
    r"by (?:continuing|using|browsing)\b.{0,80}\b(?:cookies|terms|privacy)\b.{0,200}",
    r"(?:please )?(?:accept|reject|manage)(?: all)?(?: (?:the )?(?:use of )?(?:cookies|preferences).{0,60})|"
    r"accept all|reject all",
    r"(?:cookie|privacy) (?:settings|policy|preferences|notice)(?:: .{0,200})?|i agree|"
    r"do not sell.{0,40}personal information.{0,20}",
    r"terms (?:of (?:use|service)|and conditions)(?: (?:and|&|\|) privacy policy)?",
)
_OTHERS = (
    r"(?:read|see|learn|find out|view|show|load|discover) more(?: (?:about|on|from|here|stories|articles|"
    r"news)\b.{0,80})?(?: ?[>»→]+)?",
    r"(?:related|recommended|popular|trending|top|more|latest|other|similar|featured|suggested)"
    r"(?: (?:stories|articles|content|coverage|topics?|videos?|posts?|news|links?|reading|now|today|headlines|"
    r"for you|on this|story))+",
    r"see also|read next|most (?:read|popular|viewed|shared|commented|recent)(?: .{0,40})?|"
    r"editor[s'’]{0,2} (?:picks?|choice)",
    r"(?:you (?:may|might)|readers) (?:also )?(?:like|enjoy|be interested in)(?: .{0,60})?|don[’']t miss|"
    r"must[ -]reads?",
    r"in case you missed it|(?:more )?from (?:our partners|around the web)",
    r"filed under.{0,100}|full coverage ?: .{0,80}",
    r"click here(?: (?:to|for|if)\b.{0,120})?",
    r"(?:to )?(?:read|see|view|watch) the (?:full|entire|complete|whole|original)"
    r" (?:story|article|report|post|transcript|interview|video|statement)\b.{0,60}",
    r"abstract|full text|end of document|length ?: ?[\d,]+ words|load-date ?: .{4,40}",  # archives' exports
    r"home(?: ?[/>›»|] ?[\w &]{1,30}){1,5}",
)
_PICTURES = (
    r"(?:photo|picture|image|video) gallery|slideshow ?\(.{0,20}\)",
    r"(?:launch|view|open|see) (?:the )?(?:full )?(?:gallery|slideshow|(?:all )?photos)",
    r"\d+ (?:photos|images|pictures|of \d+)|\d+ / \d+|(?:hide|toggle|show) caption|enlarge(?: this)?(?: image)?",
    r"view image in fullscreen|(?:image|media|video|picture) (?:source|caption|copyright)\b.{0,200}",
)
_RIGHTS = (
    r"©.{0,250}|(?:copyright|\(c\)) (?:©|\(c\)|\d{4}|by ).{0,250}|(?:[\w.,&’' ]{1,60})?all rights reserved\b.{0,200}",
    r"this (?:material|article|content|copy) (?:may not be (?:published|reproduced|reprinted|broadcast)|"
    r"is for your personal)\b.{0,300}",
    r"(?:order )?(?:reprints?|permissions|rights)(?: (?:&|and) (?:permissions|licensing|reprints))?|reuse this content",
    r"(?:have|got) (?:a|any) (?:news )?tip\b.{0,200}|report an? (?:typo|error|correction).{0,80}",
    r"a version of this article appear(?:s|ed) in print.{0,250}",
)
_WHOLE = re.compile(
    "|".join(
        f"(?:{rule})"
        for rules in (_PLAYERS, _APPS, _SHARING, _ADVERTS, _ACCOUNTS, _CONSENT, _OTHERS, _PICTURES, _RIGHTS)
        for rule in rules
    ),
    re.IGNORECASE,
)

# A label and another story's headline: "Related: ...".
_POINTER = re.compile(
    r"(?:read(?: more| also| next)?|also read|related(?: \w+)?|see also|see more|more on this|recommended|"
    r"you may also like|don[’']t miss|must read|in case you missed it|up next|watch (?:also|more|now|live)|"
    r"watch the (?:full )?video|gallery|in pictures|click here|from the archives?|further reading)"
    r" ?[:>»|]\s?\S.{0,200}",
    re.IGNORECASE,
)
# Labels that a story's own sentence may begin with: only shouted, or over a headline, which has no full stop.
_LABEL = re.compile(
    r"(?:MORE|ALSO|NEXT|WATCH|LISTEN|VIDEO|PHOTOS|NEWSLETTER|SUBSCRIBE|READ) ?[:>»|] ?\S.{0,200}"
    r"|(?:More|Also|Next|Watch|Listen|Video|Photos|Newsletter|Subscribe) ?[:>»|] ?\S.{0,198}[^.!?”\"’]"
    r"|(?i:also on|more (?:from|on)) .{0,60}[^.!?”\"’]|[^.?!\[\]]{3,150} \[[A-Z]{4,}\] ?\|?"
)
# A video's title with its running time, and no preposition that makes it a time of day, no year that makes it a date.
_RUNNING_TIME = re.compile(
    r"(?!.*\b(?:19|20)\d\d\b)(?!\d+[.)])"
    r"(?:[^.!?;:]{3,140}(?<!\bat)(?<!\bby)(?<!\bfrom)(?<!\buntil)(?<!\bto)(?<!\btill)(?<!\band)"
    r"(?<!\bof)(?<!\bscale)(?<!\bratio) )?\(?\d{1,2}:[0-5]\d(?::[0-5]\d)?\)?(?: ?/ ?\d{1,2}:\d\d)?",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?:\S+|[\w %()-]{1,80})\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)", re.IGNORECASE)
# Names that stand under pictures alone; an agency's may sign the story itself.
_PICTURE_AGENCY = any_of(word_group("picture agencies"))
_CREDIT = re.compile(
    rf"(?:[.!?”\"’)]|^) ?\(?(?:{_AGENCY}[/ ]+)*{_PICTURE_AGENCY}(?:[/ ]+(?:Photo|File|Images|Pool|{_AGENCY}))*\)?$"
    rf"|\((?:{_AGENCY}|Photo(?:graph)?s?|Images?|Picture)[ /:]+(?:[Pp]hotos?|[Bb]y|[Cc]ourtesy|[Vv]ia|"
    rf"[Cc]redit)\b[^()]{{0,80}}\)?$"
    rf"|\({_AGENCY}/[^()]{{1,80}}\)?$|/{_AGENCY}(?: (?:Images|Photo|file))?\)?$|\bvia {_PICTURE_AGENCY}\)?$"
    rf"|\b(?:AP|AFP|EPA|PA) (?:Photo|file photo)\b[^.]{{0,60}}$|\bREUTERS ?/ ?[A-Z].{{0,60}}$"
    r"|\b(?:file|handout|stock|undated) photo\)?$|\b[Cc]redit(?:…|\.\.\.| )[A-Z][\w.’'-]+ .{2,60}(?:/|"
    r" for )(?:The )?[A-Z].{2,40}$"
)
_SIGNED = re.compile(rf"[.!?”\"’)] ?\(?{_AGENCY}\)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CREDIT_LINE = re.compile(
    r"(?i:\(?(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|cover (?:photo|image))"
    r"(?: credits?| courtesy| source| illustration)?(?: ?:| courtesy(?: of)?) .{1,120})"
    r"|\(?(?i:photo(?:graph)?s?|image|picture|video|graphic|illustration)s? (?i:by) [A-Z][\w.’'-]+(?:[ /,]+(?:and |"
    r"for )?[A-Z][\w.’'-]+){0,6}\)?"
    r"|(?i:(?:credit|caption|source) ?: .{1,60}|credit(?:\.\.\.|…) ?.{0,80})|(?:FILE|File) ?[-–—] .{1,400}"
    rf"|\(?(?:[^.]{{1,40}}/)?{_AGENCY}(?:[/ ]+(?i:photo|images|file|{_AGENCY}))*\)?|Getty|[^.]{{1,40}} via {_AGENCY}"
)
# Where somebody stands in the picture; "(R)" and "(C)" alone may be a party.
_POSITION = re.compile(
    r"\((?:[LRC]|2nd [LR]|3rd [LR]|[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[Tt]op|[Bb]ottom|L-R|far (?:left|right)|"
    r"from left|front|rear)\)"
    r"|\bFrom left\b|\b[Ff]rom left to right\b|\b[Pp]ictured (?:left|right|above|below)\b"
)
_QUOTED = re.compile(r"[“”\"«»]|''")
_SPOKEN = re.compile(r"\b(?:said|says|told|tells|added|asked|according to|replied|wrote|claimed|tweeted)\b")

# Markup that stands for what the page showed there: tweets, players, breaks.
_MARKUP = re.compile(
    r"<!--(?:[^<]|<(?!!--)){0,2000}?-->|</?(?:tweet|img|br|hr|p|div|span|a|iframe|embed|object|video|audio|source|"
    r"figure|figcaption|blockquote|script|noscript|em|strong|b|i|u|ul|ol|li|h[1-6]|table|tr|td|th|tbody|center|font|"
    r"small|sup|sub|section|article|instagram|facebook)\b[^<>]{0,1000}>",
    re.IGNORECASE | re.DOTALL,
)


def without_markup(text: str) -> str:
    """The text without leftover tags such as `<tweet tweet-id="1">`."""
    return _MARKUP.sub(" ", text)


def is_picture(line: str) -> bool:
    """Whether a line is a picture's file name."""
    return _PICTURE.fullmatch(line) is not None


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is, by its form, no part of the story.

    >>> is_furniture("Flames over the old harbour 01:28"), is_furniture("The fire began at 01:28")
    (True, False)
    """
    if len(paragraph) > _MAX_CHARS or len(paragraph.split()) > _MAX_WORDS:
        return False
    bare = paragraph.rstrip(" .")
    if not any(map(str.isalnum, bare)) or paragraph.casefold() in _BUTTONS or _is_caption(bare):
        return True
    if _QUOTED.search(paragraph) and _SPOKEN.search(paragraph):  # somebody's words, whatever they are about
        return False
    rules = (_PICTURE, _WHOLE, _POINTER, _RUNNING_TIME)
    return bool(_LABEL.fullmatch(paragraph)) or any(rule.fullmatch(bare) for rule in rules)


def _is_caption(bare: str) -> bool:
    """Whether a paragraph describes or credits a picture; one that quotes somebody never does."""
    if _SPOKEN.search(bare) or _QUOTED.search(bare):
        return False
    if _CREDIT_LINE.fullmatch(bare) or _CREDIT.search(bare):
        return True
    places = set(_POSITION.findall(bare))
    placed = len(places) > 1 or bool(places - {"(R)", "(C)"})
    return placed or bool(_SIGNED.search(bare) and _YEAR.search(bare))  # pictures are dated in full, stories are not
