import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { runTool } from '../instance/tools.mjs'
import { tool } from './commands.mjs'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'
const NOTO_FONTS = '/usr/share/fonts/opentype/noto'

function mayUseApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}

async function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const waiting = ['-o', 'DPkg::Lock::Timeout=300', '-q', '-y']
  await runTool({ command: 'apt-get', args: [...waiting, ...args], options: { env } })
}

function hasChineseFont() {
  return existsSync(NOTO_FONTS) && readdirSync(NOTO_FONTS).some((name) => name.startsWith('NotoSansCJK'))
}

async function installFromDebian() {
  const missing = []
  if (!existsSync(DEBIAN_CHROMIUM)) missing.push('chromium')
  if (!hasChineseFont()) missing.push('fonts-noto-cjk')
  if (missing.length === 0) return
  await apt('update')
  await apt('install', '--no-install-recommends', ...missing)
}

/** Installs the browser of the end-to-end tests: Debian's as root there, else Playwright's own. */
export async function ensureBrowser() {
  if (mayUseApt()) return installFromDebian()
  if (existsSync(DEBIAN_CHROMIUM)) return
  const { chromium } = await import('@playwright/test')
  if (!existsSync(chromium.executablePath()))
    await tool('@playwright/test', 'playwright', ['install', 'chromium'])
}
