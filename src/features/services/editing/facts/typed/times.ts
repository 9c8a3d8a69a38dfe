/** A time as somebody typed it: which half of the day was said, or left to be guessed. */
export interface TypedTime {
  time: string; // HH:MM, "24:00" for the end of a day
  isGuess: boolean; // "2" or "9.30": neither am or pm, nor written as a 24 hour clock has it
  is24Hours: boolean; // "14:00", "09:30": then the time beside it is no guess either
}

const TIME = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(a|p|am|pm|a\.m|p\.m)?\.?$/;
const FOUR_DIGITS = /^(\d{2})(\d{2})\s*(am|pm|hrs|h)?$/;

/** Hours nobody means in the morning when they say no more than the number: "2" is two in the afternoon. */
const LATEST_AFTERNOON_HOUR = 6;

const pad = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/**
 * A time as people type it: "10", "10am", "10.30", "2:30 p.m.", "14:00", "1400", "midday", "midnight". A bare hour from
 * 1 to 6 is in the afternoon, 12 is midday. Null for what is no time.
 */
export function parseTime(text: string): TypedTime | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s*o['\u2019]?clock$/, '');
  if (/^(?:12\s*)?(?:midday|noon)$/.test(plain)) return { time: '12:00', isGuess: false, is24Hours: false };
  if (/^(?:12\s*)?midnight$/.test(plain)) return { time: '24:00', isGuess: false, is24Hours: false };
  const match = TIME.exec(plain) ?? FOUR_DIGITS.exec(plain);
  if (match === null) return null;
  const [, hourText = '', minuteText, half = ''] = match;
  const hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  if (minute > 59) return null;
  if (/^[ap]/.test(half)) {
    if (hour < 1 || hour > 12) return null;
    const time = pad((hour % 12) + (half.startsWith('p') ? 12 : 0), minute);
    return { time, isGuess: false, is24Hours: false };
  }
  if (hour > 24 || (hour === 24 && minute > 0)) return null;
  if (hour > 12 || hourText.startsWith('0'))
    return { time: pad(hour, minute), isGuess: false, is24Hours: true };
  const time = pad(hour <= LATEST_AFTERNOON_HOUR ? hour + 12 : hour, minute);
  return { time, isGuess: true, is24Hours: false };
}

const hoursLater = (time: string, hours: number): string =>
  pad(Number(time.slice(0, 2)) + hours, Number(time.slice(3)));

const bothHalves = ({ time, isGuess }: TypedTime): string[] => {
  if (!isGuess) return [time];
  const hour = Number(time.slice(0, 2));
  return [time, hour >= 12 ? hoursLater(time, -12) : hoursLater(time, 12)];
};

/** From when on and until when a session that passes midnight is believed; as spans.ts of schedules has it. */
const NIGHT_FROM = '17:00';
const NIGHT_UNTIL = '10:00';

/**
 * Two times that belong together, each half of the day guessed so that the end comes after the beginning where it can:
 * "11" to "1" ends in the afternoon, "7" to "8.30pm" begins in the evening, "6.30" to "9" is an evening, "8pm" to "2" a
 * night.
 */
export function pairTimes(from: TypedTime, to: TypedTime): { opensAt: string; closesAt: string } {
  if (from.is24Hours || to.is24Hours) return { opensAt: from.time, closesAt: to.time };
  const saysEvening = !to.isGuess && to.time > '12:00' && to.time < '24:00';
  if (from.isGuess && saysEvening) {
    const evening = bothHalves(from).find((time) => time >= '12:00' && time < to.time);
    if (evening !== undefined) return { opensAt: evening, closesAt: to.time };
  }
  const later = bothHalves(to).find((time) => time > from.time);
  if (later !== undefined) return { opensAt: from.time, closesAt: later };
  const earlier = bothHalves(from).find((time) => time < to.time);
  if (earlier !== undefined) return { opensAt: earlier, closesAt: to.time };
  const morning = from.time >= NIGHT_FROM ? bothHalves(to).find((time) => time <= NIGHT_UNTIL) : undefined;
  return { opensAt: from.time, closesAt: morning ?? to.time };
}

/** A time as a form shows it: "10am", "2:30pm", "midday"; `parseTime` reads it again. */
export function showTime(time: string | null): string {
  if (time === null) return '';
  if (time === '12:00') return 'midday';
  if (time === '00:00' || time === '23:59' || time === '24:00') return 'midnight';
  const hour = Number(time.slice(0, 2));
  const minutes = time.slice(3) === '00' ? '' : `:${time.slice(3)}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}
