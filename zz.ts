import { readGradedQueries } from './tests/judge/graded.ts';
import { openJudgedPlace } from './tests/judge/place.ts';
import { understand } from '#src/search/understand.ts';
import { judge, summaryOf } from './tests/judge/run.ts';
import { frontDoor } from './tests/judge/engines/front-door.ts';
const place = await openJudgedPlace();
const index = await place.parts.directory.current();
const js = await judge(frontDoor(place.parts), readGradedQueries());
console.log(JSON.stringify(summaryOf(js)));
const limit = Number(process.argv[2] ?? 0.8);
for (const j of js) {
  if (j.score.ndcg >= limit && j.score.recall>=limit) continue;
  const u = understand(index, j.query.words);
  const g = (s: string) => (j.query.grades as any).get?.(s) ?? (j.query.grades as any)[s] ?? 0;
  console.log(`${j.score.ndcg.toFixed(2)} r${j.score.recall.toFixed(2)} "${j.query.words}" needs[${u.needs.map((n) => `${n.text}>${n.value}`).join(', ')}] concepts[${u.concepts.map((c) => (c.isHint ? '~' : '') + c.words + ':' + c.weight.toFixed(1)+ (c.needs.length>0 ? '('+c.needs.slice(0,4).map(n=>n.slug+n.weight.toFixed(2)).join(' ')+')':'')).join(' | ')}] filt[${u.filters.map((f) => f.value.name + '=' + f.value.value).join(',')}] corr[${u.corrected.map((c) => c.from + '>' + c.to).join(',')}]`);
  console.log('     top: ' + j.ranked.slice(0, 10).map((s) => s + '(' + g(s) + ')').join(' '));
  console.log('     missed: ' + j.missed.map((s) => s + '(' + g(s) + ')[' + index.service(index.positionOf(slugId(s))).needs.join(',') + ']').join(' '));
}
function slugId(slug: string): string { for (let p = 0; p < index.size; p += 1) if (index.service(p).slug === slug) return index.service(p).id; return ''; }
process.exit(0);
