import { reactive, watch } from 'vue'

/** How the person likes to see things; kept in this browser, applied before drawing by public/look.js. */
export interface Look {
  theme: 'auto' | 'light' | 'dark'
  density: 'normal' | 'compact'
  size: 'normal' | 'large' | 'elder'
  /** Single-letter keys can be switched off (WCAG 2.1.4). */
  keys: boolean
}

const stored = (() => {
  try {
    return JSON.parse(localStorage.getItem('jinye.look') ?? '{}') as Partial<Look>
  } catch {
    return {}
  }
})()

export const look = reactive<Look>({ theme: 'auto', density: 'normal', size: 'normal', keys: true, ...stored })

const night = matchMedia('(prefers-color-scheme: dark)')

function apply() {
  const root = document.documentElement
  root.dataset.theme = look.theme === 'dark' || (look.theme === 'auto' && night.matches) ? 'dark' : 'light'
  root.dataset.density = look.density
  root.dataset.size = look.size
}

watch(look, () => {
  localStorage.setItem('jinye.look', JSON.stringify(look))
  apply()
})
night.addEventListener('change', apply)
apply()
