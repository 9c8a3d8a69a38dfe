import type { ExportSource } from '#src/features/open-referral/queries/export.ts';
import { formatDay } from '#src/lib/dates.ts';
import { countOf } from '#src/lib/text.ts';

export interface LicenceFacts {
  name: string; // of the directory
  siteUrl: string;
  licence: { name: string; url: string | null };
  day: string; // London
  sources: readonly ExportSource[];
}

/** What goes along with the data: what it is, on what terms, and whom its readers must name. */
export function describeLicence(facts: LicenceFacts): string {
  const { name, siteUrl, licence, day, sources } = facts;
  const total = sources.reduce((sum, source) => sum + source.services, 0);
  const lines = [
    `${countOf(total, 'service')} of ${name}, ${siteUrl}, as they were on ${formatDay(day)} (${day}).`,
    '',
    `Licence: ${licence.name}${licence.url === null ? '' : `, ${licence.url}`}`,
    'The names of fields and tables are those of Open Referral UK 3.0, https://openreferraluk.org/',
    '',
    'Where the services are from. A source may set terms of its own, and the words it asks for must go with its data:',
    ...sources.flatMap(describeSource),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function describeSource({ name, licence, attribution, url, services }: ExportSource): string[] {
  const count = countOf(services, 'service');
  if (name === null) return [`- Entered in this directory: ${count}`];
  return [
    `- ${name}: ${count}${url === null ? '' : `, ${url}`}`,
    `  Licence: ${licence ?? 'not known'}`,
    ...(attribution === null ? [] : [`  ${attribution}`]),
  ];
}
