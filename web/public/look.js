// Before anything is drawn: the chosen theme, density and text size, so that nothing flashes.
try {
  const look = JSON.parse(localStorage.getItem('jinye.look') || '{}')
  const root = document.documentElement
  const dark = look.theme === 'dark' || (look.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (look.density === 'compact') root.dataset.density = 'compact'
  if (look.size === 'large' || look.size === 'elder') root.dataset.size = look.size
} catch {
  document.documentElement.dataset.theme = 'light'
}
