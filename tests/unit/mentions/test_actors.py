"""Who is named where. Sentences are invented; trees are written by hand, a token a line."""

from dataclasses import replace

import pytest
from tests.unit.mentions.texts import ids, make, read, tree

from pledgebook.mentions import actors
from pledgebook.mentions.phrases import normal_title
from pledgebook.types import ActorName, Block


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and the UK agreed.", [("Kenya", "KEN"), ("UK", "GBR")]),
        ("Britons gave more than the Dutch.", [("Britons", "GBR"), ("Dutch", "NLD")]),
        ("Canberra would pay.", [("Canberra", "AUS")]),
        ("The Elysée and Downing Street agreed.", [("Elysée", "FRA"), ("Downing Street", "GBR")]),
        ("They told us that turkey is fine.", []),
        ("Turkey told the US so.", [("Turkey", "TUR"), ("US", "USA")]),
        ("American Samoa asked Niger.", [("American Samoa", "ASM"), ("Niger", "NER")]),
        ("Papua New Guinea thanked Guinea.", [("Papua New Guinea", "PNG"), ("Guinea", "GIN")]),
        ("Ships left the Gulf of Guinea and New England.", []),
        ("The DRC and the UAE signed.", [("DRC", "COD"), ("UAE", "ARE")]),
        ("Congo thanked the States.", [("Congo", "COD"), ("States", "USA")]),
        (
            "Nigeria voted in the UN Security Council.",
            [("Nigeria", "NGA"), ("UN Security Council", "UNSC")],
        ),
        ("Anti-American feeling rose.", []),
        ("The Pentagon and USAID will help.", [("Pentagon", "USA"), ("USAID", "USA")]),
        ("KfW and the Royal Navy came.", [("KfW", "DEU"), ("Royal Navy", "GBR")]),
    ],
)
def test_names_of_the_tables(text, expected):
    assert ids(text) == expected


def test_a_capital_after_in_or_from_is_a_place():
    found = actors.find(make("In Canberra, Ottawa said its team had left London."), ())
    assert [(m.quote, m.type) for m in found] == [
        ("Canberra", "place"),
        ("Ottawa", "actor"),
        ("London", "place"),
    ]


def test_a_dateline_is_a_place():
    found = actors.find(make("OSLO, March 3 - Denmark will pay."), ())
    assert [(m.quote, m.type) for m in found] == [("OSLO", "place"), ("Denmark", "actor")]


def test_names_follow_the_date():
    assert ids("The Kremlin refused.", published="1990-08-20") == [("Kremlin", "SUN")]
    assert ids("The Kremlin refused.", published="2020-08-20") == [("Kremlin", "RUS")]
    assert ids("Sanaa refused.", published="2013-01-01") == [("Sanaa", "YEM")]
    assert ids("Sanaa refused.", published="2019-01-01") == [("Sanaa", "YEM-houthis")]


def test_a_people_belongs_to_the_country_that_the_text_names():
    assert ids("The Kurds want arms. Iraq agreed.")[0] == ("Kurds", "IRQ-kurds")
    assert ids("The Kurds want arms. Syria refused; Syria left.")[0] == ("Kurds", "SYR-kurds")


def test_short_forms_need_their_actor_in_the_text():
    assert ids("The Alliance met.") == []
    assert ids("NATO ministers came. The Alliance met.")[-1] == ("Alliance", "NATO")
    assert ids("SDF trucks for Ukraine.") == [("Ukraine", "UKR")]


def test_an_abbreviation_in_capitals_is_no_word():
    assert ids("WHO will come? Who will come?") == [("WHO", "WHO")]


