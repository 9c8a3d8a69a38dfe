import { html, type Html } from '#src/lib/html.ts';
import { paths } from '#src/lib/paths.ts';

/**
 * The button that puts a service on the visitor's shortlist. `back` is the address to return to; with a script the
 * page stays, and the button then also takes the service off again.
 */
export const saveForm = (service: { id: string; name: string }, back: string): Html =>
  html`<form
    class="fd-no-print"
    method="post"
    action="${paths.shortlistItems()}"
    data-save="${service.id}"
    data-remove-action="${paths.shortlistRemovals()}"
  >
    <input type="hidden" name="service" value="${service.id}" />
    <input type="hidden" name="return" value="${back}" />
    <button type="submit" class="fd-link-button">
      Save<span class="govuk-visually-hidden"> ${service.name}</span>
    </button>
  </form>`;
