import { escapeUTF8 } from 'entities';
import type { WholeRecord } from '../queries/record.ts';
import { moment, sectionsOf } from './sections.ts';

/** A record as a file that programs can read: everything, and which parts are about somebody else. */
export const recordAsJson = (record: WholeRecord, at: Date): string =>
  `${JSON.stringify(
    {
      madeAt: at.toISOString(),
      lookBeforeHandingOver: ['answers.helper', 'notes', 'attempts', 'events', 'referrals'],
      ...record,
    },
    null,
    2,
  )}\n`;

const STYLE = `body{font:1.1rem/1.5 sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem}
h2{border-top:2px solid #0f5257;margin-top:2.5rem;padding-top:.5rem}dt{font-weight:bold;margin-top:1rem}
dd{margin:0;white-space:pre-line}.mark{border-left:.4rem solid #c8553d;padding-left:.8rem}
@media print{h2{break-after:avoid}dt{break-after:avoid}}`;

/** A record as a page of its own that can be read without a program of ours, and printed. */
export function recordAsHtml(record: WholeRecord, site: string, at: Date): string {
  const title = `What ${site} keeps: ${record.request.reference ?? 'a draft'}`;
  const sections = sectionsOf(record).map(
    ({ title: heading, mark, entries }) => `<section>
<h2>${escapeUTF8(heading)}</h2>
${mark === null ? '' : `<p class="mark">${escapeUTF8(mark)}</p>\n`}<dl>
${entries
  .map(
    ({ label, lines }) =>
      `<dt>${escapeUTF8(label)}</dt>\n${lines.map((line) => `<dd>${escapeUTF8(line)}</dd>`).join('\n')}`,
  )
  .join('\n')}
</dl>
</section>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeUTF8(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeUTF8(title)}</h1>
<p>Everything that is kept about this request, as of ${escapeUTF8(moment(at.toISOString()))}.</p>
${sections.join('\n')}
</body>
</html>
`;
}
