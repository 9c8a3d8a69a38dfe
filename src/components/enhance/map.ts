import L from 'leaflet';
import leafletStyles from 'leaflet/dist/leaflet.css?url';

/** More pins than this are not tab stops: the list beside them is the way by keyboard. */
const KEYBOARD_PINS = 20;
const PIN: L.CircleMarkerOptions = {
  radius: 12,
  weight: 3,
  color: '#ffffff',
  fillColor: '#0f5257',
  fillOpacity: 1,
};
/** Room a town's name takes on the map, in pixels. */
const LABEL_WIDTH = 90;
const LABEL_HEIGHT = 22;

/** Draws the cards that have a position as pins, over a map where one is set and over place names where none is. */
export async function showMap(pane: HTMLElement, cards: readonly HTMLElement[]): Promise<void> {
  if (pane.dataset.drawn !== undefined) return;
  pane.dataset.drawn = 'yes';
  await loadStyles(leafletStyles);
  const map = L.map(pane, { scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  if (pane.dataset.tileUrl)
    L.tileLayer(pane.dataset.tileUrl, { attribution: pane.dataset.tileAttribution ?? '' }).addTo(map);
  const towns = new Map<string, L.LatLng>();
  const pins = cards.map((card) => {
    const point = L.latLng(Number(card.dataset.latitude), Number(card.dataset.longitude));
    const town = card.dataset.place?.split(', ').at(-1);
    if (town && !towns.has(town)) towns.set(town, point);
    return { card, point, marker: L.circleMarker(point, PIN).bindPopup(popup(card)).addTo(map) };
  });
  map.fitBounds(L.latLngBounds(pins.map(({ point }) => point)), { padding: [40, 40], maxZoom: 14 });
  // Leaflet draws only once it knows what part of the world to show, so nothing can be named or reached before.
  for (const { card, marker } of pins)
    makeReachable(marker, linkOf(card)?.textContent ?? 'Service', pins.length <= KEYBOARD_PINS);
  if (!pane.dataset.tileUrl) nameTowns(map, towns);
}

/** Imported as styles they would come with every page that has the button. A map without them is still a list of pins. */
function loadStyles(href: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  return new Promise((resolve) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    // Before our own, which go over them.
    document.head.prepend(link);
  });
}

/** Without map pictures the towns are named, leaving out a name that would lie over another. */
function nameTowns(map: L.Map, names: ReadonlyMap<string, L.LatLng>): void {
  const taken: L.Point[] = [];
  for (const [name, point] of names) {
    const at = map.latLngToContainerPoint(point);
    if (
      taken.some((other) => Math.abs(other.x - at.x) < LABEL_WIDTH && Math.abs(other.y - at.y) < LABEL_HEIGHT)
    )
      continue;
    taken.push(at);
    const label = document.createElement('span');
    label.textContent = name;
    L.tooltip({ permanent: true, direction: 'bottom', className: 'fd-map-label', offset: [0, 12] })
      .setLatLng(point)
      .setContent(label)
      .addTo(map);
  }
}

const linkOf = (card: HTMLElement) => card.querySelector('a');

function popup(card: HTMLElement): HTMLElement {
  const link = document.createElement('a');
  link.href = linkOf(card)?.href ?? '#';
  link.textContent = linkOf(card)?.textContent ?? '';
  const box = document.createElement('div');
  box.append(link);
  if (card.dataset.place) box.append(document.createElement('br'), card.dataset.place);
  return box;
}

/** Leaflet draws circles that only a mouse can reach: each becomes a button that Enter opens. */
function makeReachable(marker: L.CircleMarker, name: string, isTabStop: boolean): void {
  const element = marker.getElement();
  element?.setAttribute('role', 'button');
  element?.setAttribute('aria-label', name);
  element?.setAttribute('tabindex', isTabStop ? '0' : '-1');
  element?.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      marker.openPopup();
    }
  });
}
