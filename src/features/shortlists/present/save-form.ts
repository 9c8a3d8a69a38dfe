import { html, type Html } from '#src/lib/html.ts';
import { paths } from '#src/lib/paths.ts';

/**
 * The form that the save buttons of a list send, once for all of them. `back` is the address to return to; with a
 * script the page stays, and a button then also takes its service off again.
 */
export const saveForm = (id: string, back: string): Html =>
  html`<form
    id="${id}"
    method="post"
    action="${paths.shortlistItems()}"
    data-remove-action="${paths.shortlistRemovals()}"
    data-words-save="Save"
    data-words-saved="Saved: remove"
  >
    <input type="hidden" name="return" value="${back}" />
  </form>`;

/** The button that puts one service on the visitor's shortlist, through the form with this id. */
export const saveButton = (formId: string, service: { id: string; name: string }): Html =>
  html`<button
    type="submit"
    class="fd-link-button fd-no-print"
    form="${formId}"
    name="service"
    value="${service.id}"
  >
    Save<span class="govuk-visually-hidden"> ${service.name}</span>
  </button>`;
