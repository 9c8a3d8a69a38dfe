import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingQuery, needScreen, readFinding, topChoices } from '#src/features/easy-read/finding/steps.ts';
import { whoScreen } from '#src/features/easy-read/finding/who.ts';
import { MOST_IDEAS } from '#src/features/easy-read/rules.ts';
import { readNeeds } from '#src/features/needs/content.ts';
import { paths } from '#src/lib/paths.ts';
import { NO_FILTERS, parseSearchParams } from '#src/search/params.ts';
import { ROOT } from '../../../support/server.ts';

const tree = readNeeds(join(ROOT, 'content'));
const read = (query: string) => readFinding(new URLSearchParams(query), tree);

describe('what was said so far', () => {
  test('stands in the address, and comes back the same from it', () => {
    const finding = { need: 'loneliness', q: 'tea & company', near: 'Tarnbury' };
    const { search } = new URL(paths.easyReadFindWhere(findingQuery(finding)), 'https://help.example.org');
    expect(read(search)).toEqual(finding);
  });

  test('a need that does not exist is passed over, spaces and invisible characters are tidied', () => {
    expect(read('need=dragons&q=%20a%00%20b%20&near=%20')).toEqual({ need: null, q: 'a b', near: '' });
  });
});

describe('what somebody needs', () => {
  test('begins with every need at the top, on one screen with the way to type', () => {
    const choices = topChoices(tree);
    expect(choices).toHaveLength(tree.top.length);
    expect(choices.length).toBeLessThan(MOST_IDEAS);
  });

  test.each(tree.top.map((need) => [need.name, need] as const))(
    'within %s each need is on one of its screens, once, and none has more than 15 buttons',
    (_, need) => {
      const hrefs: string[] = [];
      let screen = needScreen(tree, need, 1);
      let number = 1;
      for (;;) {
        expect(screen.choices.length).toBeLessThanOrEqual(MOST_IDEAS);
        expect(screen.choices.length).toBeGreaterThan(1);
        hrefs.push(...screen.choices.map(({ href }) => href));
        if (screen.next === null) break;
        number += 1;
        expect(screen.next).toBe(`/easy-read/find?need=${need.slug}&screen=${number}`);
        screen = needScreen(tree, need, number);
        expect(screen.previous).not.toBeNull();
      }
      const expected = [need.slug, ...need.children].map((slug) => `/easy-read/find/where?need=${slug}`);
      expect(hrefs).toEqual(expected);
    },
  );

  test.each([0, -1, 99, NaN, 1.5])('screen %s, which does not exist, is the first', (asked) => {
    const need = tree.bySlug.get('health-and-disability');
    if (need === undefined) throw new Error('no such need');
    expect(needScreen(tree, need, asked)).toEqual(needScreen(tree, need, 1));
  });
});

describe('who it is for', () => {
  const finding = { need: 'loneliness', q: '', near: 'Tarnbury' };
  const filtersOf = (href: string) => parseSearchParams(new URL(href, 'http://x').searchParams);
  const answers = (who: string | null) => whoScreen(who, finding).choices;

  test.each([null, 'carer', 'child', 'older'])(
    'every answer of %j is a search that is understood as it stands',
    (who) => {
      for (const { href } of answers(who).filter(({ href: each }) => each.startsWith('/easy-read/results'))) {
        const params = filtersOf(href);
        expect(params.errors).toEqual([]);
        expect(params).toMatchObject({ near: 'Tarnbury', filters: { need: ['loneliness'] } });
      }
    },
  );

  test('what is for oneself, for the person cared for, or not said narrows nothing', () => {
    const [me] = answers(null);
    const [person] = answers('carer');
    const notSaid = answers(null).at(-1);
    for (const href of [me?.href, person?.href, notSaid?.href])
      expect(filtersOf(href ?? '').filters).toEqual({ ...NO_FILTERS, need: ['loneliness'] });
  });

  test('a carer may ask for themselves, a child and an older person come with their age', () => {
    expect(filtersOf(answers('carer')[1]?.href ?? '').filters.audience).toEqual(['carers']);
    expect(answers('child').map(({ href }) => filtersOf(href).filters.age)).toEqual([3, 8, 13, 16, null]);
    expect(answers('older').map(({ href }) => filtersOf(href).filters.age)).toEqual([60, 70, 80, null]);
    expect(filtersOf(answers('older').at(-1)?.href ?? '').filters.audience).toEqual(['older_people']);
  });

  test('what is not asked there is the first question, and the way back keeps what was said', () => {
    expect(whoScreen('dragon', finding)).toEqual(whoScreen(null, finding));
    expect(whoScreen(null, finding).back).toBe('/easy-read/find/where?need=loneliness&near=Tarnbury');
    expect(whoScreen('child', finding).back).toBe('/easy-read/find/who?need=loneliness&near=Tarnbury');
  });
});
