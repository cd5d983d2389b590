// automerge-repo as its documentation shows it: a repo with the WebSocket adapter, and a document per handle.

import * as Automerge from "@automerge/automerge"
import { Repo, parseAutomergeUrl } from "@automerge/automerge-repo"
import { WebSocketClientAdapter } from "@automerge/automerge-repo-network-websocket"
import { fileURLToPath } from "node:url"

const server = fileURLToPath(new URL("automerge-server.mjs", import.meta.url))

/** Its server: what to start, and what tells it where to listen and to keep what it is given. */
export const program = (port, folder) => ({ file: server, env: { PORT: String(port), DATA_DIR: folder } })

/** One device. */
export class Device {
  repo = new Repo({ network: [] })
  handles = []

  /** New documents with these first contents; what another device opens them from. */
  make(contents) {
    return contents.map((content) => {
      const handle = this.repo.create(content)
      this.handles.push(handle)
      const saved = Automerge.save(handle.doc())
      return { id: parseAutomergeUrl(handle.url).documentId, saved: Buffer.from(saved).toString("base64") }
    })
  }

  open(documents) {
    this.handles = documents.map(({ id, saved }) => this.repo.import(Buffer.from(saved, "base64"), { docId: id }))
  }

  async connect(url) {
    const adapter = new WebSocketClientAdapter(url)
    this.repo.networkSubsystem.addNetworkAdapter(adapter)
    await new Promise((resolve) => adapter.on("peer-candidate", resolve))
  }

  watch(look) {
    for (const handle of this.handles) handle.on("change", look)
  }

  answer(key, answer) {
    this.handles[0].change((visit) => {
      visit.answers[key] = answer
    })
  }

  answers() {
    return this.handles[0].doc().answers
  }

  note(number) {
    return this.handles[number + 1].doc().text
  }

  splice(number, at, erased, typed) {
    this.handles[number + 1].change((note) => Automerge.splice(note, ["text"], at, erased, typed))
  }
}
