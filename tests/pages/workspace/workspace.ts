import type { SignedInBrowser } from '../../support/accounts/signed-in-browser.ts';
import { withDatabase } from '../../support/accounts/person.ts';
import { addRequestTo, type AddedRequest, type NewRequest } from '../../support/requests/request.ts';
import { attributeOf, checkHtml } from '../../support/html.ts';

export type Added = NewRequest;

export const newRequest = (dataFolder: string, added: Added): Promise<AddedRequest> =>
  addRequestTo(dataFolder, added);

/** The hidden fields and the ticked boxes of a page's form, as a browser sends them; the page must be a good one. */
export async function fieldsOf(browser: SignedInBrowser, path: string): Promise<URLSearchParams> {
  const { html } = await browser.open(path);
  return carried(html);
}

export function carried(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  const { document } = checkHtml(html);
  for (const input of document.querySelector('main form[method="post"]')?.querySelectorAll('input') ?? []) {
    const type = attributeOf(input, 'type');
    const isSent =
      type === 'hidden' || ((type === 'checkbox' || type === 'radio') && input.hasAttribute('checked'));
    if (isSent) fields.append(attributeOf(input, 'name'), attributeOf(input, 'value'));
  }
  return fields;
}

/** The row of a request as it is in the database now. */
export const rowOf = (dataFolder: string, id: string) =>
  withDatabase(dataFolder, (db) =>
    db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

/** What the audit trail says of a request. */
export const auditOf = (dataFolder: string, id: string) =>
  withDatabase(dataFolder, (db) =>
    db.selectFrom('audit_event').selectAll().where('entity_id', '=', id).execute(),
  );

/** The referrals of a request. */
export const referralsOf = (dataFolder: string, id: string) =>
  withDatabase(dataFolder, (db) =>
    db.selectFrom('referral').selectAll().where('request_id', '=', id).orderBy('id').execute(),
  );
