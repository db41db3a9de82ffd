// Called by Maven. Runs `npm ci` and the build only when their inputs changed since the last time.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.version} is too old: 20.19 or newer is needed`)
  process.exit(1)
}

const files = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => files(join(path, name)))
    : [path]

function hash(paths) {
  const digest = createHash('sha256')
  for (const path of paths.filter(existsSync).flatMap(files)) digest.update(path).update('\0').update(readFileSync(path))
  return digest.update(process.version).digest('hex')
}

const unchanged = (stamp, value) => existsSync(stamp) && readFileSync(stamp, 'utf8') === value

function npm(...words) {
  const result = spawnSync('npm', words, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

const packages = hash(['package.json', 'package-lock.json'])
const packagesStamp = 'node_modules/.packages.sha256'
if (!unchanged(packagesStamp, packages)) {
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(packagesStamp, packages)
}

const sources = hash(['package-lock.json', 'package.json', 'index.html', 'vite.config.ts', 'tsconfig.json', 'public', 'src'])
const sourcesStamp = 'dist/.sources.sha256'
if (unchanged(sourcesStamp, sources)) {
  console.log('web: up to date')
  process.exit(0)
}
rmSync('dist', { recursive: true, force: true })
npm('run', 'build')
writeFileSync(sourcesStamp, sources)
