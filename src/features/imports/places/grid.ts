import proj4 from 'proj4';

/**
 * British National Grid on the Airy ellipsoid, to WGS84 by the seven parameters of OSGB36 (EPSG:1314): within 5 m of
 * OSTN15 over Great Britain. Source: Ordnance Survey, "A guide to coordinate systems in Great Britain".
 */
const OSGB36 =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs';

const toWgs84 = proj4(OSGB36, 'WGS84');

/** WGS84 degrees, to five decimals (about a metre), of an easting and northing in metres. */
export function fromGrid(easting: number, northing: number): { latitude: number; longitude: number } {
  const [longitude, latitude] = toWgs84.forward([easting, northing]);
  return { latitude: Number((latitude ?? NaN).toFixed(5)), longitude: Number((longitude ?? NaN).toFixed(5)) };
}
