import type { AreaRecord } from '#src/features/services/record.ts';
import { readParts, type Part } from '../reading/part.ts';
import { readLine, readText, readWeb } from '../reading/text.ts';

const PLACEHOLDER = /^https?:\/\/(?:www\.)?example\.(?:com|org|net)(?:\/|$)/i;

/** The areas that a service is for. One without a name is left out; an address that stands for "none" too. */
export const readAreas = (service: Part): AreaRecord[] =>
  readParts(service, ['service_areas', 'service_area'], 'name').flatMap((part) => {
    const name = readLine(part, ['name', 'service_area', 'description'], 300);
    if (name === null) return [];
    const typed = readWeb(part, 'uri');
    const isPlaceholder = typed !== null && PLACEHOLDER.test(typed) && !part.item.isOurs;
    if (isPlaceholder) part.item.note(`${part.path}.uri`, `"${typed}" stands for no address, left empty`);
    const extent = readText(part, 'extent');
    const extentType = readLine(part, 'extent_type', 60);
    return [
      {
        name,
        uri: isPlaceholder ? null : typed,
        ...(extent !== null && { extent }),
        ...(extentType !== null && { extentType }),
      },
    ];
  });

/** What a service is paid by, in words. */
export const readFundings = (service: Part): string[] =>
  readParts(service, ['funding', 'fundings'], 'source').flatMap((part) => readText(part, 'source') ?? []);

/** What somebody needs to bring to join. */
export const readDocuments = (service: Part): { document: string | null; uri: string | null }[] =>
  readParts(service, ['required_documents', 'required_document'], 'document').flatMap((part) => {
    const document = readLine(part, ['document', 'name'], 300);
    const uri = readWeb(part, 'uri');
    return document === null && uri === null ? [] : [{ document, uri }];
  });
