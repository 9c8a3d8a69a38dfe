import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  navigatorRecipient,
  practiceFacts,
  serviceRecipient,
  toldFacts,
} from '#src/features/consents/recipients.ts';
import { SHARED_FACT_NAMES } from '#src/features/consents/facts.ts';
import { factLabel, sharingBlocks } from '#src/features/requests/questions/facts/sharing/blocks.ts';
import { sharing, sharingHolds } from '#src/features/requests/questions/facts/sharing/sharing.ts';
import { factLines } from '#src/features/requests/questions/facts/sharing/told.ts';
import type { Answers } from '#src/features/requests/answers.ts';
import { anAnswers, aHelper } from '../../../../support/requests/answers.ts';
import { aClinic, aContext, aNamedService } from '../../../../support/requests/questions.ts';

const tea = aNamedService();
const clinic = aClinic();
const chosen = (overrides: Partial<Answers> = {}): Answers =>
  anAnswers({
    services: { ids: [tea.id, clinic.id], helpMeChoose: false },
    sharing: undefined,
    ...overrides,
  });
const contextOf = (answers: Answers, madeBy: 'self' | 'helper' | 'navigator' = 'self') =>
  aContext({ answers, madeBy, known: [tea, clinic] });
const everythingYes = {
  wording: 'sharing-1',
  navigator: 'yes',
  [`service-${tea.id}`]: 'yes',
  [`facts-${tea.id}`]: ['story', 'address', 'made-up', 'name'],
  [`service-${clinic.id}`]: 'no',
  [`facts-${clinic.id}`]: ['story'],
  gp: 'yes',
};

