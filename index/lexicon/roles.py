"""Words that stand before a name or for a person: titles, offices, and what is no part of a name."""

ABBREVIATED = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "dr": "doctor", "prof": "professor",
    "pres": "president", "lt": "lieutenant", "col": "colonel", "capt": "captain", "sgt": "sergeant", "adm": "admiral",
    "maj": "major", "rev": "reverend", "amb": "ambassador", "sens": "senators", "reps": "representatives",
    "sec": "secretary", "det": "detective", "atty": "attorney", "hon": "honorable", "msgr": "monsignor",
}  # fmt: skip
COURTESY = {
    "mr": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "sir": "m",
    "lady": "f",
    "lord": "m",
    "dame": "f",
    "mister": "m",
}
ROLES = frozenset(
    """president vice-president senator senators congressman congresswoman congressmen representative governor mayor
    minister ministers chancellor premier secretary undersecretary ambassador envoy spokesman spokeswoman spokesperson
    spokespeople spokesmen chairman chairwoman chair chairperson chief director manager strategist adviser advisor aide
    aides official officials officer attorney lawyer prosecutor judge justice sheriff commissioner commander general
    admiral colonel captain lieutenant sergeant major professor economist analyst expert scientist researcher historian
    author writer columnist journalist reporter correspondent editor publisher host anchor commentator pundit pollster
    candidate nominee front-runner frontrunner contender hopeful rival businessman businesswoman billionaire
    mogul tycoon developer entrepreneur investor executive ceo founder co-founder owner leader whip speaker lawmaker
    legislator delegate councilman councilwoman councilor councillor assemblyman assemblywoman deputy activist organizer
    organiser advocate consultant operative fundraiser donor surrogate counsel doctor physician surgeon neurosurgeon
    nurse teacher student king queen prince princess pope bishop archbishop cardinal pastor reverend rabbi imam father
    sister brother mother son daughter wife husband widow actor actress singer rapper star comedian director producer
    filmmaker player coach athlete soldier veteran farmer resident voter supporter critic opponent treasurer
    comptroller auditor superintendent coordinator principal dean provost detective agent inspector diplomat negotiator
    representative member members colleague ally friend partner president-elect lieutenant-governor legend veteran
    firebrand heiress philanthropist blogger photographer artist designer engineer pilot astronaut doctoral fellow
    scholar lecturer clerk registrar ombudsman warden marshal premier president emperor sultan emir sheikh ayatollah
    administrator head boss czar guru magnate financier banker trader broker lobbyist republican democrat
    libertarian independent""".split()
) | frozenset(ABBREVIATED.values())
# Capitalised words before a name that belong to an office: "Secretary of State John Kerry", "White House".
OFFICE_WORDS = frozenset(
    """former state defense defence treasury foreign prime vice deputy acting interim homeland security interior
    justice labor labour energy education commerce finance health house senate majority minority supreme
    court white republican democratic gop republicans democrats national committee campaign
    communications staff press presidential party attorney ministry department council union federal district
    county city assistant associate executive managing senior chief special global international world
    news fox cnn nbc abc cbs msnbc bbc texas florida vermont ohio kentucky virginia maryland jersey york
    california arizona nevada utah iowa hampshire carolina georgia alabama alaska arkansas colorado
    connecticut delaware hawaii idaho illinois indiana kansas louisiana maine massachusetts michigan
    minnesota mississippi missouri montana nebraska mexico dakota oklahoma oregon pennsylvania rhode
    tennessee washington wisconsin wyoming new north south west east u.s us uk american tea state's nobel""".split()
)
MALE_ROLES = frozenset(
    """spokesman chairman congressman councilman assemblyman businessman king prince father brother son husband
    actor pope""".split()
)
FEMALE_ROLES = frozenset(
    """spokeswoman chairwoman congresswoman councilwoman assemblywoman businesswoman queen princess mother
    sister daughter wife widow actress heiress""".split()
)
GOVERNMENT = frozenset(
    """minister ministers ministry government president chancellor premier ambassador embassy envoy parliament army
    military navy state foreign defense defence secretary prime official officials diplomat kremlin treasury senator
    governor prosecutor""".split()
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f", "they": "p", "them": "p", "their": "p",
    "it": "n", "its": "n", "i": "1", "we": "1", "me": "1", "my": "1", "our": "1", "us": "1", "you": "2", "your": "2",
    "who": "w", "which": "w", "that": "w", "this": "n", "these": "p", "those": "p", "what": "n", "there": "n",
    "himself": "m", "herself": "f", "themselves": "p", "itself": "n", "one": "n", "another": "n", "others": "p",
    "some": "p", "many": "p", "few": "p", "most": "p", "all": "p", "both": "p", "several": "p", "nobody": "n",
    "everyone": "p", "someone": "n", "anyone": "n", "no one": "n", "whom": "w", "whose": "w", "each": "n", "none": "n",
}  # fmt: skip
# Words in names of bodies, never the last word of a person's name.
BODIES = frozenset(
    """administration agency alliance army assembly association authority bank board bureau campaign center centre
    church club coalition college commission committee company conference congress convention corporation council court
    department embassy federation force foundation fund government group house institute institution journal league
    ministry movement network news office organization organisation parliament party post press project service society
    team times today tribune union university watch act street city state states county republic kingdom day tower
    hotel avenue international islands island river school hospital system america radio television tv magazine review
    report herald gazette""".split()
)
