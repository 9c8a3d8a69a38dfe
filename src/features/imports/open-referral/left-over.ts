import { quote, type Problem } from '../problem.ts';
import { isObject, saysNothing, toSnakeCase } from './reading/part.ts';

const MOST_NAMED = 25;
/** Every field of a service that is read, or says only what the directory says itself. */
const READ = new Set(
  `id organization_id organisation_id organization organisation name alternate_name description url email status
  interpretation_services application_process fees fees_description wait_time accreditations licenses licences
  eligibility_description minimum_age maximum_age assured_date assurer_email alert last_modified phones phone schedules
  schedule regular_schedules regular_schedule holiday_schedules holiday_schedule service_areas service_area
  service_at_locations service_at_location languages language funding fundings cost_options cost_option
  required_documents required_document contacts contact attributes accessibility accessibility_for_disabilities
  front_door attending_type attending_access eligibilitys eligibilities service_taxonomys service_taxonomies`.split(
    /\s+/,
  ),
);

/** Fields of items that were not taken, said once for the whole feed with the number of items that have them. */
export function reportLeftOver(values: readonly unknown[]): Problem[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    if (!isObject(value)) continue;
    for (const [name, content] of Object.entries(value)) {
      if (!READ.has(toSnakeCase(name)) && !saysNothing(content))
        counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  const problems: Problem[] = [];
  const say = (column: string | null, reason: string): void => {
    problems.push({ row: 0, record: '', column, reason, leftOut: false });
  };
  const reviews = counts.get('reviews');
  if (reviews !== undefined) say('reviews', `reviews of services are not kept (in ${items(reviews)})`);
  counts.delete('reviews');
  if (counts.size > 0) {
    const named = [...counts]
      .slice(0, MOST_NAMED)
      .map(([name, count]) => `${quote(name)} (in ${items(count)})`);
    const more = counts.size > MOST_NAMED ? ` and ${counts.size - MOST_NAMED} more` : '';
    say(null, `these fields were not taken: ${named.join(', ')}${more}`);
  }
  return problems;
}

const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);
