import { html, type Html } from '#src/lib/html.ts';

export interface Option {
  value: string;
  label: string;
  count: number;
  selected: boolean;
  /** What it lies below, where a list is a tree. */
  parent: string | null;
}
export interface Facet {
  name: string;
  label: string;
  options: readonly Option[];
}

/** Filters where only one choice makes sense. */
const SINGLE: ReadonlySet<string> = new Set(['cost', 'part', 'within']);

const CHECKED = html`checked`;

/** Of a tree the top is shown, and what lies below the branches somebody has chosen from. */
function unfolded(options: readonly Option[]): Option[] {
  const opened = new Set(options.flatMap((option) => (option.selected ? [option.value, option.parent] : [])));
  return options.filter((option) => option.parent === null || opened.has(option.parent));
}

/**
 * One group of filters as GOV.UK checkboxes or radios of the form "search-form", with what each choice would leave;
 * open when something in it is chosen. Null when no choice would leave anything.
 */
export function facetHtml(facet: Facet): Html | null {
  const options = unfolded(facet.options).filter((option) => option.count > 0 || option.selected);
  if (options.length === 0) return null;
  const chosen = options.filter((option) => option.selected).length;
  const isSingle = SINGLE.has(facet.name);
  const choices = options.map((option) => choice(facet.name, option, isSingle));
  if (isSingle && chosen > 0) choices.unshift(anyChoice(facet.name));
  return html`<details class="fd-filter" ${chosen > 0 && html`open`}>
    <summary>
      ${facet.label} ${chosen > 0 && html`<span class="fd-filter__selected"> (${chosen} chosen)</span>`}
    </summary>
    <fieldset class="govuk-fieldset">
      <legend class="govuk-visually-hidden">${facet.label}</legend>
      ${
        isSingle
          ? html`<div class="govuk-radios govuk-radios--small">${choices}</div>`
          : html`<div class="govuk-checkboxes govuk-checkboxes--small">${choices}</div>`
      }
    </fieldset>
  </details>`;
}

/** One template for each kind, with nothing nested: a page has a hundred of these. */
function choice(name: string, { value, label, count, selected }: Option, isSingle: boolean): Html {
  const id = `${name}-${value}`;
  const checked = selected && CHECKED;
  return isSingle
    ? html`<div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          type="radio"
          form="search-form"
          id="${id}"
          name="${name}"
          value="${value}"
          ${checked}
        />
        <label class="govuk-label govuk-radios__label" for="${id}"
          >${label} <span class="fd-quiet">(${count})</span></label
        >
      </div>`
    : html`<div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          form="search-form"
          id="${id}"
          name="${name}"
          value="${value}"
          ${checked}
        />
        <label class="govuk-label govuk-checkboxes__label" for="${id}"
          >${label} <span class="fd-quiet">(${count})</span></label
        >
      </div>`;
}

const anyChoice = (name: string): Html =>
  html`<div class="govuk-radios__item">
    <input
      class="govuk-radios__input"
      type="radio"
      form="search-form"
      id="${name}-any"
      name="${name}"
      value=""
    />
    <label class="govuk-label govuk-radios__label" for="${name}-any">Any</label>
  </div>`;
