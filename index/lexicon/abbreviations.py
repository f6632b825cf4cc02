"""Words that end in a full stop without ending a sentence, as news agencies write them."""

# A name or a number follows these, so the stop is never the end of a sentence.
BEFORE_NAMES = frozenset(
    """mr mrs ms mx dr prof rev fr hon sen sens rep reps gov govs pres lt gen col maj capt cpt sgt cpl pvt cmdr adm amb
    atty sec supt det insp messrs st mt ft del asst assoc dep mme mlle msgr brig pfc vs v cf eg ie viz approx""".split()
)
BEFORE_NUMBERS = frozenset("no nos art p pp vol ch fig jan feb mar apr jun jul aug sep sept oct nov dec".split())

# These may end a sentence: they do when a word follows that seldom goes on with a name.
PERHAPS_LAST = frozenset(
    """inc corp co cos ltd llc plc bros jr sr esq etc al ave blvd rd est dept univ assn
    ala ariz ark calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo mon tue tues wed thu thurs fri sat sun""".split()
)

STARTERS = frozenset(
    """a after all also although an and another any as asked at both but by during each even every few first for from
    he her here hers his how however i if in instead is it its just last later like many meanwhile most much my new no
    nobody none nor not nothing now of on once one only or other our over she since so some still such than that the
    their then there these they this those though three through to today two under until we what when where whether
    which while who why with without yes yet you your""".split()
)
