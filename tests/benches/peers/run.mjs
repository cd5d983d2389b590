// A day's work of a team in one stack: six devices and the stack's own server, each in a process of its own, on the loopback.
// Says as JSON how many bytes passed, how long processors worked, and how long it took until all held the same.
//
//   node run.mjs automerge|yjs in_touch|apart DAY.json FOLDER

import { fork } from "node:child_process"
import { readFile } from "node:fs/promises"
import { createConnection } from "node:net"
import { setTimeout as pause } from "node:timers/promises"

const [stack, how, dayFile, folder] = process.argv.slice(2)
const PORT = 4711
const URL_OF_SERVER = `ws://127.0.0.1:${PORT}`
const BEFORE_BEGINNING_MS = 300
const STARTING_MS = 20_000

/** Bytes that the loopback device has sent since it is there. */
async function bytesPassed() {
  const lines = (await readFile("/proc/net/dev", "utf8")).split("\n")
  const loopback = lines.find((line) => line.trim().startsWith("lo:"))
  return Number(loopback.split(":")[1].trim().split(/\s+/)[8])
}

/** Seconds that processors worked for these processes so far; the kernel counts in hundredths. */
async function secondsWorked(processes) {
  const stats = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/stat`, "utf8")))
  const ticks = stats.map((stat) => stat.slice(stat.lastIndexOf(")") + 2).split(" ").slice(11, 13).map(Number))
  return ticks.flat().reduce((sum, one) => sum + one, 0) / 100
}

async function startServer() {
  const { program } = await import(`./${stack}.mjs`)
  const { file, env } = program(PORT, folder)
  const server = fork(file, [], { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit", "ipc"] })
  const began = performance.now()
  while (!(await isListening())) {
    if (performance.now() - began > STARTING_MS) throw new Error(`the server of ${stack} does not start`)
    await pause(50)
  }
  return server
}

function isListening() {
  return new Promise((resolve) => {
    const socket = createConnection(PORT, "127.0.0.1")
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.end())
  })
}

function ask(device, duty, given = null) {
  return new Promise((resolve, reject) => {
    const hear = (said) => {
      if (said.duty !== duty) return
      device.off("message", hear)
      resolve(said.done)
    }
    device.on("message", hear)
    device.once("exit", () => reject(new Error(`a device of ${stack} ended`)))
    device.send({ duty, given })
  })
}

const day = JSON.parse(await readFile(dayFile, "utf8"))
const server = await startServer()
const names = Array.from({ length: day.inspectors }, (_, name) => String(name))
const devices = names.map((name) => fork(new URL("device.mjs", import.meta.url), [stack, dayFile, name]))
const all = (duty, given) => Promise.all(devices.map((device) => ask(device, duty, given)))
for (const device of devices) device.setMaxListeners(0)

const documents = await ask(devices[0], "make")
await Promise.all(devices.slice(1).map((device) => ask(device, "open", documents)))
const now = () => performance.timeOrigin + performance.now()

const spent = async () => ({ bytes: await bytesPassed(), worked: await secondsWorked([...devices, server]) })

let before, began, came
if (how === "in_touch") {
  await all("connect", URL_OF_SERVER)
  await pause(day.settles_ms)
  before = await spent()
  const lasts = all("work", now() + BEFORE_BEGINNING_MS)
  const whole = lasts.then(() => all("whole"))
  began = Math.max(...(await lasts))
  came = await whole
} else {
  await all("work", null)
  before = await spent()
  began = now()
  const whole = all("whole")
  await all("connect", URL_OF_SERVER)
  came = await whole
}
const milliseconds = Math.max(...came) - began
await pause(day.settles_ms)
const after = await spent()
for (const one of [...devices, server]) one.kill()
process.stdout.write(`${JSON.stringify({ bytes: after.bytes - before.bytes, worked: after.worked - before.worked, milliseconds })}\n`)
process.exit(0)
