import { PICTURE_SENTENCES } from '#src/features/pictures/rules.ts';
import type { FormValues } from '#src/lib/form.ts';
import type { Applied, SectionEditor } from '../editor.ts';
import { asTyped } from '../typed.ts';

/** In characters. */
export const PICTURE_MAX_ALT = 200;

const problem = (field: string, text: string): Applied => ({ ok: false, problems: [{ field, text }] });

/** A picture of what happens, and what it shows in words; without words people who cannot see it would miss it. */
export const picture: SectionEditor = {
  show: ({ picture: known }): FormValues => (known ? { alt: known.alt } : {}),
  // Without files nothing about a picture can be typed but its words.
  apply: (record, typed, context) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(typed))
      for (const text of [value].flat()) form.append(name, text);
    return picture.applyForm?.(record, form, context) ?? Promise.resolve({ ok: true, record });
  },
  async applyForm(record, form, { keepPicture }) {
    if (form.get('remove') === 'yes') return { ok: true, record: { ...record, picture: null } };
    const given = form.get('alt');
    const alt = asTyped(typeof given === 'string' ? given : null);
    const file = form.get('picture');
    const isSent = file instanceof File && file.size > 0;
    const known = record.picture ?? null;
    if (alt.length > PICTURE_MAX_ALT)
      return problem('alt', `What the picture shows must be ${PICTURE_MAX_ALT} characters or less`);
    if (!isSent && known === null)
      return alt === '' ? { ok: true, record } : problem('picture', 'Choose the picture that shows this');
    if (alt === '')
      return problem(
        'alt',
        isSent ? 'Enter what the picture shows, then choose it again' : 'Enter what the picture shows',
      );
    if (!isSent) return { ok: true, record: { ...record, picture: { id: known?.id ?? '', alt } } };
    const kept = await keepPicture(record.organisationKey, new Uint8Array(await file.arrayBuffer()));
    return kept.ok
      ? { ok: true, record: { ...record, picture: { id: kept.value, alt } } }
      : problem('picture', PICTURE_SENTENCES[kept.error]);
  },
};
