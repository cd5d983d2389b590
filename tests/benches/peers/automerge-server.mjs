// The server of automerge-repo, as its documentation puts one together: a repo, its WebSocket adapter, its storage in files.
//
// Its package of that name (automerge-repo-sync-server 0.2.8) is this on a repo of two major versions ago, which sent some three
// times as much; the packages here are of one version.

import { Repo } from "@automerge/automerge-repo"
import { NodeWSServerAdapter } from "@automerge/automerge-repo-network-websocket"
import { NodeFSStorageAdapter } from "@automerge/automerge-repo-storage-nodefs"
import { WebSocketServer } from "ws"

const sockets = new WebSocketServer({ host: "127.0.0.1", port: Number(process.env.PORT) })
new Repo({
  network: [new NodeWSServerAdapter(sockets)],
  storage: new NodeFSStorageAdapter(process.env.DATA_DIR),
  peerId: "server",
})
