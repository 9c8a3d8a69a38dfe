import type { AccessFeature } from '#db/vocabulary.ts';
import { asking, findAskings, oneOf, type Asking, type FilterSpan } from './filter-words.ts';

/** "With a", "has good": goes with what is asked for. */
const WITH = `(?:${oneOf('with has have having need needs got and')} )?(?:${oneOf('a an good full easy')} )?`;
/** Things that are wanted for themselves: "wheelchair accessible taxi" is about a taxi. */
const NOT_A_THING = `(?! ${oneOf(
  'taxis? cabs? cars? vans? vehicles? minibus minibuses bus buses transport homes? house houses housing flats? bungalows? property properties bathrooms? showers? kitchens? holidays? ramps? doors? adaptations?',
)}(?!\\S))`;

const feature = (value: AccessFeature, source: string): Asking =>
  asking(`${WITH}(?:${source})`, () => [{ name: 'access', value }]);

const WAYS: readonly Asking[] = [
  feature(
    'step_free',
    `(?:wheelchair|disabled|ramp|level|step free|ramped) access${NOT_A_THING}|(?:wheelchair|wheelchairs) (?:accessible|friendly)${NOT_A_THING}|accessible (?:by|for|to|with) (?:a )?wheelchairs?|access for (?:a |my )?wheelchairs?|step free${NOT_A_THING}|(?:no|without) (?:steps|stairs)`,
  ),
  feature(
    'accessible_toilet',
    `(?:accessible|disabled) (?:toilets?|loos?)(?! ${oneOf('keys? adaptations? aids? seats? grants? installed fitted upstairs downstairs')}(?!\\S))(?! (?:at|in) (?:my )?(?:home|house))`,
  ),
  feature('changing_places', 'changing places?(?: toilets?)|changing places'),
  // Parking is asked for only beside something else: by itself it is about permits, bays and fines.
  asking(
    `(?:with|has|have|having|and|plus|easy|good) (?:a |free |easy |good |some |disabled |accessible |blue badge )*(?:parking|car park)(?! ${oneOf('permits? fines? tickets? charges? problems? badges? penalty notice')}(?!\\S))`,
    () => [{ name: 'access', value: 'accessible_parking' }],
  ),
  feature(
    'hearing_loop',
    '(?:(?:hearing|induction) loops?|loop systems?)(?! (?:for|at|in) (?:my|the|our|home|tv|telly))',
  ),
  feature(
    'assistance_dogs',
    '(?:assistance|guide|hearing) dogs? (?:welcome|allowed|friendly)|(?:with|bring) (?:my|her|his|a|an) (?:assistance|guide) dog',
  ),
  feature('captions', '(?:captioned|live captions)|(?<=with )(?:captions|subtitles)'),
];

/** Access features that a sentence asks a service to have; a wheelchair or a toilet wanted for itself is none. */
export function findAccess(text: string): FilterSpan[] {
  return /access|wheelchair|step|stairs|toilet|loo|changing|park|bay|space|dog|caption|subtitle/.test(text)
    ? findAskings(text, WAYS)
    : [];
}
