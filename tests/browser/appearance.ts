// What a screen looks like where a device or a person asks for it: how much of a phone stays covered, how dense a desk
// is, and what is left under the colours of the system and without motion.
import type { Page } from 'playwright-core'

/** Names an element in a list of faults. */
const NAMED = `(one) => one.localName + (typeof one.className === 'string' && one.className !== '' ? '.' + one.className.split(' ').join('.') : '') +
  ' "' + (one.textContent || one.getAttribute('aria-label') || one.getAttribute('name') || '').trim().slice(0, 40) + '"'`

/**
 * Pixels of the height that stay covered however far the screen is scrolled: what is fixed, and what sticks to an
 * edge of the window rather than of a part that scrolls by itself.
 */
export const fixedHeight = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const scrolls = (one) => one !== document.body && one !== document.documentElement &&
      /auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowY)
    const isWithin = (one) => {
      for (let at = one.parentElement; at; at = at.parentElement) if (scrolls(at)) return true
      return false
    }
    return [...document.querySelectorAll('body *')]
      .filter((one) => {
        const { position } = getComputedStyle(one)
        return (position === 'fixed' || (position === 'sticky' && !isWithin(one))) && one.offsetWidth > 100
      })
      .reduce((sum, one) => sum + one.offsetHeight, 0)
  })()`)

/**
 * At a desk: rows of one line that are not 40 px high, and controls that are not 32 to 36. In the field: controls of
 * less than 44.
 */
export const unevenDensity = (page: Page, density: 'desk' | 'field'): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const named = ${NAMED}
    const lines = (one) => {
      const range = document.createRange()
      range.selectNodeContents(one)
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
      return Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top))
    }
    /* A text of one line is less high than two lines of the smallest text. */
    const isOneLine = (one) => ![...one.querySelectorAll('*')].some((each) => each.childElementCount === 0 && lines(each) > 44) && lines(one) < 42
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen') && one.offsetHeight > 0
    const faults = []
    const desk = ${density === 'desk'}
    if (desk)
      for (const row of document.querySelectorAll('.table tbody tr, .data-row, .work-row, .list-row')) {
        const height = row.getBoundingClientRect().height
        if (isSeen(row) && (height < 39.5 || (isOneLine(row) && height > 41.5))) faults.push('row of ' + height + ' px, ' + named(row))
      }
    for (const one of document.querySelectorAll('.button, .input:not(textarea), .icon-button, .list-sort')) {
      /* Large wherever it is shown, for whoever cannot read it. */
      if (!isSeen(one) || one.closest('.listen')) continue
      const height = Math.round(one.getBoundingClientRect().height)
      const right = desk ? height >= 32 && (height <= 36 || (one.matches('.button, .list-sort') && lines(one) > 24)) : height >= 44
      if (!right) faults.push('control of ' + height + ' px, ' + named(one))
    }
    return [...new Set(faults)]
  })()`)

/**
 * Where the system forces its colours and asks for no motion: what would be told by the author's colours alone, a focus
 * that is not seen, drawings that vanish, and what moves all the same.
 */
