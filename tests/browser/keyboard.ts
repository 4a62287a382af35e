// A page that is used by its keyboard alone. Counts the keys that are pressed, beside the words that are typed, and
// looks after each Tab whether what has the focus can be seen.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './settled.ts'

/** More than any screen has stops before its main act. */
const MOST = 60

/** The name of what has the focus when it is out of view or under something else, such as a header that stays. */
const COVERED = `(() => {
  const { activeElement: one } = document
  if (one === null || one === document.body) return null
  const around = [one, ...(one.labels ?? [])]
  const box = one.getBoundingClientRect()
  const at = document.elementFromPoint(
    box.left + box.width / 2,
    box.height > innerHeight ? Math.max(box.top, 0) + 8 : box.top + box.height / 2,
  )
  if (at !== null && around.some((each) => each.contains(at) || at.contains(each))) return null
  return (one.getAttribute('aria-label') ?? one.textContent ?? '') + ' <' + one.tagName + '> under ' + at?.className
})()`

export class Keyboard {
  readonly page: Page
  #presses = 0

  constructor(page: Page) {
    this.page = page
  }

  /** The keys pressed since this was asked for the last time. */
  count(): number {
    const presses = this.#presses
    this.#presses = 0
    return presses
  }

  async press(key: string): Promise<void> {
    this.#presses += 1
    await this.page.keyboard.press(key)
  }

  /** Words, which are not counted. */
  async type(words: string): Promise<void> {
    await this.page.keyboard.type(words)
  }

  async has(what: Locator): Promise<boolean> {
    return (await what.and(this.page.locator(':focus')).count()) > 0
  }

  /** Presses Tab until one of these has the focus. */
  async reach(what: Locator): Promise<void> {
    await what.first().waitFor()
    await settled(this.page)
    await this.#isSomewhere()
    // A dialog takes the focus a moment after it is drawn, and would take it away again.
    const dialog = this.page.getByRole('dialog')
    if ((await dialog.count()) > 0)
      await dialog.and(this.page.locator(':focus, :has(:focus)')).first().waitFor()
    for (let stops = 0; stops <= MOST; stops++) {
      if (await this.has(what)) return
      await this.press('Tab')
      expect(await this.page.evaluate<string | null>(COVERED)).toBe(null)
    }
    expect.fail(`The keyboard does not reach ${String(what)}.`)
  }

  /**
   * What the last act took away with the focus on it gave that to something else: on the page itself a screen reader says
   * nothing, and the next Tab begins anew.
   */
  async #isSomewhere(): Promise<void> {
    const isNowhere = () =>
      this.page.evaluate<boolean>('document.activeElement === document.body && globalThis.hadFocus === true')
    await expect.poll(isNowhere, { message: 'The focus is lost.' }).toBe(false)
    await this.page.evaluate('globalThis.hadFocus = document.activeElement !== document.body')
  }

  /** Follows a link, or presses a button. */
  async enter(what: Locator): Promise<void> {
    await this.reach(what)
    await this.press('Enter')
  }

  async write(field: Locator, words: string): Promise<void> {
    await this.reach(field)
    await this.type(words)
  }

  /** Opens a menu with Enter, and goes through it with the arrows. */
  async act(menu: Locator, name: string | RegExp): Promise<void> {
    await this.enter(menu)
    const act = this.page.getByRole('menuitem', { name })
    await act.waitFor()
    for (let steps = 0; steps < MOST && !(await this.has(act)); steps++) await this.press('ArrowDown')
    await this.press('Enter')
  }

  /** Chooses in a combobox: a few letters, and the first of what they find. */
  async pick(field: Locator, option: string): Promise<void> {
    await this.write(field, option)
    await this.page.getByRole('option', { name: option, exact: true }).first().waitFor()
    await this.press('ArrowDown')
    await this.press('Enter')
    await expect.poll(() => field.inputValue()).toBe(option)
  }

  /** Chooses in a select by the letters of the option. */
  async select(field: Locator, option: string): Promise<void> {
    await this.write(field, option)
    await expect.poll(() => field.locator('option:checked').innerText()).toBe(option)
  }

  /**
   * Types a date into its parts, which follow each other: day, month and year. They are those of a calendar, or, where the
   * keyboard was in the field before that came, three inputs.
   */
  async date(field: Locator, date: string): Promise<void> {
    const parts = field.getByRole('spinbutton')
    const day = field.getByRole('textbox', { name: 'Día', exact: true })
    await parts.or(day).first().waitFor()
    await settled(this.page)
    if ((await parts.count()) > 0) {
      await this.write(parts, date.split('-').toReversed().join(''))
      return
    }
    const [year = '', month = '', own = ''] = date.split('-')
    const months = field.getByRole('combobox', { name: 'Mes', exact: true })
    await this.write(day, own)
    await this.select(months, await months.locator(`option[value="${Number(month)}"]`).innerText())
    await this.write(field.getByRole('textbox', { name: 'Año', exact: true }), year)
  }

  /** Types a date over the one that stands in three inputs. */
  async overwriteDate(field: Locator, date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-')
    const over = async (name: string, words: string) => {
      await this.reach(field.getByRole('textbox', { name, exact: true }))
      await this.press('Control+a')
      await this.type(words)
    }
    await over('Día', day)
    const months = field.getByRole('combobox', { name: 'Mes', exact: true })
    await this.select(months, await months.locator(`option[value="${Number(month)}"]`).innerText())
    await over('Año', year)
  }

  /** Chooses one of several radio buttons: Tab goes to the group, the arrows within it. */
  async choose(radio: Locator): Promise<void> {
    await radio.first().waitFor()
    const group = await radio.first().getAttribute('name')
    await this.reach(this.page.locator(`input[name="${group}"]`))
    for (let steps = 0; steps < MOST && !(await this.has(radio)); steps++) await this.press('ArrowDown')
    if (!(await radio.first().isChecked())) await this.press('Space')
  }

  async check(box: Locator): Promise<void> {
    await this.reach(box)
    await this.press('Space')
  }

  /** Goes to a screen, does something for the person in view, or opens a record, by the palette. */
  async go(words: string): Promise<void> {
    await this.press('Control+k')
    await this.page.getByRole('dialog').getByRole('textbox').waitFor()
    await this.type(words)
    await this.press('Enter')
    await this.page.getByRole('dialog').waitFor({ state: 'detached' })
  }

  /** Chooses a file with the dialog of the system, which the keyboard opens. */
  async attach(field: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.reach(field)
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.press('Enter')])
    await chooser.setFiles(file)
  }
}
