import { describe, expect, test } from 'vitest';
import { cardHtml, type CardPage } from '#src/features/services/present/card-html.ts';
import type { CardView } from '#src/features/services/present/card.ts';
import { html, markup } from '#src/lib/html.ts';
import { saveButton, saveForm } from '#src/features/shortlists/present/save-form.ts';
import { checkHtml, textOf, type CheckedHtml } from '../../support/html.ts';

const CARD: CardView = {
  id: 'service-1',
  slug: 'tea-and-talk',
  name: 'Tea & Talk',
  organisation: 'Kettle and Co',
  sector: 'Charity',
  summary: 'Tea, cake and company.',
  facts: ['0.8 miles, Bobbin Hall', 'Free'],
  status: { text: 'Space now', tone: 'good' },
  why: 'For: feeling lonely',
  checked: { text: 'Checked 12 days ago', overdue: false },
  latitude: 52.4,
  longitude: -2.9,
  placeName: 'Bobbin Hall, Marlbridge',
};
const PAGE: CardPage = { level: 3, saveForm: 'save', hrefOf: (slug) => `/services/${slug}?near=MB1` };

/** A whole page around a list of one card, as html-validate wants one. */
const shown = (card: Partial<CardView> = {}, page: Partial<CardPage> = {}): CheckedHtml =>
  checkHtml(
    `<!DOCTYPE html><html lang="en-GB"><head><title>Results</title></head><body><main><h1>Results</h1><h2>One</h2>${markup(
      html`<ol>
        ${cardHtml({ ...CARD, ...card }, { ...PAGE, ...page })}
      </ol>`,
      saveForm('save', '/search?q=a&near="MB1"'),
    )}</main></body></html>`,
  );
const texts = ({ document }: CheckedHtml, selector: string): string[] =>
  document.querySelectorAll(selector).map(textOf);

describe('a result card', () => {
  test('is valid, and says everything in the order of the design', () => {
    const card = shown();
    expect(card.faults).toEqual([]);
    const facts = ['0.8 miles, Bobbin Hall', 'Free', 'Space now'];
    expect(texts(card, '.fd-card__facts li')).toEqual(facts);
    expect(texts(card, 'li.fd-card')).toEqual([
      `Tea & Talk Kettle and Co · Charity Tea, cake and company. ${facts[0]}${facts[1]} ${facts[2]} ` +
        'For: feeling lonely Checked 12 days ago Save Tea & Talk',
    ]);
  });

  test('leads to the service with the place that was typed', () => {
    const [link] = shown().document.querySelectorAll('h3 a');
    expect(link?.getAttributeValue('href')).toBe('/services/tea-and-talk?near=MB1');
  });

  test('has a heading of the level that the page needs', () => {
    expect(texts(shown({}, { level: 2 }), '.fd-card h2')).toEqual(['Tea & Talk']);
    expect(texts(shown({}, { level: 2 }), '.fd-card h3')).toEqual([]);
  });

  test('leaves out what is not known', () => {
    const bare = shown({ summary: null, facts: [], status: null, why: '' });
    expect(bare.faults).toEqual([]);
    expect(texts(bare, '.fd-card p')).toEqual(['Kettle and Co · Charity', 'Checked 12 days ago']);
  });

  test('tells the map where it is, and nothing when its place is kept private', () => {
    const place = (card: CheckedHtml) =>
      ['data-latitude', 'data-longitude', 'data-place'].map(
        (name) => card.document.querySelector('.fd-card')?.getAttributeValue(name) ?? null,
      );
    expect(place(shown())).toEqual(['52.4', '-2.9', 'Bobbin Hall, Marlbridge']);
    expect(place(shown({ latitude: null, longitude: null, placeName: 'Marlbridge area' }))).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('marks only a check that is overdue', () => {
    expect(texts(shown(), '.fd-overdue')).toEqual([]);
    const overdue = shown({ checked: { text: 'Checked 9 months ago: may be out of date', overdue: true } });
    expect(texts(overdue, '.fd-overdue')).toEqual(['Checked 9 months ago: may be out of date']);
  });

  test('shows what a service calls itself and never runs it', () => {
    const name = '<script>alert(1)</script>"><b>';
    const card = shown({ name, summary: name, organisation: name, facts: [name], why: name });
    expect(card.faults).toEqual([]);
    expect(texts(card, 'h3')).toEqual([name]);
    expect(texts(card, 'script, b')).toEqual([]);
  });
});

describe('saving', () => {
  test('sends the service and the way back to the shortlist, and knows where to take it off again', () => {
    const { document } = shown();
    const button = document.querySelector('.fd-card button');
    const form = document.querySelector('form');
    expect(button?.getAttributeValue('name')).toBe('service');
    expect(button?.getAttributeValue('value')).toBe('service-1');
    expect(button?.getAttributeValue('form')).toBe(form?.getAttributeValue('id'));
    expect(form?.getAttributeValue('action')).toBe('/shortlist/items');
    expect(form?.getAttributeValue('data-remove-action')).toBe('/shortlist/removals');
    expect(markup(saveForm('save', '/search?q=a&near="MB1"'))).toContain(
      'name="return" value="/search?q=a&amp;near=&quot;MB1&quot;"',
    );
  });

  test('names the service, so that twenty buttons are not all called "Save"', () => {
    expect(markup(saveButton('save', { id: '1', name: 'Tea' }))).toMatch(/Save<span[^>]*> Tea<\/span>/);
  });
});
