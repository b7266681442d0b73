import pytest

from pledgebook.errors import RuleError
from pledgebook.mentions import world


def test_a_holder_is_known_as_of_a_day():
    assert world.holder("AUS", "head_of_government", "2014-09-14") == "Tony Abbott"
    assert world.holder("AUS", "head_of_government", "2016-01-01") == "Malcolm Turnbull"


def test_a_holder_is_unknown_where_the_month_saw_two():
    assert world.holder("AUS", "head_of_government", "2015-09") is None
    assert world.holder("AUS", "head_of_government", "2015-08") == "Tony Abbott"


def test_a_holder_is_unknown_after_the_table_was_checked():
    assert world.holder("NOR", "development", "2025-11-01") == "Åsmund Aukrust"
    assert world.holder("NOR", "development", "2039-01-01") is None


def test_without_a_date_the_open_term_counts():
    assert world.holder("NOR", "development", None) == "Åsmund Aukrust"


def test_ids_have_names_and_kinds():
    assert world.actor_name("GBR") == "United Kingdom"
    assert world.actor_name("GROUP:ten states") == "ten states"
    assert world.actor_name("no such id") == "no such id"
    assert world.kind_of("GBR") == "country"
    assert world.kind_of("NATO") == "body"
    assert world.kind_of("IRQ-kurds") == "substate"
    assert world.kind_of("BALTIC") == "group"
    assert world.kind_of("ORG:Kestrel Trust") == "org"
    assert world.kind_of("COALITION:Northern Shield") == "coalition"
    assert world.kind_of("PERSON:Ida Berg") == "person"
    assert world.kind_of("GROUP:some nations") == "group"
    assert world.kind_of("nothing") is None


def test_countries_are_told_from_bodies():
    assert world.is_country("SUN")
    assert not world.is_country("EU")


def test_members_are_those_of_the_day():
    assert len(world.members("GCC", "2014-09-11")) == 6
    assert "GBR" in world.members("EU", "2019-06-01")
    assert "GBR" not in world.members("EU", "2021-06-01")
    assert "FIN" in world.members("NATO", None)
    assert world.members("AMNESTY", None) == ()


def test_a_meeting_is_found_near_its_day():
    summit = world.meeting_on("the NATO summit", "2014-09-05")
    assert summit is not None
    assert summit.start == "2014-09-04"
    assert world.meeting_on("NATO summit", None) is None
    known = world.meeting_on("AI Safety Summit 2023", None)
    assert known is not None
    assert (known.place, known.country, known.start) == ("Bletchley Park", "GBR", "2023-11-01")
    assert world.meeting_on("AI Safety Summit 2023", "2030-01-01") is None
    assert world.meeting_on("no such summit", "2014-09-05") is None
    in_wales = world.meeting_on("NATO summit in Wales", "2014-09-05", "Wales")
    assert in_wales is not None
    assert in_wales.start == "2014-09-04"
    assert world.meeting_on("NATO summit", "2014-09-05", "Chicago") is None


def test_a_missing_table_is_named():
    with pytest.raises(RuleError, match="no_such_table"):
        world.table("no_such_table")


def test_every_actor_of_our_own_tables_exists():
    for row in (*world.table("agencies"), *world.table("aliases"), *world.table("dated")):
        assert world.kind_of(row["actor"]) is not None, row
    for row in world.table("titles"):
        for actor in filter(None, row["actors"].split("|")):
            assert world.kind_of(actor) is not None, row


def test_every_rule_of_the_ambiguous_forms_is_known():
    known = {
        *("given", "surname", "needs", "home", "place", "never", "free", "peoples"),
        *("peoples_of", "group", "described", "default", "prefer", "word"),
    }
    rows = world.table("ambiguous")
    assert {row["rule"] for row in rows} <= known
    for row in rows:
        if row["rule"] in ("needs", "home", "peoples", "group", "default", "prefer"):
            for actor in row["value"].split("|"):
                assert world.kind_of(actor) is not None, row


def test_tables_hold_each_fact_once():
    for name in ("agencies", "aliases", "dated", "titles", "role_words", "not_actors"):
        rows = [tuple(row.values()) for row in world.table(name)]
        assert len(rows) == len(set(rows)), name
