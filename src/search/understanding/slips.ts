const pairs = (text: string): (readonly [string, string])[] =>
  text.split(' ').map((pair) => pair.split('>') as [string, string]);

/** Common slips whose wrong form is a word too, or nearer to another word, so that no dictionary would put them right. */
const MISTAKEN = pairs(
  'advise>advice councillor>counsellor councilling>counselling counciling>counselling dieing>dying loose>lose practise>practice',
);
/** Words as they are typed on a phone, by sound or cut short. */
const TEXTED = pairs(
  'fone>phone nite>night nites>nights tonite>tonight ppl>people sum1>someone some1>someone any1>anyone no1>noone wiv>with thru>through cuz>because coz>because bcos>because bcoz>because plz>please pls>please u>you ur>your r>are cud>could wud>would shud>should gud>good luv>love tmrw>tomorrow tmoz>tomorrow tomoz>tomorrow 2moro>tomorrow 2morrow>tomorrow 2nite>tonight appt>appointment appts>appointments dr>doctor drs>doctors hosp>hospital hossie>hospital docs>doctors meds>medicines wk>week wks>weeks yr>year yrs>years hrs>hours bday>birthday fam>family preg>pregnant unis>university uni>university skool>school wrk>work hlp>help',
);

/** The word that is meant by one that is often written for it. */
export const SLIPS: ReadonlyMap<string, string> = new Map([...MISTAKEN, ...TEXTED]);
