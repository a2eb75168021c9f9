import { setImmediate } from 'node:timers/promises'
import {
  parse,
  PGlite,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite'

const { serialize } = protocol

/** A statement that the engine has read, with the types of its parameters. */
interface Prepared {
  name: string
  types: number[]
}

/** Statements kept; those of one program are some hundreds. */
const mostPrepared = 400

/**
 * What the engine says when a statement it knows no longer fits its tables (`feature_not_supported`: "cached plan must
 * not change result type"), or is not there any more (`invalid_sql_statement_name`).
 */
const outdated = new Set(['0A000', '26000'])

/**
 * PGlite that reads and plans a statement once. Its own `query` does so each time, in six messages; here a statement
 * that was seen before takes one, which makes a page twice as fast.
 */
export class PreparedGlite extends PGlite {
  readonly #prepared = new Map<string, Prepared>()
  #named = 0

  override async query<Row>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    if (special(options)) return super.query<Row>(text, params, options)
    await this._checkReady()
    const answer = await this._runExclusiveTransaction(async () => {
      try {
        return await this.#ask<Row>(text, params, options)
      } catch (error) {
        if (!outdated.has((error as { code?: string }).code ?? '')) throw error
        await this.#forget(text)
        return this.#ask<Row>(text, params, options)
      }
    })
    // The engine answers within the very turn of the event loop that asks, and whoever waits next goes on in that same
    // turn. Under load nobody new would be let in until all are done; now everybody else has a turn first.
    await setImmediate()
    return answer
  }

  override transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return super.transaction((tx) => {
      const query: Transaction['query'] = (text, params, options) =>
        tx.closed || special(options) ? tx.query(text, params, options) : this.#ask(text, params, options)
      return work(new Proxy(tx, { get: (it, name) => (name === 'query' ? query : Reflect.get(it, name)) }))
    })
  }

  /** Asks within a turn that the caller holds. */
  #ask<Row>(text: string, params: unknown[] = [], options?: QueryOptions): Promise<Results<Row>> {
    return this._runExclusiveQuery(async () => {
      const { name, types } = this.#prepared.get(text) ?? (await this.#prepare(text))
      const values = params.map((value, index) => {
        if (value === null || value === undefined) return null
        const write = this.serializers[types[index] ?? 0]
        return write ? write(value) : String(value)
      })
      const said = await this.#say(
        serialize.bind({ statement: name, values }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      )
      return parse.parseResults(said, this.parsers, options)[0] as Results<Row>
    })
  }

  async #prepare(text: string): Promise<Prepared> {
    const [oldest = ''] = this.#prepared.keys()
    if (this.#prepared.size >= mostPrepared) await this.#forget(oldest)
    const name = `s${++this.#named}`
    const said = await this.#say(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    const prepared = { name, types: parse.parseDescribeStatementResults(said) }
    this.#prepared.set(text, prepared)
    return prepared
  }

  async #forget(text: string): Promise<void> {
    const known = this.#prepared.get(text)
    if (!known) return
    this.#prepared.delete(text)
    await this.#say(serialize.close({ type: 'S', name: known.name }), serialize.sync())
  }

  #say(...messages: Uint8Array[]) {
    return this.execProtocolStream(Buffer.concat(messages), {})
  }
}

/** Whether a question is more than text and parameters; the engine's own way takes those. */
function special(options: QueryOptions | undefined): boolean {
  return Boolean(options?.blob || options?.onNotice || options?.paramTypes || options?.serializers)
}
