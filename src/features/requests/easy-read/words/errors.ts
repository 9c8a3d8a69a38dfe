/** Sentences that say in easy words what the standard ones say; the first that fits. `$1` is what was found. */
const EASY: readonly (readonly [standard: RegExp, easy: string])[] = [
  [/^.* must be ([\d,]+) characters or less.*$/s, 'This is too long. Use $1 letters or less.'],
  [/^Select who needs help$/, 'Pick who needs help.'],
  [/^Select whether they know and agree$/, 'Pick if they say yes.'],
  [/^Select how they told you$/, 'Pick how they told you.'],
  [/^Enter why they cannot decide.*$/, 'Write why they cannot decide.'],
  [/^Enter how you may decide for them.*$/, 'Write how you may decide for them.'],
  [/^Enter how you know them.*$/, 'Write how you know them.'],
  [/^Enter your job.*$/, 'Write your job.'],
  [/^Enter the name of the organisation.*$/, 'Write where you work.'],
  [/^Enter your phone number or your email address$/, 'Write your phone number or your email.'],
  [/^Enter (your|their) phone number, or choose other ways$/, 'Write $1 phone number. Or pick other ways.'],
  [/^Enter (your|their) email address, or choose other ways$/, 'Write $1 email. Or pick other ways.'],
  [/^Enter a phone number, like.*$/, 'Check the phone number. It looks like 01632 960 001.'],
  [/^Enter an email address in the correct format.*$/, 'Check the email. It looks like name@example.com.'],
  [/^Enter your work email address$/, 'Write your email at work.'],
  [/^Select the best way$/, 'Pick the best way.'],
  [/^Select yes if .*$/, 'Pick an answer.'],
  [/^Enter whom we can ask for instead.*$/, 'No way is safe. Write who else we can talk to.'],
  [/^Choose what (?:you|they) need below, or select no$/, 'You said yes. Pick what helps. Or pick No.'],
  [/^Something is chosen below.*$/, 'You said no, but something has a tick. Change one of them.'],
  [/^Enter what matters.*$/, 'Write something here. A few words are enough.'],
  [/^Select what (?:you|they) would like help with.*$/, 'Pick something. Or write it at the end.'],
  [/^Enter the postcode, town or village.*$/, 'Write a postcode, a town or a village.'],
  [/^Select a service, or .*$/, 'Pick a group. Or pick help to choose.'],
  [/^Select (\d+) services or fewer.*$/, 'You picked too many. Pick $1 or fewer.'],
  [/^(?:You|They) asked for letters.*$/, 'We cannot send letters without an address. Write one.'],
  [/^Enter address line 1.*$/, 'Write the house number and the street.'],
  [/^Enter town or city$/, 'Write the town or city.'],
  [/^Enter postcode$/, 'Write the postcode.'],
  [/^Enter a full UK postcode$/, 'Check the postcode. It looks like MB3 5AA.'],
  [/^Enter (your|their) date of birth$/, 'Write the day, the month and the year.'],
  [/^Date of birth must include .*$/, 'Write the day, the month and the year.'],
  [/^Date of birth must be a real date$/, 'Check the date. There is no such day.'],
  [/^Date of birth must be in the .*$/, 'Check the year.'],
  [/^Year must include 4 numbers$/, 'Write the year with 4 numbers, like 1946.'],
  [/^Enter (your|their) NHS number, or select no$/, 'Write the NHS number. Or pick No.'],
  [/^.*NHS number.*$/, 'Check the number. It has 10 numbers, like 999 123 4567.'],
  [
    /^Enter the name of the GP practice.*$/,
    'Write the name of the GP practice. Or pick the button below it.',
  ],
  [
    /^The words on this page have changed.*$/,
    'The words here are new. Read them again. Then pick an answer.',
  ],
  [/^Select how to get a copy.*$/, 'Pick an answer.'],
  [/^Select who goes on with it$/, 'Pick who goes on with it.'],
  [/^Select how to send the link$/, 'Pick how you want the link.'],
  [/^It was said that .*$/, 'You told us that this way is not safe. Use another.'],
  [/^Enter an email address$/, 'Write an email address.'],
  [/^Enter a mobile phone number.*$/, 'Write a mobile phone number. It begins with 07.'],
  [/^Too many links were made today.*$/, 'You made too many links today. Use the newest one.'],
  [/^Select where to send a code$/, 'Pick where we send the code.'],
  [/^(?:Enter the code|Code must be 6 digits).*$/, 'Write the code. It has 6 numbers.'],
  [/^That does not match.*$/, 'That is not right. Check it and try again.'],
  [/^This code has run out.*$/, 'This code is too old. Ask for a new code.'],
  [/^There were too many tries\. .*$/, 'You tried too many times. Ask for a new code.'],
  [/^There were too many tries today.*$/, 'You tried too many times today. Use a code, or ring us.'],
  [/^We send 5 codes a day.*$/, 'We can send no more codes today. You can ring us.'],
  [/^Enter your reference$/, 'Write your number. It begins with FD.'],
  [/^Check the reference.*$/, 'Check the number. It looks like FD-7KQM-3F2P-X.'],
  [/^Enter what you would like to add$/, 'Write what you want to tell us.'],
  [/^This request is closed.*$/, 'Your request is closed. Ring us, or ask again.'],
  [/^Select whether you got the help you needed$/, 'Pick an answer.'],
  [/^Enter (.*)$/, 'Write $1.'],
  [/^Select (.*)$/, 'Pick $1.'],
];

/** What is to be mended, in easy words. The sentences themselves stand where the rules are. */
export function easyError(text: string): string {
  const found = EASY.find(([standard]) => standard.test(text));
  return found === undefined ? text : text.replace(found[0], found[1]);
}

/** The same for all problems of a form. */
export const easyErrors = <Problem extends { text: string }>(errors: readonly Problem[]): Problem[] =>
  errors.map((error) => ({ ...error, text: easyError(error.text) }));
