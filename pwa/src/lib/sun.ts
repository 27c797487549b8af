/** When it is dark outside, from the date and the time alone: nobody's position is asked for the colours of a screen. */

/** Degrees. The middle of Great Britain: a few minutes wrong in Cornwall and Shetland. */
const LATITUDE = 54;
const LONGITUDE = -2;
/** Degrees between the equator and the sun's path. */
const TILT = 23.44;
const DEGREES_AN_HOUR = 15;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;
/** The shortest day is ten days before the year ends. */
const AFTER_SOLSTICE = 10;

/** Whether the sun is below the horizon; the equation of time (a quarter of an hour at most) is left out. */
export function isNight(now: Date): boolean {
  const sinceNewYear = (now.getTime() - Date.UTC(now.getUTCFullYear(), 0, 1)) / DAY_MS;
  const declination = -TILT * Math.cos((2 * Math.PI * (sinceNewYear + AFTER_SOLSTICE)) / YEAR_DAYS);
  const halfDay = degrees(Math.acos(-Math.tan(radians(LATITUDE)) * Math.tan(radians(declination))));
  const hours = now.getUTCHours() + now.getUTCMinutes() / 60;
  const hourAngle = DEGREES_AN_HOUR * (hours - 12) + LONGITUDE;
  const fromNoon = Math.abs(((hourAngle + 540) % 360) - 180);
  return fromNoon > halfDay;
}

function radians(angle: number): number {
  return (angle * Math.PI) / 180;
}

function degrees(angle: number): number {
  return (angle * 180) / Math.PI;
}