describe('who may see what was told', () => {
  it('is asked of each by name: our navigators, each chosen service, the practice', () => {
    expect(
      sharingBlocks(contextOf(chosen())).map(({ field, recipient }) => `${field}: ${recipient}`),
    ).toEqual([
      'navigator: The navigators of Front Door',
      `service-${tea.id}: Marl Neighbours (Tea and Talk)`,
      `service-${clinic.id}: Aldershire Community Health (Memory clinic)`,
      'gp: Loom Street Surgery',
    ]);
    const alone = contextOf(
      chosen({ services: { ids: [], helpMeChoose: true }, gp: { practice: null, email: null } }),
    );
    expect(sharingBlocks(alone).map(({ field }) => field)).toEqual(['navigator']);
  });

  it('names the recipient in its words, and leaves nothing unfilled', () => {
    for (const { title, words, recipient } of sharingBlocks(contextOf(chosen()))) {
      expect([title, ...words].join(' ')).not.toContain('((');
      expect([title, ...words].join(' ')).toContain(recipient);
    }
  });

  it('offers a service what it needs, and no NHS number to who is no health service', () => {
    const [, ofTea, ofClinic] = sharingBlocks(contextOf(chosen()));
    expect(ofTea?.always).toEqual(['name', 'contact']);
    expect(ofTea?.needed).toEqual(['communication', 'story', 'needs']);
    expect(ofTea?.offered).toContain('nhs-number');
    expect(ofClinic?.needed).toEqual(
      expect.arrayContaining(['date-of-birth', 'address', 'nhs-number', 'gp']),
    );
  });

  it('offers nothing that nobody told us', () => {
    const answers = chosen({ nhsNumber: { number: null }, inPlace: { words: null }, address: undefined });
    const [, ofTea] = sharingBlocks(contextOf(answers));
    expect(ofTea?.offered).not.toContain('nhs-number');
    expect(ofTea?.offered).not.toContain('in-place');
    expect(ofTea?.offered).not.toContain('address');
    expect(ofTea?.offered).not.toContain('helper');
  });

  it('shows every fact word for word before anybody agrees', () => {
    const context = contextOf(chosen());
    const lines = factLines(context);
    expect(lines.map(({ fact }) => fact)).toEqual(toldFacts(context.answers));
    for (const { fact, lines: shown } of lines) expect(shown, fact).not.toEqual([]);
    expect(lines.find(({ fact }) => fact === 'nhs-number')?.lines).toEqual(['999 000 0018']);
  });

  it('keeps for each exactly what was ticked, with name and contact, and nothing that was not on the page', () => {
    expect(sharing.read(everythingYes, contextOf(chosen()))).toEqual({
      ok: true,
      value: {
        navigator: 'yes',
        services: [
          { serviceId: tea.id, decision: 'yes', shared: ['name', 'contact', 'story', 'address'] },
          { serviceId: clinic.id, decision: 'no', shared: [] },
        ],
        gp: 'yes',
        wordingId: 'sharing-1',
        givenBy: 'self',
        method: 'online',
        at: '2026-11-21T10:00:00.000Z',
      },
    });
  });

  it('comes back as it was answered', () => {
    const read = sharing.read(everythingYes, contextOf(chosen()));
    const answers = chosen(read.ok ? { sharing: read.value } : {});
    const shown = sharing.show(answers, contextOf(answers));
    expect(sharing.read(shown, contextOf(answers))).toEqual(read);
    expect(sharing.tell(answers, contextOf(answers))).toEqual([
      expect.stringContaining('The navigators of Front Door: yes. Your name'),
      'Marl Neighbours (Tea and Talk): yes. Your name, and what to call you; how to reach you, and what is safe; what matters to you, in your words; your address.',
      'Aldershire Community Health (Memory clinic): no',
      expect.stringContaining('Loom Street Surgery: yes.'),
    ]);
  });

  it('starts with nothing decided: silence is no agreement', () => {
    const shown = sharing.show(chosen(), contextOf(chosen()));
    expect(Object.values(shown)).not.toContain('yes');
    expect(sharing.read({ wording: 'sharing-1' }, contextOf(chosen()))).toEqual({
      ok: false,
      problems: [
        { field: 'navigator', text: 'Select yes if you agree that we read this and get in touch' },
        {
          field: `service-${tea.id}`,
          text: 'Select yes if you agree that we tell Marl Neighbours (Tea and Talk)',
        },
        {
          field: `service-${clinic.id}`,
          text: 'Select yes if you agree that we tell Aldershire Community Health (Memory clinic)',
        },
        { field: 'gp', text: 'Select yes if you agree that we tell Loom Street Surgery' },
      ],
    });
  });

  it('leads to the page that says we cannot send when our navigators may not read it', () => {
    expect(sharing.read({ ...everythingYes, navigator: 'no' }, contextOf(chosen()))).toEqual({
      ok: false,
      problems: [],
      leadsTo: 'cannot-send',
    });
  });

  it('must be answered with the words that count now', () => {
    const read = sharing.read({ ...everythingYes, wording: 'sharing-0' }, contextOf(chosen()));
    expect(read).toMatchObject({ ok: false, problems: [{ field: 'navigator' }] });
  });

  it.each([
    ['self', undefined, 'self', 'online'],
    ['helper', { agrees: 'yes', reason: null, method: 'phone' }, 'helper', 'phone'],
    ['helper', { agrees: 'attorney', reason: 'LPA', method: 'online' }, 'attorney', 'online'],
    ['helper', { agrees: 'cannot', reason: 'Dementia', method: 'online' }, 'best-interests', 'online'],
    ['navigator', { agrees: 'yes', reason: null, method: 'in-person' }, 'self', 'in-person'],
  ] as const)(
    'of a request made by %s with the agreement %j is given by %s, %s',
    (madeBy, agreement, givenBy, method) => {
      const answers = chosen({ ...aHelper({ agreement }), services: chosen().services, sharing: undefined });
      expect(sharing.read(everythingYes, contextOf(answers, madeBy))).toMatchObject({
        value: { givenBy, method },
      });
    },
  );

  it('is asked again when a service or a practice comes or goes', () => {
    const read = sharing.read(everythingYes, contextOf(chosen()));
    const answers = chosen(read.ok ? { sharing: read.value } : {});
    expect(sharingHolds(answers)).toBe(true);
    expect(sharingHolds({ ...answers, services: { ids: [tea.id], helpMeChoose: false } })).toBe(false);
    expect(
      sharingHolds({ ...answers, services: { ids: [tea.id, clinic.id, 'x'], helpMeChoose: false } }),
    ).toBe(false);
    expect(sharingHolds({ ...answers, gp: { practice: null, email: null } })).toBe(false);
    expect(sharingHolds(chosen())).toBe(false);
  });

  it('counts as no for a service that is not listed any more, so that nobody is asked for ever', () => {
    const context = aContext({ answers: chosen(), known: [tea] });
    const read = sharing.read(everythingYes, context);
    expect(read).toMatchObject({
      ok: true,
      value: { services: [{}, { serviceId: clinic.id, decision: 'no' }] },
    });
    expect(sharingHolds(chosen(read.ok ? { sharing: read.value } : {}))).toBe(true);
  });

  it('never gives more than was offered, whatever a form sends', () => {
    const context = contextOf(chosen({ address: undefined, nhsNumber: { number: null } }));
    const anything = fc.oneof(
      fc.constantFrom('yes', 'no'),
      fc.string(),
      fc.array(fc.constantFrom(...SHARED_FACT_NAMES)),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(everythingYes)), anything), (typed) => {
        const read = sharing.read({ ...typed, wording: 'sharing-1' }, context);
        if (!read.ok) return;
        for (const { decision, shared } of read.value.services) {
          expect(shared).not.toContain('address');
          expect(shared).not.toContain('nhs-number');
          if (decision === 'no') expect(shared).toEqual([]);
          else expect(shared).toEqual(expect.arrayContaining(['name', 'contact']));
        }
      }),
    );
  });
});

describe('a recipient', () => {
  it('is named by organisation and service, once where both have one name', () => {
    expect(serviceRecipient({ name: 'Tea', organisation: 'Marl' })).toBe('Marl (Tea)');
    expect(serviceRecipient({ name: 'Marl', organisation: 'Marl' })).toBe('Marl');
    expect(navigatorRecipient('Help Here')).toBe('The navigators of Help Here');
  });

  it('that is a GP practice gets no story', () => {
    expect(practiceFacts(anAnswers())).toEqual(['name', 'needs', 'date-of-birth', 'nhs-number']);
  });

  it('hears of each fact in words about whoever it is', () => {
    for (const fact of SHARED_FACT_NAMES) {
      expect(factLabel(fact, 'them')).not.toMatch(/\byour?\b/i);
      expect(factLabel(fact, 'you')).not.toMatch(/\b(they|their|them)\b/i);
    }
  });
});
