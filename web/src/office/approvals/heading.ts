import type { Choice } from './useKindChoices'

/** A title with places: `{applicant}请假{days}天` in the file, `{申请人}请假{天数}天` for people. */
const place = /\{([^{}]+)\}/g

export function headingWords(heading: string, places: Choice[]): string {
  return heading.replace(place, (all, name: string) => {
    const found = places.find((one) => one.value === name)
    return found ? `{${found.title}}` : all
  })
}

export function headingCodes(words: string, places: Choice[]): string {
  return words.replace(place, (all, title: string) => {
    const found = places.find((one) => one.title === title.trim()) ?? places.find((one) => one.value === title.trim())
    return found ? `{${found.value}}` : all
  })
}
