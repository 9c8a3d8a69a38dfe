/** The one table of what administrators decide on /admin/settings. What is not here is decided by the environment. */

interface SettingWords {
  group: SettingGroup;
  label: string;
  does: string; // what it changes, in a sentence
}

interface NumberSetting extends SettingWords {
  kind: 'number';
  unit: 'minutes' | 'days';
  least: number;
  most: number;
  default: number;
}

interface ChoiceSetting extends SettingWords {
  kind: 'yes-no';
  default: boolean;
}

interface EmailSetting extends SettingWords {
  kind: 'email';
  empty: string; // what happens without one
  default: null;
}

export type Setting = NumberSetting | ChoiceSetting | EmailSetting;

export const SETTING_GROUPS = ['Signing in', 'Messages', 'Requests', 'Keeping records', 'Tasks'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export interface SettingValues {
  idleMinutes: number; // without a click, then signed out
  partnersNeedSecondStep: boolean;
  messageDays: number; // contents of messages are kept so long
  feedbackDays: number; // after a request was closed the person is asked how it went
  requestEmail: string | null; // who is told of requests that nobody has taken
  closedRequestDays: number; // a request that was closed is kept so long
  withdrawnRequestDays: number; // one that came to nothing
  erasedRequestDays: number; // the note that one was erased
  replyTo: string | null; // where answers to our emails go
  taskEmail: string | null; // who is told of new tasks, daily
}
export type SettingName = keyof SettingValues;

export const SETTINGS = {
  idleMinutes: {
    group: 'Signing in',
    label: 'Minutes without a click before people are signed out',
    does: 'People are warned five minutes before, and what they have typed is kept for them.',
    kind: 'number',
    unit: 'minutes',
    least: 15,
    most: 60,
    default: 30,
  },
  partnersNeedSecondStep: {
    group: 'Signing in',
    label: 'Must everyone in an organisation use a second step?',
    does: 'The second step is a code from an app. Everyone who can see people’s records needs it already; “Yes” asks it of all partners.',
    kind: 'yes-no',
    default: false,
  },
  messageDays: {
    group: 'Messages',
    label: 'Days for which the words of messages are kept',
    does: 'After this, only the fact that a message was sent is kept, without its words or its receiver.',
    kind: 'number',
    unit: 'days',
    least: 14,
    most: 365,
    default: 90,
  },
  feedbackDays: {
    group: 'Requests',
    label: 'Days after which people are asked how it went',
    does: 'Counted from the day a request was closed. People are asked once, in a way that they said is safe.',
    kind: 'number',
    unit: 'days',
    least: 1,
    most: 90,
    default: 14,
  },
  requestEmail: {
    group: 'Requests',
    label: 'Email address of the team that takes requests (optional)',
    does: 'Told of each request that nobody has taken. The email holds its number, and names nobody.',
    kind: 'email',
    empty: 'Not set: every navigator is told by email',
    default: null,
  },
  closedRequestDays: {
    group: 'Keeping records',
    label: 'Days for which a request is kept after it was closed',
    does: 'Counted from the day it was closed, then deleted with its referrals. Where this is somebody’s main care record, choose 2,922 (eight years).',
    kind: 'number',
    unit: 'days',
    least: 30,
    most: 7305,
    default: 365,
  },
  withdrawnRequestDays: {
    group: 'Keeping records',
    label: 'Days for which a request is kept that came to nothing',
    does: 'One that was withdrawn or not wanted any more, that had been asked before, or whose person could not be reached.',
    kind: 'number',
    unit: 'days',
    least: 30,
    most: 7305,
    default: 183,
  },
  erasedRequestDays: {
    group: 'Keeping records',
    label: 'Days for which it is noted that a request was erased',
    does: 'The note says when it was, by whom and why, and nothing of the person.',
    kind: 'number',
    unit: 'days',
    least: 365,
    most: 7305,
    default: 1096,
  },
  replyTo: {
    group: 'Messages',
    label: 'Email address that answers go to (optional)',
    does: 'When people answer an email from this website, their answer goes here.',
    kind: 'email',
    empty: 'Not set: answers go to the sender’s address',
    default: null,
  },
  taskEmail: {
    group: 'Tasks',
    label: 'Email address that is told of new tasks (optional)',
    does: 'Once a day, when there are new tasks, one email goes here. It names no people.',
    kind: 'email',
    empty: 'Not set: nobody is told by email',
    default: null,
  },
} as const satisfies { [Name in SettingName]: Setting };

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export const isSettingName = (text: string): text is SettingName => Object.hasOwn(SETTINGS, text);

/** A setting by its name, in the general shape. */
export const settingOf = (name: SettingName): Setting => SETTINGS[name];

export const DEFAULT_VALUES: SettingValues = {
  idleMinutes: SETTINGS.idleMinutes.default,
  partnersNeedSecondStep: SETTINGS.partnersNeedSecondStep.default,
  messageDays: SETTINGS.messageDays.default,
  feedbackDays: SETTINGS.feedbackDays.default,
  requestEmail: SETTINGS.requestEmail.default,
  closedRequestDays: SETTINGS.closedRequestDays.default,
  withdrawnRequestDays: SETTINGS.withdrawnRequestDays.default,
  erasedRequestDays: SETTINGS.erasedRequestDays.default,
  replyTo: SETTINGS.replyTo.default,
  taskEmail: SETTINGS.taskEmail.default,
};

/** True when a stored value is one that this version of the setting allows. */
export function isAllowed(name: SettingName, value: unknown): boolean {
  const setting = settingOf(name);
  switch (setting.kind) {
    case 'number':
      return Number.isInteger(value) && Number(value) >= setting.least && Number(value) <= setting.most;
    case 'yes-no':
      return typeof value === 'boolean';
    case 'email':
      return value === null || (typeof value === 'string' && value.includes('@') && value.length <= 254);
  }
}

/** The versions of the settings somebody looked at, 0 for one that was never changed. */
export type SettingVersions = Readonly<Record<SettingName, number>>;
