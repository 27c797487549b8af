/** What is said in `records/clash`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  whileItIsOpenThe: 'While it is open the child path stays open, and no warning can be given.',
  whileItIsOpenNo: 'While it is open no plate is confirmed, and no warning can rest on it.',
  referralsAboutTheSamePerson: (sent: string | number, value: string | number) => `Referrals about the same person: ${sent} answered by the agency, ${value} not yet.`,
  proof: (proof: string | number, why: string | number) => `Proof: ${proof}. ${why}`,
};

export const t = catalogue('records/clash', english);
