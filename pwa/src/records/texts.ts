/** What is said in `records`. */
import { catalogue } from '../language/catalogue';

export const english = {
  takenAway: 'Taken away',
  theWholeFieldAsOne: 'the whole field as one value',
  anObjectWithTheLists: 'an object with the lists add and remove',
  anObject: 'an object',
  aList: 'a list',
  aText: 'a text',
  aWholeNumber: 'a whole number',
  trueOrFalse: 'true or false',
  anObjectWithStreetWords: 'an object with street, words or position',
  latitudeLongitudeAndAccuracyMetres: 'latitude, longitude and accuracy_metres, whole numbers',
  polygonsOfRingsOfLongitude: 'polygons of rings of [longitude, latitude]',
  strokesOfXYMs: 'strokes of [x, y, ms]',
  sha256BytesAndMimeOf: 'sha256, bytes and mime of a file',
};

export const t = catalogue('records', english);
