import type { Delivery } from '#db/vocabulary.ts';
import { asking, findAskings, oneOf, TAKEN_MARK, type Asking, type FilterSpan } from './filter-words.ts';

/** What can happen by phone or on a screen. Only beside one of these is "online" a way of getting help. */
const HAPPENINGS = oneOf(
  `support help advice adviser counselling counsellor counsellors therapy therapist cbt coaching mentoring mentor
  befriending befriender groups? class classes sessions? courses? meetings? workshops? appointments? consultations? chats?
  talk lessons? tuition tutor tutors training learning forum yoga pilates exercise exercises mindfulness meditation
  singing choir quiz peer hypnotherapy`,
);
/** What is said, not shown, so that it can be done by phone; "phone lessons" are about the phone. */
const TALKS = oneOf('support advice counselling befriending appointments? consultations? chats?');
const SOMEBODY = '(?:someone|somebody|anyone|(?:talk|speak|chat)(?: to)?)';
/** Where these stand, being online or on the phone is what went wrong. */
const TROUBLE =
  /(?<!\S)(?:scam\S*|fraud\S*|con|conned|tricked|cheated|bull(?:y|ied|ying)|groom(?:ed|ing)?|harass\S*|stalk\S*|threaten\S*|abus\S*|blackmail\S*|troll\S*|gambl\S*|casino|betting|sexting|porn|hack\S*|catfish\S*|sextort\S*)(?!\S)/;
/** Somebody who is not wanted at the door. */
const UNWANTED =
  /(?<!\S)(?:ex|exes|bailiffs?|police|collectors?|dealers?|gangs?|landlords?|stalkers?|strangers?|enforcement|cuckoo\S*|rats|mice|immigration)(?!\S)/;

const by = (value: Delivery, source: string): Asking => asking(source, () => [{ name: 'delivery', value }]);

const HOME = '(?:house|home|flat|place|door)';
const WHOSE = oneOf('my our her his their your the mums? dads? nans? grans?');

const TALKING: readonly Asking[] = [
  by('online', `online(?= ${HAPPENINGS}(?!\\S))`),
  by(
    'online',
    `(?<=(?:${HAPPENINGS}|${SOMEBODY}) )online(?= (?:or|and|please|for|with|in|near|on|only|${TAKEN_MARK})(?!\\S)|$)`,
  ),
  by('online', 'online only|only online|(?:via|by|over) (?:zoom|teams|video|video call|skype)'),
  by('online', `(?<=(?:${HAPPENINGS}|${SOMEBODY}) )on (?:zoom|teams|skype)`),
  by(
    'phone',
    '(?:by|via) (?:phone|telephone)(?! (?:company|companies|bills?|shops?|contracts?|providers?|networks?|mast))',
  ),
  by('phone', 'over the (?:phone|telephone)'),
  by('phone', `(?<=(?:${HAPPENINGS}|${SOMEBODY}|it) )on the (?:phone|telephone)`),
  by('phone', `(?<!(?:mobile|cell|smart) )(?:phone|telephone)(?= ${TALKS}(?!\\S))`),
];
const COMING: readonly Asking[] = [
  by(
    'home',
    `(?:(?:who|that|can|could|will|would|to|they|you|please|does|do) )+(?:come|comes|visit|visits) (?:out )?(?:to )?(?:me at )?(?:${WHOSE} )+${HOME}`,
  ),
  by(
    'home',
    `(?:(?:at|a) )?home visits?|home visiting|visits? (?:me|us|him|her|them|you) at home|house calls?`,
  ),
  by('home', `(?<=${HAPPENINGS} )(?:in|at) ${WHOSE} own home`),
];
const MEETING: readonly Asking[] = [
  by('venue', '(?:face to face|(?<!litigants? )in person)(?! with (?:my|him|her|the|them))'),
];

/** How a sentence asks to be helped: by phone, online, at home, face to face. Trouble on the phone or online is none. */
export function findDeliveries(text: string): FilterSpan[] {
  if (!/online|phone|zoom|teams|skype|video|home|house|flat|place|door|face|person/.test(text)) return [];
  return findAskings(text, [
    ...(TROUBLE.test(text) ? [] : TALKING),
    ...(UNWANTED.test(text) ? [] : COMING),
    ...MEETING,
  ]);
}
