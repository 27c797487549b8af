/** What is said in `device`. */
import { catalogue } from '../language/catalogue';

export const english = {
  itWouldSaySomethingIs: 'It would say "Something is waiting." and nothing else.',
  itSaysSomethingIsWaiting: 'It says "Something is waiting." and nothing else.',
  thisPhonesPushServiceDid: "This phone's push service did not answer. Try again later.",
  lanternIsNotWhollyOn: 'Lantern is not wholly on this phone yet. Open it again, then try.',
  notPossibleNotificationsOfLantern: "Not possible: notifications of Lantern are blocked in this phone's settings.",
  notPossibleThisBrowserHas: 'Not possible: this browser has no alerts.',
  notPossibleInTheBrowser: 'Not possible in the browser of an iPhone. Put Lantern on the home screen and open it from there.',
};

export const t = catalogue('device', english);
