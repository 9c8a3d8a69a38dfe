import type { APIRoute } from 'astro';
import { paths } from '#src/lib/paths.ts';
import { answerSearch } from '#src/search/answer.ts';
import { describeSearched } from '#src/search/answering/searched.ts';
import { parseSearchParams } from '#src/search/params.ts';

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' };

const json = (status: number, body: unknown): Response =>
  new Response(`${JSON.stringify(body)}\n`, { status, headers: HEADERS });

/** The search of the search page for other programs: the same engine, the same parameters, answers as JSON. */
export const GET: APIRoute = async ({ url, locals }) => {
  const { db, directory, config, now } = locals.app;
  const params = parseSearchParams(url.searchParams);
  // A person gets results and a sentence; a program that asked for what does not exist should notice.
  if (params.errors.length > 0) return json(400, { error: params.errors.join(' ') });
  locals.keep();
  const answer = await answerSearch({ db, directory, now }, params);
  locals.searched = describeSearched(await directory.current(), params, answer);
  return json(200, {
    total: answer.total,
    page: answer.page,
    perPage: answer.perPage,
    understood: {
      needs: answer.understood.needs.map(({ slug, name, words }) => ({ slug, name, words })),
      words: answer.understood.words,
      place:
        answer.understood.place === null
          ? null
          : { name: answer.understood.place.name, kind: answer.understood.place.kind },
      corrected: answer.understood.corrected,
      filters: answer.understood.filters.map(({ name, value, label }) => ({ name, value, label })),
    },
    messages: [...answer.errors, ...(answer.placeSentence === null ? [] : [answer.placeSentence])],
    results: answer.results.map((result) => ({
      id: result.id,
      slug: result.slug,
      name: result.name,
      organisation: result.organisation.name,
      summary: result.summary,
      url: `${config.siteUrl}${paths.service(result.slug)}`,
      distanceMetres: result.distanceMetres,
      coversArea: result.coversArea,
      cost: result.cost,
      capacity: result.capacity,
      nextSession: result.nextSession,
      lastCheckedOn: result.assuredOn,
      why: result.why,
    })),
    facets: answer.facets,
  });
};
