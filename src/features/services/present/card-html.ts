import { saveButton } from '#src/features/shortlists/present/save-form.ts';
import { html, type Html } from '#src/lib/html.ts';
import type { CardView } from './card.ts';

/** What a card needs to know of the page it is on. */
export interface CardPage {
  /** Of its heading. */
  level: 2 | 3;
  hrefOf(slug: string): string;
  /** The id of the form that its save button sends. */
  saveForm: string;
}

/** A result card. The map reads the position and the place from it. */
export function cardHtml(card: CardView, page: CardPage): Html {
  return html`<li class="fd-card" ${positionOf(card)}>
    ${headingOf(card, page)}
    <p class="fd-card__organisation"><span translate="no">${card.organisation}</span> · ${card.sector}</p>
    ${card.summary && html`<p class="fd-card__summary" translate="no">${card.summary}</p>`}
    <ul class="fd-card__facts">
      ${card.facts.map((fact) => html`<li>${fact}</li>`)}
      ${card.status && html`<li><span class="fd-status fd-status--${card.status.tone}">${card.status.text}</span></li>`}
    </ul>
    ${card.why !== '' && html`<p class="fd-card__why">${card.why}</p>`}
    <div class="fd-card__foot">
      <p>
        ${card.checked.overdue ? html`<span class="fd-overdue">${card.checked.text}</span>` : card.checked.text}
      </p>
      ${saveButton(page.saveForm, card)}
    </div>
  </li> `;
}

function headingOf(card: CardView, page: CardPage): Html {
  const link = html`<a href="${page.hrefOf(card.slug)}" translate="no">${card.name}</a>`;
  return page.level === 2
    ? html`<h2 class="fd-card__name">${link}</h2>`
    : html`<h3 class="fd-card__name">${link}</h3>`;
}

const positionOf = (card: CardView): Html | null =>
  card.latitude === null || card.longitude === null
    ? null
    : html`data-latitude="${card.latitude}" data-longitude="${card.longitude}" data-place="${card.placeName}"`;
