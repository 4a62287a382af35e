// The still picture of a map, for paper: what is on the canvas, with the pins and names that stand over it.
import type { Map as BaseMap } from 'maplibre-gl'

export function drawStill(still: HTMLCanvasElement | null, map: BaseMap): void {
  const source = map.getCanvas()
  const pen = still?.getContext('2d')
  if (!still || !pen) return
  still.width = source.width
  still.height = source.height
  pen.drawImage(source, 0, 0)
  const frame = source.getBoundingClientRect()
  const scale = source.width / (frame.width || 1)
  pen.scale(scale, scale)
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  for (const element of map
    .getContainer()
    .parentElement?.querySelectorAll<HTMLElement>('.map-name, .map-pin') ?? []) {
    const { left, top, width, height } = element.getBoundingClientRect()
    const { backgroundColor, borderColor, color, font } = getComputedStyle(element)
    const [x, y] = [left - frame.left + width / 2, top - frame.top + height / 2]
    if (element.classList.contains('map-pin')) {
      pen.beginPath()
      pen.arc(x, y, width / 2 - 1, 0, 2 * Math.PI)
      pen.fillStyle = backgroundColor
      pen.fill()
      pen.lineWidth = 2
      pen.strokeStyle = borderColor
      pen.stroke()
    }
    pen.font = font
    pen.fillStyle = color
    pen.fillText(element.textContent, x, y)
  }
}