export async function forcedFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  // What a script focuses shows it as after a key, once a key was pressed.
  await page.keyboard.press('Shift')
  const faults = await page.evaluate<string[]>(`(() => {
    const named = ${NAMED}
    const faults = []
    const isSeen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen') && one.getClientRects().length > 0
    const all = [...document.querySelectorAll('body *')].filter(isSeen)
    const is = (style, side) => style['border' + side + 'Style'] !== 'none' && parseFloat(style['border' + side + 'Width']) > 0
    const hasOutline = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0

    for (const one of all) {
      const style = getComputedStyle(one)
      if (one.matches('.button, .input, .choice') && !['Top', 'Right', 'Bottom', 'Left'].every((side) => is(style, side)))
        faults.push('has no border: ' + named(one))
      for (const pseudo of [undefined, '::before', '::after']) {
        const moved = pseudo ? getComputedStyle(one, pseudo) : style
        if (pseudo && moved.content === 'none') continue
        if (moved.transitionDuration.split(',').some((each) => parseFloat(each) > 0)) faults.push('changes slowly: ' + named(one) + (pseudo ?? ''))
        if (moved.animationName !== 'none' && moved.animationDuration.split(',').some((each) => parseFloat(each) > 0)) faults.push('moves: ' + named(one) + (pseudo ?? ''))
      }
      if (style.scrollBehavior === 'smooth') faults.push('scrolls slowly: ' + named(one))
      const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '')
      if (text && style.forcedColorAdjust === 'none' && style.color === style.backgroundColor) faults.push('cannot be read: ' + named(one))
    }
    for (const one of document.getAnimations())
      if (one.playState === 'running' && one.effect.getComputedTiming().duration > 0) faults.push('moves: ' + named(one.effect.target))

    /* One of several that is chosen differs from the others by more than a background and a shadow. */
    const look = (one) => {
      const of = (style) => [style.borderTopWidth, style.borderBottomWidth, style.borderBottomColor, style.borderTopColor, style.borderInlineStartWidth,
        style.borderTopStyle, style.outlineStyle, style.outlineWidth, style.fontWeight, style.textDecorationLine, style.forcedColorAdjust, style.color].join()
      return of(getComputedStyle(one)) + ['::before', '::after'].map((pseudo) => getComputedStyle(one, pseudo)).map((style) => style.content + of(style)).join()
    }
    for (const one of all.filter((each) => each.matches('[aria-current]:not([aria-current="false"]), [aria-selected="true"], [aria-pressed="true"]'))) {
      if (one.matches('[role="gridcell"], [role="row"]')) continue
      const others = all.filter((each) => each !== one && each.localName === one.localName &&
        each.getAttribute('role') === one.getAttribute('role') && each.className === one.className &&
        !each.matches('[aria-current]:not([aria-current="false"]), [aria-selected="true"], [aria-pressed="true"], [data-here]'))
      if (others.some((other) => look(other) === look(one))) faults.push('looks chosen no more: ' + named(one))
    }

    /* Lines and areas of drawings are not forced: they are those of the text, or of the system. */
    const probe = document.createElement('i')
    document.body.append(probe)
    const system = new Set(['CanvasText', 'LinkText', 'VisitedText', 'ButtonText', 'ButtonBorder', 'GrayText', 'Highlight', 'HighlightText', 'FieldText', 'Canvas', 'ButtonFace', 'ActiveText', 'Mark', 'MarkText', 'SelectedItem', 'SelectedItemText'].map((name) => {
      probe.style.color = name
      return getComputedStyle(probe).color
    }))
    probe.remove()
    const drawn = new Set()
    for (const one of document.querySelectorAll('svg :is(path, line, circle, rect, polyline, polygon, ellipse)')) {
      const svg = one.closest('svg')
      if (!isSeen(svg) || getComputedStyle(svg).forcedColorAdjust === 'none') continue
      const style = getComputedStyle(one)
      const seen = [style.stroke, style.fill].filter((colour) => colour !== 'none' && !/^url/.test(colour) && !/rgba\\(.*, 0\\)/.test(colour))
      /* An area of a series keeps its colour, within a line. */
      if (!system.has(style.stroke) && seen.some((colour) => !system.has(colour))) drawn.add((svg.getAttribute('class') ?? 'svg') + ' in ' + seen.join(' and '))
    }
    for (const one of drawn) faults.push('keeps its own colour: ' + one)

    /* What opens or marks itself a moment after it has the focus is left out. What has the focus shows it by an outline, its own or of what it belongs to: shadows are not drawn. */
    const before = document.activeElement
    const at = [scrollX, scrollY]
    const tried = new Set()
    for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
      if (!isSeen(one) || one.matches('[role="combobox"], [role="spinbutton"], :disabled, [inert] *')) continue
      const kind = one.localName + one.className + (one.type ?? '') + (one.parentElement?.className ?? '')
      if (tried.has(kind)) continue
      tried.add(kind)
      one.focus({ preventScroll: true })
      if (document.activeElement !== one) continue
      const around = [one, one.closest('label'), one.parentElement].filter(Boolean)
      const isShown = around.some((each) => hasOutline(getComputedStyle(each))) ||
        ['::after', '::before'].some((pseudo) => hasOutline(getComputedStyle(one, pseudo)))
      if (!isShown) faults.push('shows no focus: ' + named(one))
    }
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true })
    else document.activeElement?.blur()
    scrollTo(...at)
    return [...new Set(faults)]
  })()`)
  await page.emulateMedia({ forcedColors: null, reducedMotion: null })
  return faults
}
