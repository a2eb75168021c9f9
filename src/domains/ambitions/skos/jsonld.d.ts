/** The little we use of `jsonld`, which brings no types of its own. */
declare module 'jsonld' {
  interface Options {
    base?: string
    format?: 'application/n-quads'
    useNativeTypes?: boolean
    documentLoader: (url: string) => Promise<never>
  }
  const jsonld: {
    fromRDF(dataset: string, options: Options): Promise<object[]>
    compact(document: object, context: object, options: Options): Promise<object>
    toRDF(document: object, options: Options & { format: 'application/n-quads' }): Promise<string>
  }
  export default jsonld
}
