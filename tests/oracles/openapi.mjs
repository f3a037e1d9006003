// schemas/openapi.yaml as two linters that nobody here made read it: Redocly and Spectral. Every
// complaint, a warning too, is a failure. Usage: scripts/oracles openapi
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const document = here('../../schemas/openapi.yaml')
const linters = {
  redocly: ['lint', document, '--config', here('../contract/redocly.yaml')],
  spectral: ['lint', document, '--ruleset', here('../contract/spectral.yaml'), '--fail-severity', 'warn'],
}
const quiet = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

for (const [name, options] of Object.entries(linters)) {
  const { status, error } = spawnSync(here(`node_modules/.bin/${name}`), options, { stdio: 'inherit', env: quiet })
  if (error) console.error(`${name}: ${error.message}`)
  if (status !== 0) process.exitCode = 1
}
