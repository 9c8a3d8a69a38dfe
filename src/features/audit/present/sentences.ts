/** What each action did, after the name of whoever did it; `*` is the name of the thing. */
export const SENTENCES: Readonly<Record<string, string>> = {
  'account.accept-invitation': 'accepted the invitation of *',
  'account.create': 'made the account of *',
  'account.create-demo': 'made the example account of *',
  'account.email-change': 'changed the email address of *',
  'account.email-request': 'asked to change the email address of *',
  'account.invite': 'invited *',
  'account.invite-again': 'invited * again',
  'account.link-other-system': 'let * sign in through another system',
  'account.recovery-code': 'used a recovery code of *',
  'account.rename': 'changed the name of *',
  'account.reset-link': 'sent * a link for a new password',
  'account.return': 'let * sign in again',
  'account.roles': 'changed the roles of *',
  'account.sign-in-link': 'sent * a link for signing in',
  'account.sign-out-everywhere': 'signed * out everywhere',
  'account.stop': 'stopped *',
  'account.unlink-other-system': 'no longer lets * sign in through another system',
  'account.withdraw-invitation': 'withdrew the invitation of *',
  'audit.export': 'took the audit trail away as a file',
  'audit.view': 'looked at event * of the audit trail with its sealed values',
  'backup.make': 'made a backup',
  'backup.restore': 'restored a backup',
  'demo.fill': 'filled in the example place',
  'do-not-list.add': 'noted that somebody asked not to be listed',
  'do-not-list.lift': 'noted that somebody may be listed again',
  'feedback.handle': 'dealt with feedback',
  'feedback.store': 'sent feedback',
  'history.prune': 'forgot old runs of jobs and imports',
  'import.batch': 'read services from *',
  'job.start': 'started the job *',
  'message.bounce': 'noted that a message came back',
  'message.prune': 'forgot the words of old messages',
  'message.retry': 'had a message sent again',
  'message.view': 'read a message',
  'organisation.create': 'added the organisation *',
  'organisation.hide': 'hid the organisation *',
  'organisation.show': 'showed the organisation * again',
  'organisation.update': 'updated the organisation *',
  'password.change': 'changed the password of *',
  'password.reset': 'chose a new password for *',
  'password.set': 'chose a password for *',
  'places.import': 'read places from *',
  'postcodes.import': 'read postcodes from *',
  'second-step.begin': 'began to set up the second step of *',
  'second-step.begin-new': 'began to move the second step of * to another app',
  'second-step.move': 'moved the second step of * to another app',
  'second-step.confirm': 'set up the second step of *',
  'second-step.new-recovery-codes': 'made new recovery codes for *',
  'second-step.remove': 'removed the second step of *',
  'second-step.reset': 'reset the second step of *',
  'service.create': 'added the service *',
  'service.hide': 'hid the service *',
  'service.missing': 'no longer found the service * in its source',
  'service.show': 'showed the service * again',
  'service.update': 'updated the service *',
  'session.end': 'ended a session',
  'session.start': 'signed in',
  'setting.change': 'changed the setting *',
  'shortlist.share': 'shared a shortlist',
  'shortlist.withdraw': 'withdrew a shared shortlist',
  'source.release': 'let the source * be read again',
  'source.republish': 'decided whether records of * may be passed on',
  'source.schedule': 'decided how often the source * is read',
  'source.terms': 'changed the terms of the source *',
  'task.close': 'closed a task',
  'task.open': 'opened a task',
};

/** What events are about, by their table, in words; `thing` for a sentence without a name. */
export const ENTITIES: Readonly<Record<string, { name: string; thing: string }>> = {
  account: { name: 'Account', thing: 'an account' },
  audit_event: { name: 'Audit trail', thing: 'an event' },
  backup: { name: 'Backup', thing: 'a backup' },
  do_not_list: { name: 'Asked not to be listed', thing: 'an entry' },
  feedback: { name: 'Feedback', thing: 'feedback' },
  job: { name: 'Job', thing: 'a job' },
  message: { name: 'Message', thing: 'a message' },
  organisation: { name: 'Organisation', thing: 'an organisation' },
  service: { name: 'Service', thing: 'a service' },
  session: { name: 'Session', thing: 'a session' },
  setting: { name: 'Setting', thing: 'a setting' },
  shortlist_share: { name: 'Shared shortlist', thing: 'a shortlist' },
  source: { name: 'Source', thing: 'a source' },
  task: { name: 'Task', thing: 'a task' },
};

/** Those that do things without being signed in, as the beginning of a sentence. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  visitor: 'A visitor',
  import: 'An import',
  'command-line': 'Somebody at the command line',
  job: 'A background job',
};

/** The actions to choose from, in words, sorted. */
export const ACTION_CHOICES = Object.entries(SENTENCES)
  .map(([value, sentence]) => {
    const text = sentence.replace('*', '…');
    return { value, text: `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}` };
  })
  .toSorted((a, b) => a.text.localeCompare(b.text));

/** The kinds of things to choose from. */
export const ENTITY_CHOICES = Object.entries(ENTITIES).map(([value, { name }]) => ({ value, text: name }));
