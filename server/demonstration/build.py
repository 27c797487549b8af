"""Fill an empty database with Operation Harbour, and say who can sign in."""

import random
from datetime import date

from sqlalchemy import select

from server.accounts.models import Tenant
from server.clock import local_date, now
from server.database import reading
from server.demonstration.calendar import Calendar
from server.demonstration.cast import STAFF
from server.demonstration.checks import plan_checks
from server.demonstration.clashes import plan_clashes
from server.demonstration.desk_work import plan_desk_work
from server.demonstration.erased import erase_tench
from server.demonstration.figures import check_figures
from server.demonstration.ground import lay_ground
from server.demonstration.home import plan_home
from server.demonstration.odd_arrivals import plan_odd_arrivals
from server.demonstration.patrols import plan_patrols
from server.demonstration.people_met import plan_meetings
from server.demonstration.referrals import plan_referrals
from server.demonstration.script import Script
from server.demonstration.stage import Stage, set_stage
from server.demonstration.street import plan_street
from server.demonstration.warnings import plan_warnings

SEED = 19


def tell(today: date) -> Stage:
    """Play the whole story up to `today`. The database must be migrated and hold no partnership.

    Raises FiguresError when the story did not come out as DEMONSTRATION section 4 says.
    """
    stage = set_stage(Calendar(today), random.Random(SEED))
    script = Script(stage)
    lay_ground(script)
    patrols = plan_patrols(script)
    plan_meetings(script, patrols)
    plan_street(script)
    plan_warnings(script)
    plan_checks(script, patrols)
    plan_home(script)
    plan_referrals(script)
    plan_clashes(script)
    plan_odd_arrivals(script)
    plan_desk_work(script)
    script.play()
    erase_tench(stage)
    check_figures(stage)
    return stage


def is_told() -> bool:
    """Whether the database holds a partnership already."""
    with reading() as session:
        return session.scalars(select(Tenant.id).limit(1)).first() is not None


def story_day() -> date:
    """The day of set-up: today, in Great Britain."""
    return date.fromisoformat(local_date(now()))


def sign_ins() -> list[tuple[str, str, str]]:
    """(username, name, what to look at) of everybody worth signing in as."""
    return [(each.username, each.name, each.shown) for each in STAFF if each.shown]
