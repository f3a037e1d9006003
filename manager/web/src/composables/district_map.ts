// A Leaflet map with the districts of the city on it, in the colours of the theme.
import type { FeatureCollection, Feature } from 'geojson'
import * as L from 'leaflet'
import 'leaflet/dist/leaflet.css'

const LABELS_MAX = 60

export interface DistrictMap {
  map: L.Map
  draw: (districts: FeatureCollection | null) => void
  paint: () => void // after the theme changed
  bounds: () => L.LatLngBounds | null
}

export function districtName(feature: Feature | undefined): string {
  const name: unknown = feature?.properties?.['name']
  return typeof name === 'string' || typeof name === 'number' ? String(name) : ''
}

// In pixels: a Chinese character is twice as wide as a Latin letter.
const roughWidth = (name: string): number => [...name].reduce((sum, letter) => sum + (letter < '\u2e80' ? 7 : 13), 0)

// What people wrote into the file is text, never HTML.
function textElement(words: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = words
  return element
}

export function makeDistrictMap(container: HTMLElement, words: { zoomIn: string; zoomOut: string }): DistrictMap {
  const map = L.map(container, { attributionControl: false, zoomControl: false, boxZoom: false, zoomSnap: 0.5, minZoom: 2, maxZoom: 20 })
  L.control.zoom({ position: 'bottomright', zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map)
  const labels = L.layerGroup().addTo(map)
  let layer: L.GeoJSON | null = null

  const style = (): L.PathOptions => {
    const colours = getComputedStyle(container)
    const colour = (name: string): string => colours.getPropertyValue(name).trim()
    return { color: colour('--line-strong'), weight: 1, fillColor: colour('--surface'), fillOpacity: 1 }
  }
  // Names of the districts wide enough to hold them.
  function label(): void {
    labels.clearLayers()
    let count = 0
    layer?.eachLayer((each) => {
      const polygon = each as L.Polygon & { feature?: Feature }
      const name = districtName(polygon.feature)
      if (!name || count >= LABELS_MAX || typeof polygon.getBounds !== 'function') return
      const bounds = polygon.getBounds()
      if (!map.getBounds().intersects(bounds)) return
      const width = map.latLngToContainerPoint(bounds.getNorthEast()).x - map.latLngToContainerPoint(bounds.getSouthWest()).x
      if (width < roughWidth(name)) return
      count += 1
      const icon = L.divIcon({ className: 'district-name', html: textElement(name), iconSize: undefined })
      L.marker(bounds.getCenter(), { icon, interactive: false, keyboard: false }).addTo(labels)
    })
  }
  map.on('moveend', label)

  return {
    map,
    draw(districts) {
      layer?.remove()
      layer = districts
        ? L.geoJSON(districts, {
            interactive: false,
            style,
            pointToLayer: (_, place) => L.circleMarker(place, { radius: 3 }),
            ...({ renderer: L.canvas({ padding: 0.5 }) } as object),
          }).addTo(map)
        : null
      if (map.getZoom() !== undefined) label()
    },
    paint() {
      layer?.setStyle(style())
    },
    bounds() {
      const all = layer?.getBounds()
      return all?.isValid() ? all : null
    },
  }
}
