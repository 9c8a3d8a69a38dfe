import { normalisePostcode } from '#src/lib/postcode.ts';
import { listInWords } from '#src/lib/text.ts';
import type { PlaceResolution } from './names.ts';
import type { Place } from './rules.ts';

/** "Tarnbury", or "Ashton, Lancashire" when the county must be told. */
export const placeName = (place: Place, withArea = false): string =>
  withArea && place.areaName !== null ? `${place.name}, ${place.areaName}` : place.name;

/** The sentence that says which place was matched, or what to do when none was. */
export function describeResolution(resolution: PlaceResolution): string {
  switch (resolution.kind) {
    case 'found': {
      const { place, firstHalfOnly, others } = resolution;
      if (firstHalfOnly) return `Near ${place.name}. We know only the first half of this postcode.`;
      if (others.length === 0) return `Near ${placeName(place)}`;
      const names = listInWords(
        others.map((other) => placeName(other, true)),
        'or',
      );
      return `Near ${placeName(place, true)}. Did you mean ${names}?`;
    }
    case 'ambiguous':
      return `There is more than one ${resolution.candidates[0]?.name ?? 'such place'}. Did you mean ${listInWords(
        resolution.candidates.map((place) => placeName(place, true)),
        'or',
      )}?`;
    case 'unknown':
      return describeUnknown(resolution.text, resolution.suggestions);
  }
}

function describeUnknown(text: string, suggestions: readonly Place[]): string {
  if (normalisePostcode(text) !== null) {
    return `We do not know the postcode ‘${text}’. Check it, or enter a town or village.`;
  }
  const unknown = `We do not know ‘${text}’.`;
  if (suggestions.length === 0) return `${unknown} Enter a postcode, a town or a village.`;
  return `${unknown} Did you mean ${listInWords(
    suggestions.map((place) => placeName(place)),
    'or',
  )}?`;
}
