import { z } from 'zod'
import type { Bucket } from './files/store.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DHZ_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  DHZ_KEY_FILE: z.string().min(1).optional(),
  DHZ_REGISTER_KEY: z
    .string()
    .regex(
      /^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=){0,3}$/,
      'give 32 bytes in base64, and during a rotation the old one behind a comma',
    )
    .optional(),
  DHZ_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  DHZ_HOST: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  DHZ_DATA_DIR: z.string().min(1).default('./data'),
  DHZ_DEMO: z.enum(['auto', 'off']).default('auto'),
  DHZ_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  DHZ_ADDRESS_SERVICE: z.url({ protocol: /^https?$/ }).optional(),
  DHZ_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  DHZ_REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(600),
  DHZ_METRICS_TOKEN: z.string().min(16).optional(),
  DHZ_EID_FILE: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  DHZ_CONTACT: z.string().max(200).optional(),
  DHZ_FILES: z.url({ protocol: /^https?$/ }).optional(),
  DHZ_FILES_KEY: z.string().min(1).optional(),
  DHZ_FILES_SECRET: z.string().min(1).optional(),
  DHZ_FILES_REGION: z.string().min(1).default('us-east-1'),
  DHZ_SCAN: z.string().min(1).optional(),
  MAIL_FROM: z.string().min(3).default('Leefomgeving Doe-Het-Zelf <post@localhost>'),
  DHZ_SMTP_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  DHZ_SMTP_HOST: z.string().min(1).default('127.0.0.1'),
  DHZ_SMTP_DOMAIN: z.hostname().max(100).optional(),
})

/** Everything an operator can set, checked once at the start. Nothing else reads the environment. */
export interface Config {
  /** Connection string of a PostgreSQL cluster; absent means the embedded store under `dataDir`. */
  databaseUrl: string | undefined
  /** Root of every key. Absent only on a loopback origin, where one is made and kept in the data folder. */
  secret: string | undefined
  /** File with a secret on each line, the newest first; takes the place of `secret` and lets keys be rotated. */
  keyFile: string | undefined
  /** Private keys that sign the register, the newest first, each 32 bytes in base64. Absent: one in the data folder. */
  registerKey: string | undefined
  /** What residents see in the address bar, without a trailing slash. */
  origin: string
  host: string
  port: number
  dataDir: string
  /** The demo neighbourhood and its personas; only ever on a loopback origin. */
  demo: boolean
  log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** National address service that replaces the address table. */
  addressService: string | undefined
  /** How many reverse proxies stand in front; tells which entry of X-Forwarded-For is the visitor. */
  trustedProxies: number
  /** Requests a minute from one network address before it is asked to wait; 0 switches it off. */
  requestsPerMinute: number
  /** Bearer token for /metrics; without it only loopback visitors may read them. */
  metricsToken: string | undefined
  /** File that says which eIDs and wallets residents can use; its shape is the domain's (`eid/settings.ts`). */
  eidFile: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** Where mail comes in: answers of residents, and what could not be delivered. Absent: none is taken. */
  post: { port: number; host: string; domain: string } | undefined
  /** How residents reach the foundation: a telephone number, a mail address, where and when its desk is. */
  contact: string | undefined
  /** The bucket for photos and files; absent means the folder `files` of `dataDir`. */
  bucket: Bucket | undefined
  /** Command that looks at each file that comes in: reads it on its input, ends with 0 when clean and 1 when not. */
  scan: string | undefined
}

/** The settings are wrong; `problems` holds one sentence each, for the operator. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the settings from environment variables.
 * @throws ConfigError that names every variable that is wrong or unsafe, all at once.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const values = parsed.data
  const address = new URL(values.DHZ_ORIGIN ?? `http://localhost:${values.PORT}`)
  const { origin } = address
  const loopback = isLoopback(origin)
  const problems: string[] = []
  if (address.href !== `${origin}/`) {
    problems.push(`DHZ_ORIGIN: give only the beginning of the address, ${origin}, with nothing after it.`)
  }
  if (values.PORT === 0 && !values.DHZ_ORIGIN) {
    problems.push('PORT: 0 takes any free port, so set DHZ_ORIGIN too: the address that residents will use.')
  }
  if (!loopback && !origin.startsWith('https:')) {
    problems.push(`DHZ_ORIGIN: ${origin} is not safe. Use https, or http on localhost only.`)
  }
  if (!loopback && !values.DHZ_SECRET && !values.DHZ_KEY_FILE) {
    problems.push('DHZ_SECRET: set a secret of at least 32 characters. It protects names and addresses.')
  }
  if (values.DHZ_SECRET && values.DHZ_KEY_FILE) {
    problems.push('DHZ_KEY_FILE: set this or DHZ_SECRET, not both. The file may begin with that same secret.')
  }
  if (!loopback && !values.SMTP_URL) {
    problems.push('SMTP_URL: set a mail server. Without mail nobody can join or sign in.')
  }
  const { DHZ_FILES: files, DHZ_FILES_KEY: key, DHZ_FILES_SECRET: bucketSecret } = values
  if (files && !(key && bucketSecret)) {
    problems.push('DHZ_FILES: set DHZ_FILES_KEY and DHZ_FILES_SECRET too, so that we may write there.')
  }
  const { DHZ_SMTP_PORT: postPort, DHZ_SMTP_DOMAIN: postDomain } = values
  if ((postPort === undefined) !== (postDomain === undefined)) {
    problems.push('DHZ_SMTP_DOMAIN: set it together with DHZ_SMTP_PORT: which mail comes in, and where.')
  }
  if (problems.length > 0) throw new ConfigError(problems)
  const demo = loopback && values.DHZ_DEMO === 'auto'
  return {
    databaseUrl: values.DATABASE_URL,
    secret: values.DHZ_SECRET,
    keyFile: values.DHZ_KEY_FILE,
    registerKey: values.DHZ_REGISTER_KEY,
    origin,
    // The demo lets anybody step in as a persona, so it never listens beyond this machine.
    host: demo ? '127.0.0.1' : (values.DHZ_HOST ?? '127.0.0.1'),
    port: values.PORT,
    dataDir: values.DHZ_DATA_DIR,
    demo,
    log: values.DHZ_LOG,
    addressService: values.DHZ_ADDRESS_SERVICE,
    trustedProxies: values.DHZ_TRUSTED_PROXIES,
    requestsPerMinute: values.DHZ_REQUESTS_PER_MINUTE,
    metricsToken: values.DHZ_METRICS_TOKEN,
    eidFile: values.DHZ_EID_FILE,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    post:
      postPort !== undefined && postDomain
        ? { port: postPort, host: values.DHZ_SMTP_HOST, domain: postDomain.toLowerCase() }
        : undefined,
    contact: values.DHZ_CONTACT,
    bucket:
      files && key && bucketSecret
        ? { address: files.replace(/\/+$/, ''), region: values.DHZ_FILES_REGION, key, secret: bucketSecret }
        : undefined,
    scan: values.DHZ_SCAN,
  }
}

/** Whether an origin can only be reached from this very machine. */
export function isLoopback(origin: string): boolean {
  return loopbackHosts.has(new URL(origin).hostname)
}
