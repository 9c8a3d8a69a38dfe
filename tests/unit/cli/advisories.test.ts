import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AcceptedAdvisories, readAudit, type AcceptedAdvisory } from '#src/cli/check/advisories.ts';
import { ROOT } from '../../support/server.ts';

const TODAY = '2026-11-21';
const URL = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
const advisory = (severity: string, url = URL) => ({
  source: 1,
  name: 'leaky',
  title: 'Leaks',
  url,
  severity,
  range: '<2.0.0',
});
/** What npm prints: the package with the advisory, and one that only depends on it. */
const report = (...advisories: object[]): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      leaky: { name: 'leaky', severity: 'high', via: advisories },
      wrapper: { name: 'wrapper', severity: 'high', via: ['leaky'] },
    },
  });
const accepted: AcceptedAdvisory = {
  advisory: 'GHSA-aaaa-bbbb-cccc',
  reason: 'Only reached by a page we do not have.',
  acceptedOn: '2026-11-01',
  until: '2026-11-21',
};

describe('what npm knows against our packages', () => {
  test.each(['high', 'critical'])(
    '%s is told once, with the package, the versions and where to read',
    (severity) => {
      const line = `leaky <2.0.0: ${severity}: Leaks (${URL})`;
      expect(readAudit(report(advisory(severity), advisory(severity)), [], TODAY)).toEqual({
        kind: 'findings',
        findings: [line],
      });
    },
  );

  test.each(['info', 'low', 'moderate'])('%s stops nothing', (severity) => {
    expect(readAudit(report(advisory(severity)), [], TODAY)).toEqual({ kind: 'sound', accepted: 0 });
  });

  test('nothing is sound', () => {
    expect(readAudit('{"auditReportVersion":2,"vulnerabilities":{}}', [], TODAY)).toEqual({
      kind: 'sound',
      accepted: 0,
    });
  });
});

describe('what is accepted', () => {
  test('is let through and counted until its last day, and no longer', () => {
    expect(readAudit(report(advisory('high')), [accepted], TODAY)).toEqual({ kind: 'sound', accepted: 1 });
    expect(readAudit(report(advisory('high')), [accepted], '2026-11-22').kind).toBe('findings');
  });

  test('lets nothing else through', () => {
    const other = advisory('critical', 'https://github.com/advisories/GHSA-dddd-eeee-ffff');
    expect(readAudit(report(advisory('high'), other), [accepted], TODAY)).toMatchObject({
      findings: [expect.stringContaining('GHSA-dddd-eeee-ffff')],
    });
  });

  test('says why and since when; the list of ours is such a list', () => {
    const file = join(ROOT, 'src/cli/check/accepted-advisories.json');
    expect(AcceptedAdvisories.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success).toBe(true);
    expect(AcceptedAdvisories.safeParse([accepted]).success).toBe(true);
    for (const wrong of [{ reason: '' }, { until: undefined }, { advisory: 'leaky' }, { acceptedOn: 'soon' }])
      expect(AcceptedAdvisories.safeParse([{ ...accepted, ...wrong }]).success).toBe(false);
  });
});

describe('a registry that was not asked', () => {
  test.each([
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example.org/audit","statusCode":405}',
      '405 Method Not Allowed',
    ],
    [
      '{"message":"request to https://registry.example.org failed, reason: no network"}',
      'request to https://registry.example.org failed, reason: no network',
    ],
    ['', 'npm audit said nothing that can be read'],
    ['<html>', 'npm audit said nothing that can be read'],
    ['{"auditReportVersion":3,"vulnerabilities":{}}', 'npm audit said nothing that can be read'],
  ])('is known for that by %s', (printed, reason) => {
    expect(readAudit(printed, [], TODAY)).toEqual({ kind: 'not-asked', reason });
  });
});
