/** What is said in `screens/met`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  metSomeone: 'Met someone',
  street: 'Street',
  changeTheStreet: ', change the street',
  yourAccountHasNoOperation: 'Your account has no operation in which people met are written down.',
  cancel: 'Cancel',
  samePersonAs: (time: string | number) => `Same person as ${time}`,
  notSaved: 'Not saved',
  whichStreet: 'Which street?',
  anotherStreet: 'Another street',
  useThisStreet: 'Use this street',
};

export const t = catalogue('screens/met', english);
