/** What is said in `screens/report`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  today: 'Today',
  whoReportedKeptApartFor: 'Who reported (kept apart, for supervisors only)',
  save: 'Save',
  finishLater: 'Finish later',
};

export const t = catalogue('screens/report', english);
