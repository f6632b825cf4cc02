"""Which paragraphs belong to the web page around a story and not to the story: rules by form, for any site."""

import re

# Furniture is short; the longest, a newsletter box or a cookie notice, has some 60 words.
_MAX_WORDS = 60
_SITES = r"(?:facebook|twitter|x|instagram|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|flipboard|youtube|tiktok|snapchat|google ?\+?|messenger|bluesky|threads|mastodon|e-?mail|print|sms|copy link|rss|digg|stumbleupon|buffer|pocket)"
_PICTURE = re.compile(r"(?:\S+|[\w %()-]{1,80})\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg|avif|heic)", re.IGNORECASE)
_AGENCY = r"(?:REUTERS|Reuters|AP|AFP|EPA|UPI|Getty(?: Images)?|Associated Press|Shutterstock|Bloomberg|Xinhua|TASS|Sputnik|Alamy|iStock|Rex Features|PA(?: Wire| Images)?|Corbis|Zuma(?: Press)?|ANSA|EFE|dpa)"

# Whole paragraphs, without regard to case and to a final full stop.
_WHOLE = re.compile(
    "|".join(
        rf"(?:{rule})"
        for rule in (
            # players, apps and notifications
            r"watch(?: live| now| video| the video| more| again| next)?",
            r"watch (?:[\w.&'’-]+ ){0,3}(?:news|live|tv|video|now|online)",
            r"(?:play|pause|mute|unmute|replay|now playing|up next|autoplay|live|skip ad|closed captions?|full ?screen)(?: video)?",
            r"(?:view|open|read|continue|use|get) (?:[\w.&'’-]+ ){0,4}(?:in|in (?:the )?app|app)",
            r"(?:[\w.&'’-]+ ){0,4}app (?:open|install|get)",
            r"(?:chrome|safari|firefox|browser|edge)(?: (?:chrome|safari|firefox|browser|edge))* ?(?:continue|open)?",
            r"(?:download|get|install|try) (?:our|the) .{0,40}\bapps?\b.{0,60}",
            r"(?:be|stay) the first to know.{0,60}|stay (?:informed|up to date|connected|in the know)",
            r"(?:get|allow|turn on|enable|receive|manage|sign up for) .{0,40}(?:notifications?|alerts?)\b.{0,120}",
            r"not now|no,? thanks|maybe later|got it|allow|continue|close|dismiss|skip|next|previous|back to top|skip to (?:main )?content|menu|search",
            # share, print, comment
            r"share(?: (?:this|the))?(?: (?:article|story|post|page|video|link))?(?: (?:on|via|with|by)\b.{0,40})?",
            r"(?:(?:share|tweet|pin|post|send|like|follow)(?: (?:this|it))? (?:on|via|to|us on) )?" + _SITES + rf"(?:[\s,|/·•&-]+(?:and )?(?:share on )?{_SITES})*(?: share)?",
            r"(?:click|tap) to .{0,60}|link copied.{0,20}|copy (?:link|url)|tweet(?: this)?|pin it|e-?mail this.{0,30}|print this.{0,20}",
            r"\d[\d,.]*[km]? (?:comments?|shares?|views?|likes?|retweets?|reactions?|replies)(?: \d[\d,.]*[km]? (?:comments?|shares?|views?|likes?))*",
            r"(?:shares?|comments?|views|likes)[ :]*\(?\d[\d,.]*[km]?\)?|comments?|no comments|comments are closed",
            r"(?:leave|post|add|write|make) a (?:comment|reply)|(?:show|view|see|hide|read|load)(?: all| more)?(?: \d+)? comments.{0,20}|join the (?:conversation|discussion).{0,60}|have your say|what do you think\?.{0,60}comments.{0,40}",
            r"(?:please )?(?:follow|like|find|friend) (?:us|me|the author|@?\w[\w .'’-]{0,60}) on (?:facebook|twitter|x|instagram|linkedin|snapchat|tiktok|youtube|threads|bluesky)\b.{0,120}",
            r"follow (?:us|@\w{2,30}(?:[ ,and&]+@\w{2,30})*)",
            r"(?:on )?(?:twitter|facebook|instagram) ?: ?@?[\w/.]{2,60}",
            # advertising
            r"advertisements?|advertisement[ :-]+(?:continue|story|scroll|article|skip).{0,60}|ad|ads|adverts?|sponsored(?: content| by .{0,40})?|promoted(?: content)?|paid (?:content|post|for by .{0,40})|report this ad",
            r"(?:story|article|post|text|content|report)s? continues? (?:below|after|beneath)\b.{0,60}",
            r"(?:continue|keep) reading(?: below| the main story| this story| the article)?.{0,20}|continued? (?:below|on next page)|scroll (?:down )?(?:to|for) .{0,40}|loading(?:\.{2,}|…)?|please wait.{0,20}",
            # newsletters, accounts, paywalls
            r"(?:please )?(?:sign|signed) ?up\b.{0,160}\b(?:newsletters?|e-?mails?|alerts|updates|inbox|briefing|daily|free|here|now)\b.{0,160}|sign ?up(?: now| here| today| for free)?",
            r"(?:please )?subscribe(?: now| today| here)?(?: (?:to|for)\b.{0,160})?|subscribed|unsubscribe.{0,60}",
            r"get .{0,100}(?:in|to|into) your (?:inbox|e-?mail|mailbox).{0,100}|.{0,80}(?:straight|delivered|direct(?:ly)?|sent) (?:in)?to your (?:inbox|e-?mail).{0,60}",
            r"(?:the |our |free )?(?:[\w’'-]+ ){0,3}newsletters?(?: sign[ -]?up)?|(?:enter )?your e-?mail(?: address)?.{0,20}|by (?:signing up|subscribing|clicking|submitting|registering)\b.{0,200}|thanks?(?: you)? for (?:subscribing|signing up|registering|reading).{0,80}",
            r"already (?:a subscriber|a member|registered|have an account)\b.{0,60}|log ?in|sign ?in|log ?out|register(?: now| for free)?|create (?:an|a free) account.{0,40}|my account|become a (?:member|subscriber).{0,80}|support (?:our|independent|quality) journalism.{0,120}",
            # cookies and consent
            r"(?:this (?:web)?site|we(?: and our partners)?|our (?:web)?site) (?:also )?uses? cookies\b.{0,300}|by (?:continuing|using|browsing)\b.{0,80}\b(?:cookies|terms|privacy)\b.{0,200}|.{0,60}(?:accept|reject|manage)(?: all)?(?: cookies| preferences)|cookie (?:settings|policy|preferences|notice)|privacy (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions)(?: (?:and|&|\|) privacy policy)?|accept(?: all)?|reject all|i agree|do not sell.{0,40}personal information.{0,20}",
            # other stories
            r"(?:read|see|learn|find out|view|show|load|discover) more(?: (?:about|on|from|here|stories|articles|news)\b.{0,80})?(?: ?[>»→]+)?",
            r"(?:related|recommended|popular|trending|top|more|latest|other|similar|featured|suggested)(?: (?:stories|articles|content|coverage|topics?|videos?|posts?|news|links?|reading|now|today|headlines|for you|on this))+",
            r"related|recommended|trending|see also|read next|up next|most (?:read|popular|viewed|shared|commented|recent)(?: .{0,40})?|editor[s'’]{0,2} (?:picks?|choice)|(?:you (?:may|might)|readers) (?:also )?(?:like|enjoy|be interested in)(?: .{0,60})?|don[’']t miss|must[ -]reads?|in case you missed it|(?:more )?from (?:our partners|around the web)|also on .{0,30}|more (?:from|on) .{0,60}|tags|topics|filed under.{0,100}|popular in the community",
            r"click here(?: (?:to|for|if)\b.{0,120})?|(?:to )?(?:read|see|view|watch) the (?:full|entire|complete|whole|original) (?:story|article|report|post|transcript|interview|video|statement)\b.{0,60}",
            r"(?:photos?|pictures|gallery|slideshow|video|images?)(?: gallery)?|(?:launch|view|open|see) (?:the )?(?:full )?(?:gallery|slideshow|photos|all photos)|\d+ (?:photos|images|pictures|of \d+)|\d+ / \d+|hide caption|toggle caption|enlarge(?: this)?(?: image)?|view image in fullscreen",
            # rights
            r"(?:copyright|©|\(c\))(?: (?:©|\(c\)))? .{0,250}|(?:[\w.&’' ]{1,60})?all rights reserved\b.{0,200}|(?:©|copyright) ?\d{4}.{0,200}|this (?:material|article|content) may not be (?:published|reproduced|reprinted|broadcast)\b.{0,200}",
            r"(?:reprints?|permissions|rights)(?: (?:&|and) (?:permissions|licensing|reprints))?|have (?:a|any) (?:tip|news tip|story)\b.{0,150}|got a tip\?.{0,120}|report (?:a )?(?:typo|error|correction)s?.{0,80}",
        )
    ),
    re.IGNORECASE,
)
# A label and another story's headline: "Related: ...". Upper-case forms may stand without the colon's company.
_POINTER = re.compile(
    r"(?:read(?: more| also| next)?|also read|related(?: \w+)?|see also|see more|more on this|recommended|you may also like|don[’']t miss|"
    r"must read|in case you missed it|up next|next|watch(?: also| more| now| live)?|watch the (?:full )?video|listen|video|photos|gallery|"
    r"in pictures|click here|from the archives?|further reading|subscribe|newsletter|more|also) ?[:>»|]\s?\S.{0,200}",
    re.IGNORECASE,
)
# A video's title with its running time: no full stop, and no preposition that makes it a time of day.
_RUNNING_TIME = re.compile(r"[^.!?;:]{3,140}(?<!\bat)(?<!\bby)(?<!\bfrom)(?<!\buntil)(?<!\bto)(?<!\btill)(?<!\band)(?<!\bof) \(?\d{1,2}:[0-5]\d(?::[0-5]\d)?\)?|\(?\d{1,2}:[0-5]\d(?::[0-5]\d)?\)?(?: / \d{1,2}:\d\d)?", re.IGNORECASE)
_CREDIT = re.compile(
    rf"(?:[.!?”\"’)]|^|\() ?\(?{_AGENCY}(?:[/ ]+(?:Photo|File|Images|Pool|{_AGENCY}))*\)?$"  # "... 2015. REUTERS"
    rf"|\(?\b(?:{_AGENCY}|Photo(?:graph)?s?|Images?|Picture)[ /:]+(?:Photos?|[Bb]y|[Cc]ourtesy|via|:)?[ /:]*(?:[A-Z][\w.’'-]*[ /,]*){{1,6}}\)$"  # "(AP Photo/Jane Doe)"
    rf"|(?:/|\bvia |\bfor ){_AGENCY}(?: (?:Images|Photo|file))?\)?$"
    rf"|\b(?:AP|AFP|EPA|PA) (?:Photo|file photo)\b[^.]{{0,60}}$|\bREUTERS ?/ ?[A-Z].{{0,40}}$|\b(?:file|handout|stock|undated) photo\)?$",
)
_CREDIT_LINE = re.compile(
    r"\(?(?:photo(?:graph)?s?|image|picture|video|graphic|illustration|cover (?:photo|image))(?: credits?| courtesy| source| illustration)?(?: ?:| by| courtesy(?: of)?) .{1,120}"
    r"|(?:credit|caption|source) ?: .{1,60}" + rf"|\(?{_AGENCY}(?:[ /]+(?:photo|images|file|{_AGENCY}))*\)?",
    re.IGNORECASE,
)
_POSITION = re.compile(r"\((?:L|R|C|2nd [LR]|3rd [LR]|[Ll]eft|[Rr]ight|[Cc]ent(?:er|re)|[Tt]op|[Bb]ottom|L-R|far (?:left|right)|from left|front|rear)\)|\b(?:[Ff]rom|[Ll]eft to) (?:left|right)(?: to right)?\b[,:]")
_SPOKEN = re.compile(r"[“\"«]|''|\b(?:said|says|told|tells|added|asked|according to|replied|wrote)\b")
# Markup that stands for what the page showed there: tweets, players, breaks.
_MARKUP = re.compile(
    r"<!--.{0,2000}?-->|</?(?:tweet|img|br|hr|p|div|span|a|iframe|embed|object|video|audio|source|figure|figcaption|blockquote|script|noscript|em|strong|b|i|u|ul|ol|li|h[1-6]|table|tr|td|th|tbody|center|font|small|sup|sub|section|article|instagram|facebook)\b[^<>]{0,1000}>",
    re.IGNORECASE | re.DOTALL,
)


def without_markup(text: str) -> str:
    """The text without leftover tags such as `<tweet tweet-id="1">`."""
    return _MARKUP.sub(" ", text) if "<" in text else text


def is_picture(line: str) -> bool:
    """Whether a line is a picture's file name."""
    return _PICTURE.fullmatch(line) is not None


def is_furniture(paragraph: str) -> bool:
    """Whether a paragraph is, by its form, no part of the story."""
    if len(paragraph) > 500 or len(paragraph.split()) > _MAX_WORDS:
        return False
    bare = paragraph.rstrip(" .")
    return (
        not any(map(str.isalnum, bare))
        or is_picture(bare)
        or _WHOLE.fullmatch(bare) is not None
        or _POINTER.fullmatch(bare) is not None
        or _RUNNING_TIME.fullmatch(bare) is not None
        or is_caption(bare)
    )


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph describes or credits a picture; one that quotes somebody never does."""
    if _SPOKEN.search(paragraph):
        return False
    bare = paragraph.rstrip(" .")
    if _CREDIT_LINE.fullmatch(bare) or _CREDIT.search(bare):
        return True
    places = set(_POSITION.findall(paragraph))
    return len(places) > 1 or bool(places - {"(R)", "(C)"})  # "(R)" alone is a Republican
