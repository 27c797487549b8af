"""Seven clashes, one of each kind: two phones without signal, neither having seen the other."""

from datetime import datetime, timedelta
from typing import Any

from server.demonstration.calendar import wall
from server.demonstration.cast import CARE, OP
from server.demonstration.device import Device
from server.demonstration.ground import listed
from server.demonstration.people_met import PEOPLE, child_path, described, look_at
from server.demonstration.script import Act, Script


def plan_clashes(script: Script) -> None:
    """Add the clashes of DEMONSTRATION section 5 and the withdrawal that wins; five are decided, two stay open."""
    _sorrel(script)
    _juniper(script)
    _bream(script)
    _clover(script)
    _plate(script)
    _voided(script)
    _link(script)
    _safe_contact(script)


def _apart(
    script: Script, one: tuple[str, datetime, Act], other: tuple[str, datetime, Act], back: timedelta
) -> datetime:
    """Two people write without signal; both come back, the first one sooner. Returns when both have."""
    begins = min(one[1], other[1]) - timedelta(minutes=50)
    for number, (username, at, act) in enumerate((one, other), 1):
        script.dead_zone(username, begins, max(one[1], other[1]) + back * number)
        script.do(username, at, act, delay=timedelta(minutes=1))
    return max(one[1], other[1]) + back * 2


def _set(script: Script, record_type: str, key: str, stream: str, values: dict[str, Any]) -> Act:
    def act(phone: Device, at: datetime) -> None:
        phone.change(record_type, script.stage.records[key], stream, values, at)

    return act


def _decide(
    script: Script, at: datetime, record_type: str, key: str, stream: str, field: str, value: Any, why: str
) -> None:
    """Kestrel looks at both values and decides, naming what is settled."""

    def act(phone: Device, moment: datetime) -> None:
        clash = phone.open_clash(script.stage.records[key], stream, field)
        phone.change(
            record_type,
            script.stage.records[key],
            stream,
            {field: value},
            moment,
            resolves=[(change, field) for change in clash],
            reason=why,
        )

    script.do("kestrel", at, act)


def _sorrel(script: Script) -> None:
    calendar = script.stage.calendar
    sorrel = next(each for each in PEOPLE if each.key == "sorrel")

    def known(phone: Device, at: datetime) -> None:
        values = described(sorrel)
        del values["age"]
        script.stage.records["sorrel"] = phone.create("person_supported", CARE, values, at)

    def met(words: str, view: str, age: str) -> Act:
        def act(phone: Device, at: datetime) -> None:
            entry = child_path(at, words, view) | {
                "street": "Chandler Row",
                "happened_at": wall(at),
                "person": script.stage.records["sorrel"],
                "name_used": "Sorrel",
                "person_known": "known_by_alias",
            }
            script.stage.records[f"met-sorrel-{age}"] = phone.create("engagement", CARE, entry, at)
            phone.change(
                "person_supported",
                script.stage.records["sorrel"],
                CARE,
                {"age": {"view": age, "how_known": "appearance", "words": view}},
                at,
            )

        return act

    script.do("wren", calendar.at(4, 5, "22:40"), known)
    wren = met("Said they are in year 12.", "Said they are in year 12.", "could_be_under_18")
    starling = met("Would not say.", "An adult, I believe.", "adult_believed")
    done = _apart(
        script,
        ("wren", calendar.at(5, 3, "23:12"), wren),
        ("starling", calendar.at(5, 3, "23:40"), starling),
        timedelta(hours=3),
    )
    value = {"view": "under_18", "how_known": "document", "words": "School card seen by children's services."}
    _decide(
        script,
        done + timedelta(hours=5),
        "person_supported",
        "sorrel",
        CARE,
        "age",
        value,
        "Children's services have seen a school card: 17.",
    )
    for age in ("could_be_under_18", "adult_believed"):
        look_at(script, f"met-sorrel-{age}", done + timedelta(hours=6))


def _juniper(script: Script) -> None:
    calendar = script.stage.calendar
    at = calendar.at(10, 2, "22:50")
    withdrawn: dict[str, Any] = {"state": "withdrawn", "asked_at": wall(at), "words": "I want it stopped."}
    more = {
        "facts": "Met several times this month. Asked for this in their own words. Wishes to be called in the mornings."
    }
    _apart(
        script,
        ("wren", at, _set(script, "agreement", "agreement-juniper-harbour_light", CARE, withdrawn)),
        ("starling", at + timedelta(minutes=10), _set(script, "referral", "r02", CARE, more)),
        timedelta(hours=2),
    )


def _bream(script: Script) -> None:
    at = script.stage.calendar.at(9, 1, "21:15")
    key = "conditions/c1/from_hour"
    done = _apart(
        script,
        ("finch", at, _set(script, "warning", "warning-bream", OP, {key: "20:00"})),
        (
            "starling",
            at + timedelta(minutes=25),
            _set(script, "warning", "warning-bream", OP, {key: "22:00"}),
        ),
        timedelta(hours=1),
    )
    _decide(
        script,
        done + timedelta(hours=9),
        "warning",
        "warning-bream",
        OP,
        key,
        "22:00",
        "He works nights in Chandler Row; 22:00 lets him go to work.",
    )