def test_persons_win_over_countries():
    text = "Chad Okoye thanked Michael Jordan and then Jordan."
    sentence = tree(
        text,
        """Chad PROPN 3 nsubj B-PER
        Okoye PROPN 1 flat I-PER
        thanked VERB 0 root
        Michael PROPN 3 obj B-PER
        Jordan PROPN 4 flat I-PER
        and CCONJ 8 cc
        then ADV 8 advmod
        Jordan PROPN 4 conj B-LOC
        . PUNCT 3 punct""",
    )
    found = actors.find(make(text), (sentence,))
    assert [(m.quote, m.normal.id) for m in found] == [
        ("Chad Okoye", "PERSON:Chad Okoye"),
        ("Michael Jordan", "PERSON:Michael Jordan"),
        ("Jordan", "JOR"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bank of England staff left.", [("Bank of England", "ORG:Bank of England")]),
        ("Turkish Airlines flew.", [("Turkish Airlines", "ORG:Turkish Airlines")]),
        ("The Norwegian Red Cross flew.", [("Norwegian Red Cross", "ORG:Norwegian Red Cross")]),
        ("The Norwegian Refugee Council flew.", [("Norwegian Refugee Council", "NRC")]),
        ("The Swedish Ministry of Finance paid.", [("Swedish Ministry of Finance", "SWE")]),
        ("The Royal Danish Navy sailed.", [("Royal Danish Navy", "DNK")]),
        (
            "Operation Silver Shield began.",
            [("Operation Silver Shield", "COALITION:Operation Silver Shield")],
        ),
        (
            "The Northern Lights Initiative ended.",
            [("Northern Lights Initiative", "COALITION:Northern Lights Initiative")],
        ),
        ("The Aurora Relief Fund paid.", [("Aurora Relief Fund", "ORG:Aurora Relief Fund")]),
    ],
)
def test_organisations(text, expected):
    assert ids(text) == expected


def test_an_organisation_comes_back_by_acronym_and_first_word():
    found = ids("The Kestrel River Society (KRS) gave tents. KRS said so. Kestrel paid.")
    assert {actor for _, actor in found} == {"ORG:Kestrel River Society"}
    assert [quote for quote, _ in found] == ["Kestrel River Society", "KRS", "KRS", "Kestrel"]


def test_office_holders_by_title_and_name():
    assert read("Prime Minister Tony Abbott spoke; later Abbott left.") == [
        ("Prime Minister Tony Abbott", "AUS", "Tony Abbott"),
        ("Abbott", "AUS", "Tony Abbott"),
    ]
    assert read("US secretary of state John Kerry left.") == [
        ("US secretary of state John Kerry", "USA", "John Kerry")
    ]
    assert read("Foreign Minister Wong left.", published="2023-03-01") == [
        ("Foreign Minister Wong", "AUS", "Penny Wong")
    ]


def test_a_title_with_a_country_names_its_holder_on_the_day():
    assert read("The British prime minister left.") == [
        ("British prime minister", "GBR", "David Cameron")
    ]
    assert read("The British prime minister left.", published="2099-01-01") == [
        ("British prime minister", "GBR", None)
    ]


def test_a_title_tells_persons_of_one_surname_apart():
    text = "Mrs Margie Abbott came with aid. Prime Minister Abbott said so."
    assert read(text)[-1] == ("Prime Minister Abbott", "AUS", "Tony Abbott")


@pytest.mark.parametrize(
    ("role", "normal"),
    [
        ("Minister of Foreign Affairs", "foreign affairs minister"),
        ("Secretary of State for Defence", "defence state secretary"),
        ("secretary of defense", "defence secretary"),
        ("Secretary of State", "secretary of state"),
        ("Secretary General", "secretary general"),
        ("acting Prime Minister", "prime minister"),
    ],
)
def test_titles_have_one_form(role, normal):
    assert normal_title(role) == normal


def test_a_surname_nobody_introduced_is_no_mention():
    assert read("Abbott laughed, and Power and Rice left.") == []


def test_headlines_name_who_is_introduced_below():
    text = "Berg promises tents\nNorway's aid minister Jonas Berg promised 200 tents."
    assert read(text)[0] == ("Berg", "NOR", "Jonas Berg")


@pytest.mark.parametrize(
    ("text", "state", "person", "again"),
    [
        ("Norwegian development minister Ane Dahl paid. Dahl left.", "NOR", "Ane Dahl", "Dahl"),
        ("Jonas Berg, Sweden's aid minister, paid. Berg left.", "SWE", "Jonas Berg", "Berg"),
        ("Ethiopian spokesman Lulit Tulu paid. Lulit left.", "ETH", "Lulit Tulu", "Lulit"),
        ("The foreign minister of Ghana, Ama Addo, paid. Addo left.", "GHA", "Ama Addo", "Addo"),
        ("Minister of Trade of Chile Luz Soto paid. Soto left.", "CHL", "Luz Soto", "Soto"),
        ("Korean vice minister Han Ye-jin paid. Han left.", "KOR", "Han Ye-jin", "Han"),
        ("Indian navy spokesman Commodore Ravi Nair paid. Nair left.", "IND", "Ravi Nair", "Nair"),
    ],
)
def test_invented_names_are_kept_for_the_document(text, state, person, again):
    found = read(text, published="2027-03-01")
    assert {(actor, name) for _, actor, name in found} == {(state, person)}
    assert found[-1][0] == again


