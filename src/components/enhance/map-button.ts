// Leaflet is fetched only when somebody asks for the map: the list says the same, and is never replaced by it.
const button = document.querySelector<HTMLButtonElement>('[data-map-button]');
const pane = document.querySelector<HTMLElement>('#results-map');

if (button && pane) {
  const show = button.textContent;
  const cards = [...document.querySelectorAll<HTMLElement>('.fd-card[data-latitude]')];
  if (cards.length === 0) button.hidden = true;
  button.addEventListener('click', () => {
    const opening = pane.hidden;
    pane.hidden = !opening;
    button.setAttribute('aria-expanded', String(opening));
    button.textContent = opening ? (button.dataset.wordsHide ?? '') : show;
    if (opening) void import('./map.ts').then(({ showMap }) => showMap(pane, cards));
  });
}
