// Yjs as its documentation shows it: a document and a WebSocket provider for each room, and the provider's own server.

import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import WebSocket from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"

const require = createRequire(import.meta.url)
const server = join(dirname(require.resolve("@y/websocket-server/package.json")), "src/server.js")

/** Its server: what to start, and what tells it where to listen and to keep what it is given. */
export const program = (port, folder) => ({
  file: server,
  env: { HOST: "127.0.0.1", PORT: String(port), YPERSISTENCE: folder },
})

/** One device. */
export class Device {
  documents = []

  /** New documents with these first contents; what another device opens them from. */
  make(contents) {
    this.documents = contents.map((content) => {
      const document = new Y.Doc()
      if (content.text) document.getText("text").insert(0, content.text)
      return document
    })
    return this.documents.map((document, number) => ({
      id: `room-${number}`,
      saved: Buffer.from(Y.encodeStateAsUpdate(document)).toString("base64"),
    }))
  }

  open(documents) {
    this.documents = documents.map(({ saved }) => {
      const document = new Y.Doc()
      Y.applyUpdate(document, Buffer.from(saved, "base64"))
      return document
    })
  }

  async connect(url) {
    const met = this.documents.map((document, number) => {
      const options = { WebSocketPolyfill: WebSocket, disableBc: true }
      const provider = new WebsocketProvider(url, `room-${number}`, document, options)
      return new Promise((resolve) => provider.once("sync", resolve))
    })
    await Promise.all(met)
  }

  watch(look) {
    for (const document of this.documents) document.on("update", look)
  }

  answer(key, answer) {
    this.documents[0].getMap("answers").set(key, answer)
  }

  answers() {
    return this.documents[0].getMap("answers").toJSON()
  }

  note(number) {
    return this.documents[number + 1].getText("text").toString()
  }

  splice(number, at, erased, typed) {
    const document = this.documents[number + 1]
    document.transact(() => {
      const text = document.getText("text")
      if (erased > 0) text.delete(at, erased)
      text.insert(at, typed)
    })
  }
}