def test_a_longer_name_with_the_same_surname_is_somebody_else():
    text = "Danish minister Ida Berg paid. Olga Berg and the Berg Foundation did not."
    assert [quote for quote, _, name in read(text) if name == "Ida Berg"] == [
        "Danish minister Ida Berg"
    ]


def test_a_minister_belongs_to_the_subject_of_the_sentence():
    text = "Kenya will send 40 trucks, Transport Minister Wanjiru Otieno said. The minister left."
    assert read(text, published="2027-01-01") == [
        ("Kenya", "KEN", None),
        ("Transport Minister Wanjiru Otieno", "KEN", "Wanjiru Otieno"),
        ("minister", "KEN", "Wanjiru Otieno"),
    ]


def test_a_minister_in_an_official_text_belongs_to_the_publisher():
    text = "Minister of Health Eva Lund thanked Kenya and Ghana."
    found = read(text, publisher="Danish Ministry of Health", published="2027-01-01")
    assert found[0] == ("Minister of Health Eva Lund", "DNK", "Eva Lund")


def test_who_answers_in_an_official_text_speaks_for_its_state():
    text = "Asked by Olga Dunn\nMS. HOLM: We will pay.\nHOLM: Soon."
    found = read(text, publisher="Danish Ministry of Health", published="2027-01-01")
    assert found[0] == ("HOLM", "DNK", "Holm")
    assert read(text, publisher="Sable Wire", published="2027-01-01")[0][1] == "PERSON:Holm"


def test_former_and_opposition_politicians_do_not_speak_for_the_state():
    assert read("Former British prime minister Tony Blair paid.")[0][1:] == (
        "PERSON:Tony Blair",
        "Tony Blair",
    )
    assert read("Opposition leader Peter Moss of Kenya paid.")[0][1] == "PERSON:Peter Moss"


@pytest.mark.parametrize(
    ("text", "quote", "state", "role"),
    [
        ("A White House official agreed.", "White House official", "USA", "official"),
        ("A Downing Street spokesman agreed.", "Downing Street spokesman", "GBR", "spokesman"),
        (
            "A senior US defence official agreed.",
            "senior US defence official",
            "USA",
            "defence official",
        ),
        (
            "A spokeswoman for the World Bank agreed.",
            "spokeswoman for the World Bank",
            "WORLDBANK",
            "spokeswoman",
        ),
    ],
)
def test_voices_speak_for_their_state(text, quote, state, role):
    (mention,) = actors.find(make(text), ())
    assert mention.quote == quote
    assert mention.normal == ActorName(id=state, person=None, role=role)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The German defence ministry paid.", [("German defence ministry", "DEU")]),
        ("The Portuguese navy sailed.", [("Portuguese navy", "PRT")]),
        ("Canadian forces left.", [("Canadian", "CAN")]),
        ("Syrian refugees came.", [("Syrian refugees", "GROUP:Syrian refugees")]),
        (
            "Taliban fighters came to Afghanistan.",
            [("Taliban fighters", "AFG-taliban"), ("Afghanistan", "AFG")],
        ),
        ("French wine is dear.", [("French", "FRA")]),
    ],
)
def test_states_in_noun_phrases(text, expected):
    assert ids(text) == expected


def test_described_groups_without_a_tree():
    assert ids("Ten Arab states paid. Some nations did not. Western donors wait.") == [
        ("Ten Arab states", "GROUP:Ten Arab states"),
        ("Some nations", "GROUP:Some nations"),
        ("Western donors", "GROUP:Western donors"),
    ]
    assert ids("The Gulf Arab states paid.") == [("Gulf Arab states", "GCC")]


def test_a_described_group_is_cut_before_its_relative_clause():
    text = "Several allies of Ukraine that met will pay."
    sentence = tree(
        text,
        """Several ADJ 2 amod
        allies NOUN 8 nsubj
        of ADP 4 case
        Ukraine PROPN 2 nmod B-LOC
        that PRON 6 nsubj
        met VERB 2 acl:relcl
        will AUX 8 aux
        pay VERB 0 root
        . PUNCT 8 punct""",
    )
    found = actors.find(make(text), (sentence,))
    assert [(m.quote, m.normal.id) for m in found] == [
        ("Several allies", "GROUP:Several allies of Ukraine"),
        ("Ukraine", "UKR"),
    ]


def test_a_number_heads_its_group():
    text = "Nine of its partners sailed."
    sentence = tree(
        text,
        """Nine NUM 5 nsubj
        of ADP 4 case
        its PRON 4 nmod:poss
        partners NOUN 1 nmod
        sailed VERB 0 root
        . PUNCT 5 punct""",
    )
    (mention,) = actors.find(make(text), (sentence,))
    assert mention.normal.id == "GROUP:Nine of its partners"


