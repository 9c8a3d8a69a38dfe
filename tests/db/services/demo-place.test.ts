import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '#db/connection.ts';
import { readPublicCalendar } from '#src/features/schedules/calendar.ts';
import { serviceJsonLd } from '#src/features/services/present/json-ld.ts';
import { presentService, type ServiceView } from '#src/features/services/present/page.ts';
import {
  findServiceBySlug,
  findServicesByIds,
  type ServiceDetail,
} from '#src/features/services/queries/find-service.ts';
import { listServicesForSitemap } from '#src/features/services/queries/sitemap.ts';
import { writeDemoPlace } from '../../support/shared/demo-place.ts';
import { ROOT } from '../../support/server.ts';

const NOW = { day: '2026-11-21', time: '10:00' };
const MIDDLE = { latitude: 52.44, longitude: -2.94 };

const folder = mkdtempSync(join(tmpdir(), 'front-door-demo-'));
let db: Db;
let details: ServiceDetail[];
let views: ServiceView[];
/** The address lines and the rest of what would give a confidential venue away. */
let secrets: string[];

beforeAll(async () => {
  const file = join(folder, 'front-door.sqlite');
  await writeDemoPlace(file);
  db = openDatabase(file);
  const ids = (await db.selectFrom('service').select('id').execute()).map((row) => row.id);
  details = await findServicesByIds(db, ids, NOW.day);
  const calendar = readPublicCalendar(ROOT);
  views = details.map((detail) => presentService(detail, { now: NOW, calendar, near: MIDDLE }));
  secrets = await confidentialTexts(db);
});

/** A venue that has its organisation's name has no secret in that name. */
async function confidentialTexts(from: Db): Promise<string[]> {
  const venues = await from
    .selectFrom('location')
    .innerJoin('address', 'address.location_id', 'location.id')
    .select(['name', 'directions', 'transportation', 'address_1', 'postal_code', 'latitude', 'longitude'])
    .where('confidential', '=', 1)
    .execute();
  const access = await from
    .selectFrom('accessibility')
    .innerJoin('location', 'location.id', 'accessibility.location_id')
    .select('accessibility.description')
    .where('confidential', '=', 1)
    .execute();
  const names = new Set(
    (await from.selectFrom('organisation').select('name').execute()).map((row) => row.name),
  );
  const values = [...venues, ...access].flatMap((row) => Object.values(row));
  return values.flatMap((value) => (value === null || names.has(String(value)) ? [] : String(value)));
}

afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

/** Every text in a value, with its path. */
function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`));
}

describe('every service of the example place', () => {
  test('is found, and there are as many as a place has', () => {
    expect(details.length).toBeGreaterThanOrEqual(160);
    expect(views).toHaveLength(details.length);
  });

  test('is found by its address too', async () => {
    for (const detail of details.slice(0, 20)) {
      expect(await findServiceBySlug(db, detail.service.slug, NOW.day)).toEqual({ kind: 'found', detail });
    }
  });

  test('shows no empty text and nothing that only a program could have written', () => {
    const faults = views.flatMap((view) =>
      textsIn(view)
        .filter(
          ([, text]) =>
            text.trim() === '' || /undefined|\bnull\b|NaN|Invalid|\[object|Infinity|\{\{/.test(text),
        )
        .map(([path, text]) => `${view.slug}${path}: "${text}"`),
    );
    expect(faults).toEqual([]);
  });

  test('has no double spaces, double commas or commas at an end in what we write ourselves', () => {
    const faults = views.flatMap((view) =>
      textsIn([
        view.times,
        view.closures,
        view.status,
        view.price,
        view.areas,
        view.whoFor.ages,
        view.checked,
        view.venues.map((venue) => venue.times),
      ])
        .filter(([, text]) => / {2}|,\s*,|,\s*$|^\s*,/.test(text))
        .map(([path, text]) => `${view.slug}${path}: "${text}"`),
    );
    expect(faults).toEqual([]);
  });

  test('says what people need first: what it is, how to join, a way to be reached and when it was checked', () => {
    for (const view of views) {
      expect(view.summary, view.slug).toBeTruthy();
      expect(view.howToJoin, view.slug).toBeTruthy();
      expect(view.joining.length, view.slug).toBeGreaterThan(0);
      expect(view.deliveries.length, view.slug).toBeGreaterThan(0);
      expect(view.price, view.slug).toBeTruthy();
      expect(view.checked.on, view.slug).toBeTruthy();
      expect(
        view.phones.length + Number(view.email !== null) + Number(view.url !== null) + view.venues.length,
        view.slug,
      ).toBeGreaterThan(0);
    }
  });

  test('has phone numbers that can be dialled', () => {
    for (const { dial } of views.flatMap((view) => view.phones)) expect(dial).toMatch(/^0\d{9,10}$/);
  });

  test('has its nearest venue first', () => {
    const several = views.filter((view) => view.venues.length > 1);
    expect(several.length).toBeGreaterThan(3);
    for (const view of several) {
      const miles = view.venues.flatMap((venue) =>
        venue.distance === null ? [] : Number.parseFloat(venue.distance) || 0,
      );
      expect(miles, view.slug).toEqual([...miles].sort((a, b) => a - b));
    }
  });
});

describe('confidential venues of the example place', () => {
  test('exist, with their addresses, or the next tests prove nothing', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(3 * 4);
  });

  test('are in no text of any service: not in the record, not on the page, not for search engines', () => {
    const everything = details.map((detail, at) => ({
      slug: detail.service.slug,
      text:
        JSON.stringify([detail, views[at]]) + (serviceJsonLd(detail, 'https://frontdoor.example.org') ?? ''),
    }));
    const leaks = everything.flatMap(({ slug, text }) =>
      secrets
        .filter((secret) => text.includes(JSON.stringify(secret).slice(1, -1)))
        .map((secret) => `${slug}: ${secret}`),
    );
    expect(leaks).toEqual([]);
  });

  test('keep their services out of the sitemap, and no others', async () => {
    const listed = (await listServicesForSitemap(db, NOW.day)).map((row) => row.slug);
    const isPrivate = (detail: ServiceDetail): boolean => detail.venues.some((venue) => venue.confidential);
    expect(details.filter(isPrivate).length).toBeGreaterThanOrEqual(3);
    expect(listed).toEqual(
      details
        .filter((detail) => !isPrivate(detail))
        .map((detail) => detail.service.slug)
        .sort(),
    );
  });
});

describe('JSON-LD of the example place', () => {
  test('is JSON without empty values, and cannot end its script element', () => {
    for (const detail of details) {
      const text = serviceJsonLd(detail, 'https://frontdoor.example.org');
      if (text === null) continue;
      expect(text).not.toContain('<');
      const data = JSON.parse(text) as { '@type': string; name: string };
      expect(data['@type']).toBe(
        detail.organisation.sector === 'statutory' ? 'GovernmentService' : 'Service',
      );
      expect(
        textsIn(data).filter(([, value]) => value === '' || /undefined|NaN/.test(value)),
        detail.service.slug,
      ).toEqual([]);
    }
  });
});
