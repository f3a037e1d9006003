// Compiles the messages of src/locales/*.json while building, so that the page carries no message
// compiler and needs no `unsafe-eval`.
import { baseCompile } from '@intlify/message-compiler'
import type { Plugin } from 'vite'

type Tree = { [key: string]: string | Tree }

function compileTree(tree: Tree, where: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => {
      const place = `${where}.${key}`
      return [key, typeof value === 'string' ? compileText(value, place) : compileTree(value, place)]
    }),
  )
}

function compileText(text: string, where: string): unknown {
  const { ast } = baseCompile(text, {
    jit: true,
    location: false,
    onError: (error) => {
      throw new Error(`${where}: ${error.message}`)
    },
  })
  return ast
}

export function messages(): Plugin {
  return {
    name: 'marquee:messages',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/locales\/[^/]+\.json$/.test(id)) return null
      const compiled = compileTree(JSON.parse(code) as Tree, id.split('/').pop() ?? id)
      // Browsers read JSON twice as fast as the same in script.
      return { code: `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled))})`, map: null, moduleType: 'js' }
    },
  }
}
