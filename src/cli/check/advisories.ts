import { z } from 'zod';

/** An advisory that is known and lived with: why, who decided, and until when that holds. */
export const AcceptedAdvisories = z.array(
  z.strictObject({
    advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/), // its id at GitHub
    reason: z.string().min(10),
    acceptedOn: z.iso.date(),
    until: z.iso.date(), // after this day it counts again
  }),
);
export type AcceptedAdvisory = z.infer<typeof AcceptedAdvisories>[number];

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;
/** From here on an advisory stops the check. */
const SERIOUS: readonly string[] = ['high', 'critical'];

const Advisory = z.object({
  title: z.string(),
  url: z.string(),
  severity: z.enum(SEVERITIES),
  range: z.string(),
  name: z.string(),
});
/** What `npm audit --json` prints, as far as it is read: `via` names another package or an advisory. */
const Report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), Advisory])) })),
});
/** What it prints when it could not ask. */
const Failure = z.object({ message: z.string() });

export type AuditOutcome =
  | { kind: 'sound'; accepted: number }
  | { kind: 'findings'; findings: string[] } // a line each
  | { kind: 'not-asked'; reason: string };

/**
 * Reads what `npm audit --json` printed: the serious advisories on what is shipped, but those that are accepted on this
 * day. A registry that has no audit, or that cannot be reached, has told nothing: neither good nor bad.
 */
export function readAudit(
  printed: string,
  accepted: readonly AcceptedAdvisory[],
  today: string,
): AuditOutcome {
  const content = parseJson(printed);
  const report = Report.safeParse(content);
  if (!report.success) {
    const [line = ''] = (Failure.safeParse(content).data?.message ?? '').split(/ - |\n/);
    return { kind: 'not-asked', reason: line === '' ? 'npm audit said nothing that can be read' : line };
  }
  const advisories = Object.values(report.data.vulnerabilities).flatMap(({ via }) =>
    via.filter((each): each is z.infer<typeof Advisory> => typeof each !== 'string'),
  );
  const serious = new Map(
    advisories.filter(({ severity }) => SERIOUS.includes(severity)).map((each) => [each.url, each]),
  );
  const isAccepted = (url: string): boolean =>
    accepted.some(({ advisory, until }) => url.endsWith(`/${advisory}`) && today <= until);
  const open = [...serious.values()].filter(({ url }) => !isAccepted(url));
  if (open.length === 0) return { kind: 'sound', accepted: serious.size };
  return {
    kind: 'findings',
    findings: open.map(
      ({ name, range, severity, title, url }) => `${name} ${range}: ${severity}: ${title} (${url})`,
    ),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
