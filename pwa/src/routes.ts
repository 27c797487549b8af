/**
 * The app's addresses: one line per screen, in the hash, so that the app starts with no network from one file.
 *
 * An address never holds a word about a person: only ids, and names of screens, record types and fields.
 * `:name` is one part of the path; every screen takes its parts as the prop `params`.
 */

export const PATHS = {
  // Everybody.
  home: '/',
  today: '/today',
  find: '/find',
  map: '/map',
  more: '/more',
  sign_in: '/sign-in',
  copy: '/more/copy',
  unlocking: '/more/unlocking',
  storage: '/more/storage',
  take_in: '/more/take-in',
  unsent: '/unsent',
  unsent_change: '/unsent/:change',
  record: '/record/:stream/:record',
  edit: '/edit/:type/:stream/:record/:draft',
  write: '/write/:type/:draft',
  // The patrol.
  patrol: '/patrol',
  patrol_start: '/patrol/start',
  patrol_end: '/patrol/end/:patrol',
  for_you: '/for-you',
  note: '/note/:draft',
  help: '/help',
  // People met.
  talked: '/met/talked/:draft',
  wishes: '/met/wishes/:draft',
  child: '/met/child/:draft',
  urgent: '/met/urgent/:draft',
  // Warnings, vehicles, reports, visits, referrals.
  warning: '/warning/:draft',
  warning_page: '/warning/:draft/:page',
  warning_record: '/warning-record/:record',
  give: '/give/:record',
  check: '/check/:draft',
  check_warning: '/check/:draft/:warning/:how',
  vehicle: '/vehicle/:draft',
  vehicle_record: '/vehicle-record/:record',
  person_record: '/person-record/:record',
  report: '/report/:draft',
  visit: '/visit/:draft',
  referral: '/referral/:draft',
  // The supervisor's desk.
  queue: '/queue',
  ended: '/ended-phones',
  queue_item: '/queue/:kind/:record',
  records: '/records/:type',
  // The records officer's desk. `what`: the id of one change, or `some`.
  erasures: '/erasures',
  erase: '/erase/:record/:what/:draft',
  // The support worker's page.
  inbox: '/inbox',
  inbox_view: '/inbox/:view',
  inbox_referral: '/inbox/referral/:record',
} as const;

export type Screen = keyof typeof PATHS;

type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The parts that an address of this screen carries. */
export type Params<S extends Screen> = Readonly<Record<ParamsOf<(typeof PATHS)[S]>, string>>;

/** Where the app is: a screen and its parts. `unknown` is an address that no screen has. */
export interface Route {
  readonly screen: Screen | 'unknown';
  readonly params: Readonly<Record<string, string>>;
}

type PartsArgument<S extends Screen> = ParamsOf<(typeof PATHS)[S]> extends never ? [] : [params: Params<S>];

/** The address of a screen, for `href` and for `go`: `href('record', { stream, record })`. */
export function href<S extends Screen>(screen: S, ...parts: PartsArgument<S>): string {
  const params: Readonly<Record<string, string>> = parts[0] ?? {};
  return `#${PATHS[screen].replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;
}

/** Goes there; `replace` leaves no step to come back to. */
export function go(address: string, replace = false): void {
  if (replace) window.location.replace(address);
  else window.location.hash = address;
}

/** What an address says. */
export function parse(hash: string): Route {
  const parts = hash.replace(/^#?\/?/, '').split('/').filter((part) => part !== '');
  for (const screen of SCREENS) {
    const params = match(PATHS[screen], parts);
    if (params !== null) return { screen, params };
  }
  return { screen: 'unknown', params: {} };
}

/** Fixed words win over parts: `/unsent/…` is never taken for something else. */
const SCREENS = (Object.keys(PATHS) as Screen[]).sort((one, other) => holes(one) - holes(other));

function holes(screen: Screen): number {
  return PATHS[screen].split(':').length;
}

function match(path: string, parts: readonly string[]): Record<string, string> | null {
  const pattern = path.split('/').filter((part) => part !== '');
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, each] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (each.startsWith(':')) params[each.slice(1)] = decoded(part);
    else if (each !== part) return null;
  }
  return params;
}

/** An address that somebody typed may hold a broken escape; it then stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
