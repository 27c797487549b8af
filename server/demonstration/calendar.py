"""The story's time: it runs backwards from the day of set-up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from server.clock import local_date

DAYS_BEFORE = 119
"""Week 1 begins this many days before the day of set-up; week 17 ends the day before it."""

SUMMER = timezone(timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks and nights of the story. today: the local day of set-up."""

    today: date

    def day(self, week: int, weekday: int) -> date:
        """A day of the story. week: 1 to 17; weekday: 0 to 6, counted from the week's first."""
        return self.today - timedelta(days=DAYS_BEFORE - 7 * (week - 1) - weekday)

    def at(self, week: int, weekday: int, clock: str) -> datetime:
        """A local moment. clock: HH:MM; before 06:00 it belongs to the night that began on that day."""
        hour, minute = (int(part) for part in clock.split(":"))
        day = self.day(week, weekday) + timedelta(days=1 if hour < 6 else 0)
        return local(datetime.combine(day, time(hour, minute)))

    def born(self, age: int, days_ago: int = 100) -> str:
        """A birth date that makes somebody `age` today, with the birthday about `days_ago` days back."""
        birthday = self.today - timedelta(days=days_ago)
        return birthday.replace(year=birthday.year - age, day=min(birthday.day, 28)).isoformat()


def local(naive: datetime) -> datetime:
    """A wall-clock time in Great Britain with its offset. Of a doubled hour the first pass is meant."""
    summer = naive.replace(tzinfo=SUMMER)
    # A moment is in summer time when its local evening is: 23:30 UTC is then already the next day.
    return summer if _is_summer(summer) else naive.replace(tzinfo=UTC)


def wall(moment: datetime) -> str:
    """A moment as records hold it: local time with its offset, whole seconds."""
    return moment.isoformat(timespec="seconds")


def _is_summer(moment: datetime) -> bool:
    utc = moment.astimezone(UTC)
    evening = utc.replace(hour=23, minute=30)
    return local_date(evening) != evening.date().isoformat()
