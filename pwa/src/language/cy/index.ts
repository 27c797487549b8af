/** Welsh: the officer's main screens. A Welsh speaker has to review it before it is used (docs/languages.md). */
import type { Language } from '../catalogue';
import { DEVICE, FORMS, SHELL, STATE, UI } from './app';
import { AGREEMENT, ENGAGEMENT as PEOPLE_MET } from './labels/people';
import { ANY_TYPE } from './labels/shared';
import { BREACH_CHECK as CHECKED, PATROL as PATROLLED, SIGHTING, VEHICLE as VEHICLES } from './labels/street';
import { LOCK, SIGN_IN } from './lock';
import { HELP, MORE, PATROL, TODAY, UNSENT } from './shift';
import { CHECK, ENGAGEMENT, FIND, MAP, MET, VEHICLE } from './street';

export const CYMRAEG: Language = {
  tag: 'cy',
  direction: 'ltr',
  catalogues: {
    shell: SHELL,
    ui: UI,
    forms: FORMS,
    state: STATE,
    device: DEVICE,
    'screens/lock': LOCK,
    'screens/sign_in': SIGN_IN,
    'screens/today': TODAY,
    'screens/patrol': PATROL,
    'screens/help': HELP,
    'screens/unsent': UNSENT,
    'screens/more': MORE,
    'screens/map': MAP,
    'screens/met': MET,
    'screens/engagement': ENGAGEMENT,
    'screens/vehicle': VEHICLE,
    'screens/check': CHECK,
    'screens/find': FIND,
  },
  labels: {
    '*': ANY_TYPE,
    sighting: SIGHTING,
    vehicle: VEHICLES,
    patrol: PATROLLED,
    breach_check: CHECKED,
    engagement: PEOPLE_MET,
    agreement: AGREEMENT,
  },
};
