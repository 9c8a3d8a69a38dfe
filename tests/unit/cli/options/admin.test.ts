import { describe, expect, test } from 'vitest';
import { readAdminRequest, WrongAdminOption } from '#src/cli/options/admin.ts';

function mistake(args: readonly string[]): string {
  try {
    readAdminRequest(args);
  } catch (error) {
    if (error instanceof WrongAdminOption) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the command line of npm run admin', () => {
  test.each([
    [['list'], { verb: 'list' }],
    [['create', 'a@example.org'], { verb: 'create', email: 'a@example.org', name: null }],
    [
      ['create', ' a@example.org ', '--name', ' Asha Rao '],
      { verb: 'create', email: 'a@example.org', name: 'Asha Rao' },
    ],
    [['stop', 'a@example.org'], { verb: 'stop', email: 'a@example.org', reason: null }],
    [['stop', 'a@example.org', '--reason=Left'], { verb: 'stop', email: 'a@example.org', reason: 'Left' }],
    [['sign-out', 'a@example.org'], { verb: 'sign-out', email: 'a@example.org' }],
    [['reset-second-step', 'a@example.org'], { verb: 'reset-second-step', email: 'a@example.org' }],
    [['code', 'a@example.org'], { verb: 'code', email: 'a@example.org' }],
  ])('%o is understood', (args, request) => {
    expect(readAdminRequest(args)).toEqual(request);
  });

  test.each([
    [[], 'Say what to do, one of list, create, sign-out, reset-second-step, stop, code'],
    [['delete', 'a@example.org'], 'Say what to do'],
    [['create'], 'Give the email address of the person: npm run admin -- create EMAIL'],
    [['stop', 'asha'], '"asha" is not an email address'],
    [['create', 'a@example.org', 'Asha', 'Rao'], '"Asha" is one word too many'],
    [['list', 'all'], '"all" is one word too many'],
    [['stop', 'a@example.org', '--name', 'x'], '--name belongs to create'],
    [['create', 'a@example.org', '--reason', 'x'], '--reason belongs to stop'],
    [['create', 'a@example.org', '--name', ' '], '--name is a text of 1 to 100 characters'],
    [['create', 'a@example.org', '--nmae', 'x'], "Unknown option '--nmae'"],
  ])('%o is answered by one sentence', (args, sentence) => {
    const said = mistake(args);
    expect(said).toContain(sentence);
    expect(said).not.toContain('\n');
  });
});
