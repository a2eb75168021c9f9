import { chromium } from 'playwright-core'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' })
const q = process.env.Q, base='http://localhost:4171'
async function go(name, who, path, opts) {
  const c = await b.newContext({ locale: 'nl-NL', baseURL: base, ...opts }); const p = await c.newPage()
  if (who) { await p.goto('/demo'); await p.locator(`button[value="${who}"]`).click(); await p.waitForURL(/\/(buurt|beheer)/) }
  await p.goto(path); await p.screenshot({ path: `/tmp/shots-op/${name}.png`, fullPage: true }); await c.close()
}
const s={viewport:{width:360,height:800}}, w={viewport:{width:1280,height:800}}, d={viewport:{width:1280,height:800}, colorScheme:'dark'}
await go('q-360','samira',`/vraag/${q}`,s); await go('q-1280','samira',`/vraag/${q}`,w); await go('q-dark','samira',`/vraag/${q}`,d)
await go('t-1280','samira',`/vraag/${q}/tabel`,w); await go('t-360','samira',`/vraag/${q}/tabel`,s)
await go('host-360','noor',`/vraag/${q}/beheer`,s); await go('list','samira','/leefomgeving/kerkplein-leeft/meningen',w)
await go('ask-360','samira','/leefomgeving/kerkplein-leeft/meningen/nieuw',s)
await go('comm','samira','/leefomgeving/kerkplein-leeft',w); await go('area','samira','/gebied/BU99990101',w)
await b.close()
