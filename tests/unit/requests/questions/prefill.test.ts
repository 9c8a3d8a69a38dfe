import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isEmptyPrefill,
  prefillFields,
  prefillQuery,
  readPrefill,
  withPrefill,
} from '#src/features/requests/questions/prefill.ts';
import { paths } from '#src/lib/paths.ts';
import { anAnswers } from '../../../support/requests/answers.ts';

const ONE = '01900000-0000-7000-8000-000000000001';
const TWO = '01900000-0000-7000-8000-000000000002';
const known = { services: new Set([ONE, TWO]), needs: new Set(['loneliness', 'food']) };
const nothing = { services: [], needs: [], near: null };
const fromAddress = (address: string) => readPrefill(new URL(address, 'http://localhost').searchParams);

describe('what comes along to a request', () => {
  it('is the same after a journey through an address, and through a form', () => {
    const brought = { services: [ONE, TWO], needs: ['loneliness'], near: 'Tarnbury' };
    expect(fromAddress(paths.getHelp(prefillQuery(brought)))).toEqual(brought);
    const form = new URLSearchParams(prefillFields(brought).map(({ name, value }) => [name, value]));
    expect(readPrefill(form)).toEqual(brought);
  });

  it('holds no full postcode, whoever wrote the address', () => {
    expect(paths.getHelp(prefillQuery({ near: 'MB1 1QG' }))).toBe('/get-help?near=MB1');
    expect(fromAddress('/get-help?near=mb1+1qg').near).toBe('MB1');
  });

  it('is what makes sense of it, a few of each', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `01900000-0000-7000-8000-0000000000${at + 10}`);
    const many = fromAddress(
      paths.getHelp({ service: [...ids, 'x', ONE], need: ['Food', 'food', '../x', 'food'] }),
    );
    expect(many.services).toEqual(ids.slice(0, 8));
    expect(many.needs).toEqual(['food']);
    expect(fromAddress(`/get-help?near=${'a'.repeat(61)}`).near).toBeNull();
    expect(isEmptyPrefill(fromAddress('/get-help?service=1&need=_&near=%00'))).toBe(true);
  });

  it('never throws, whatever stands in the address', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (query) => void fromAddress(`/get-help?near=${query}&${query}`)),
    );
  });
});

describe('the answers with what comes along', () => {
  it('have it in them, without what is not known', () => {
    const brought = { services: [ONE, 'gone'], needs: ['food', 'gold'], near: 'MB1' };
    expect(withPrefill({}, brought, known)).toEqual({
      services: { ids: [ONE], helpMeChoose: false },
      needs: { slugs: ['food'], other: null },
      place: { typed: 'MB1' },
    });
  });

  it('lose nothing that was said before', () => {
    const said = anAnswers({
      services: { ids: [TWO], helpMeChoose: true },
      needs: { slugs: ['loneliness'], other: 'A lift' },
    });
    expect(withPrefill(said, { services: [ONE], needs: ['food'], near: 'Tarnbury' }, known)).toEqual({
      services: { ids: [TWO, ONE], helpMeChoose: true },
      needs: { slugs: ['loneliness', 'food'], other: 'A lift' },
    });
  });

  it('are left alone where nothing is new, or there is no room', () => {
    expect(withPrefill({}, nothing, known)).toEqual({});
    const said = anAnswers({ services: { ids: [ONE], helpMeChoose: false } });
    expect(withPrefill(said, { ...nothing, services: [ONE] }, known)).toEqual({});
    const full = anAnswers({
      services: { ids: ['1', '2', '3', '4', '5', '6', '7', '8'], helpMeChoose: false },
    });
    expect(withPrefill(full, { ...nothing, services: [ONE] }, known)).toEqual({});
  });
});