def _clover(script: Script) -> None:
    at = script.stage.calendar.at(7, 3, "16:00")
    done = _apart(
        script,
        ("starling", at, _set(script, "person_supported", "clover", CARE, {"risk": "high"})),
        (
            "wren",
            at + timedelta(minutes=40),
            _set(script, "person_supported", "clover", CARE, {"risk": "medium"}),
        ),
        timedelta(hours=1),
    )
    _decide(
        script,
        done + timedelta(hours=4),
        "person_supported",
        "clover",
        CARE,
        "risk",
        "high",
        "No key of her own: high until the locks are changed.",
    )


def _plate(script: Script) -> None:
    at = script.stage.calendar.at(16, 1, "14:00")

    def film(plate: str) -> Act:
        def act(phone: Device, moment: datetime) -> None:
            value = {
                "plate": plate,
                "by": phone.person,
                "from": "cctv",
                "reference": "Film 12",
                "at": wall(moment),
            }
            phone.change("vehicle", script.stage.records["pike_car"], OP, {"confirmed": value}, moment)

        return act

    _apart(
        script,
        ("finch", at, film("LH42KWJ")),
        ("starling", at + timedelta(minutes=15), film("LH42KVJ")),
        timedelta(hours=1),
    )


def _voided(script: Script) -> None:
    at = script.stage.calendar.at(12, 4, "22:30")

    def first(phone: Device, moment: datetime) -> None:
        said = {
            "contact": "said_hello",
            "happened_at": wall(moment),
            "street": "Tide Lane",
            "immediate_need": listed("none_seen"),
            "age": {"view": "adult_believed", "how_known": "appearance"},
        }
        script.stage.records["double"] = phone.create("engagement", CARE, said, moment)

    script.do("wren", script.stage.calendar.at(12, 3, "21:10"), first)
    done = _apart(
        script,
        (
            "wren",
            at,
            _set(
                script, "engagement", "double", CARE, {"voided": {"reason": "A double of the entry before."}}
            ),
        ),
        (
            "starling",
            at + timedelta(minutes=20),
            _set(script, "engagement", "double", CARE, {"what_i_saw": "A new coat; looked well."}),
        ),
        timedelta(hours=1),
    )
    _decide(
        script,
        done + timedelta(hours=10),
        "engagement",
        "double",
        CARE,
        "voided",
        None,
        "Two different evenings: the entry stays.",
    )


def _link(script: Script) -> None:
    """Bee and Bramble: linked in week 11, apart after a mistake in 13, linked again in 14 because they said so."""
    calendar = script.stage.calendar
    at = calendar.at(13, 2, "20:45")

    def link(state: str, reason: str, sure: str) -> Act:
        def act(phone: Device, moment: datetime) -> None:
            other = script.stage.records["bramble"]
            part = f"links/{other}"
            values = {
                f"{part}/other": other,
                f"{part}/state": state,
                f"{part}/reason": reason,
                f"{part}/confidence": sure,
            }
            phone.change("person_supported", script.stage.records["bee"], CARE, values, moment)

        return act

    script.do("wren", calendar.at(11, 4, "23:20"), link("linked", "The same red scarf.", "unsure"))
    done = _apart(
        script,
        ("wren", at, link("linked", "The same red scarf, the same laugh.", "likely")),
        (
            "starling",
            at + timedelta(minutes=30),
            link("apart", "Met both in one night, streets apart.", "likely"),
        ),
        timedelta(hours=1),
    )

    def decide(phone: Device, moment: datetime) -> None:
        bee, other = script.stage.records["bee"], script.stage.records["bramble"]
        parts = {"state": "apart", "reason": "Met in one night, streets apart.", "confidence": "likely"}
        keys = {f"links/{other}/{name}": value for name, value in parts.items()}
        resolves = [(change, key) for key in keys for change in phone.open_clash(bee, CARE, key)]
        phone.change(
            "person_supported",
            bee,
            CARE,
            keys,
            moment,
            resolves=resolves,
            reason="Kept apart until somebody knows.",
        )

    script.do("kestrel", done + timedelta(hours=8), decide)
    why = "Used both names tonight, and told me why. The other one had borrowed the scarf."
    script.do("wren", calendar.at(14, 5, "22:35"), link("linked", why, "sure"))


def _safe_contact(script: Script) -> None:
    at = script.stage.calendar.at(17, 1, "19:50")
    text = {
        "how": "text",
        "telephone": "07700 900111",
        "from_hour": "10:00",
        "to_hour": "16:00",
        "never": "After 18:00",
    }
    _apart(
        script,
        ("wren", at, _set(script, "person_supported", "willow", CARE, {"safe_contact": text})),
        (
            "starling",
            at + timedelta(minutes=35),
            _set(script, "person_supported", "willow", CARE, {"safe_contact": {"how": "no_contact"}}),
        ),
        timedelta(hours=1),
    )