def test_a_state_that_modifies_a_noun_is_an_adjective():
    text = "US trucks left."
    sentence = tree(
        text,
        """US PROPN 2 compound B-LOC
        trucks NOUN 3 nsubj
        left VERB 0 root
        . PUNCT 3 punct""",
    )
    (mention,) = actors.find(make(text), (sentence,))
    assert (mention.normal.id, mention.via) == ("USA", "adjective")


def test_an_adjective_without_a_noun_is_the_people():
    text = "The Swiss gave trucks."
    sentence = tree(
        text,
        """The DET 2 det
        Swiss ADJ 3 nsubj
        gave VERB 0 root
        trucks NOUN 3 obj
        . PUNCT 3 punct""",
    )
    (mention,) = actors.find(make(text), (sentence,))
    assert (mention.quote, mention.normal.id, mention.via) == ("Swiss", "CHE", "demonym")


def test_a_word_in_a_line_of_capitals_is_no_abbreviation():
    text = "KENYA IS READY TO HELP IRAQ\nKenya will help Iraq against IS."
    assert [actor for _, actor in ids(text)] == ["KEN", "IRQ", "KEN", "IRQ", "IRQ-is"]


def test_a_name_goes_on_over_a_wrapped_line_but_not_over_a_block():
    text = "He met the United\nStates and Tony\nAbbott."
    document = make(text)
    whole = (Block(start=0, end=len(text), kind="body"),)
    joined = actors.find(replace(document, blocks=whole), ())
    assert [(m.normal.id, m.normal.person) for m in joined] == [
        ("USA", None),
        ("AUS", "Tony Abbott"),
    ]
    assert actors.find(document, ()) == ()


def test_a_state_behind_a_titled_name_is_its_state():
    assert read("Prime Minister Ida Berg of Kenya left.")[0] == (
        "Prime Minister Ida Berg",
        "KEN",
        "Ida Berg",
    )


def test_only_given_sentences_are_read_but_the_whole_text_is_known():
    text = "Danish minister Ida Berg came. Kenya paid. Berg left."
    sentence = tree(
        text,
        """Berg PROPN 2 nsubj B-PER
        left VERB 0 root
        . PUNCT 2 punct""",
        at=text.rindex("Berg"),
    )
    (mention,) = actors.find(make(text), (sentence,))
    assert (mention.quote, mention.normal.id, mention.normal.person) == ("Berg", "DNK", "Ida Berg")


@pytest.mark.parametrize(
    ("phrase", "size"),
    [
        ("ten Arab states", 10),
        ("more than 40 members", 40),
        ("twenty-six member states", 26),
        ("26 Member States", 26),
        ("four of the five", 4),
        ("two dozen donors", 24),
        ("both countries", 2),
        ("one of them", 1),
        ("a core coalition of 10 nations", 10),
        ("some nations", None),
        ("the other G7 members", None),
        ("one country or several countries", None),
        ("dozens of countries", None),
    ],
)
def test_group_sizes(phrase, size):
    assert actors.group_size(phrase) == size


def test_the_gate_sees_names_with_their_offsets():
    text = "On Friday the Côte d’Ivoire gave us tents."
    (hit,) = actors.names_in(text)
    assert text[hit.start : hit.end] == "Côte d’Ivoire"
    assert hit.readings[0].actor == "CIV"
    assert actors.names_in("The Gulf of Guinea is calm.") == ()
    assert actors.names_in(text, 0, 10) == ()


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("UK Government", "GBR"),
        ("Danish Ministry of Health (press release)", "DNK"),
        ("AAP", "AUS"),
        ("The Oslo Evening Mail", "NOR"),
        ("Meridian Wire", None),
        (None, None),
    ],
)
def test_the_home_of_a_publisher(publisher, home):
    assert actors.home_country(make("Text.", publisher=publisher)) == home


def test_a_given_home_wins():
    assert actors.home_country(make("Text.", publisher="UK Government", home="FJI")) == "FJI"


def test_mentions_quote_the_text_and_do_not_overlap():
    text = (
        "The EU and 12 African states met US President Barack Obama in Paris.\n"
        "Britain's aid minister Ann Hill told the Kestrel Trust that France’s navy would sail."
    )
    document = make(text)
    last = 0
    for mention in actors.find(document, ()):
        assert text[mention.start : mention.end] == mention.quote
        assert mention.start >= last
        last = mention.end
