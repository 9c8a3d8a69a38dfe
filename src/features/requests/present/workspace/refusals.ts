/** What was just done, by the word in the address. */
export const REQUEST_DONE: Readonly<Record<string, string>> = {
  taken: 'The request is yours. Its person sees your name.',
  'handed-over': 'Handed over. The person is told who looks after them now.',
  attempt: 'The try is noted.',
  spoke: 'Noted that you spoke.',
  note: 'The note is kept.',
  agreed: 'What they said is recorded.',
  withdrawn: 'The agreement is withdrawn, and what was open because of it has stopped.',
  referred: 'Sent. Each service gets an email, and you hear when they answer.',
  'not-open': 'This request is closed: nothing was changed.',
};

/** Sentences for what commands refuse, as they are read on the page that tried. */
export const REQUEST_REFUSALS = {
  unknown: 'There is no such request any more.',
  closed: 'This request is closed: nothing can be added to it. What you typed is still here, to be copied.',
  'not-taken': 'Nobody looks after this request: take it first.',
  'not-yours': 'A colleague looks after this request. Take it over first, or ask them.',
  'not-a-navigator': 'Choose somebody who is a navigator.',
  'changed-elsewhere':
    'This request was changed while you looked at it, by you in another tab or by a colleague. Look at it again below, then send this once more.',
  'open-referrals': 'A service is still dealing with this. Wait for it, or withdraw the referral first.',
  'too-soon':
    'It is too soon to say that we could not reach them: try on three days, in two ways. You can put the request back meanwhile.',
  'reason-needed': 'Write why it is in their best interests, and who was asked.',
} as const satisfies Readonly<Record<string, string>>;

/** Sentences for what sending referrals refuses. */
export const REFER_REFUSALS = {
  unknown: 'There is no such request any more.',
  closed: 'This request is closed: nothing can be sent.',
  'not-taken': 'Nobody looks after this request: take it first.',
  'not-yours': 'A colleague looks after this request: take it over first.',
  'no-consent': 'What they agreed to has changed. Look at what each service would get, then send again.',
  'referred-already':
    'One of these services has this request already. Nothing was sent: leave it out, then send again.',
  'unknown-service':
    'One of these services is no longer listed. Nothing was sent: leave it out, then send again.',
  'changed-elsewhere': 'This request was changed while you looked at it. Check it again, then send.',
} as const satisfies Readonly<Record<string, string>>;

/** Sentences for what moving a referral refuses. */
export const MOVE_REFUSALS = {
  unknown: 'There is no such referral any more.',
  'not-allowed': 'This referral has changed while you looked at it. See below how it stands now.',
  'needs-reason': 'Write what they said.',
  'too-soon': 'It is too soon for that: a service tries three times, on two days.',
} as const satisfies Readonly<Record<string, string>>;
