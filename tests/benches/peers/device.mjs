// One inspector's device, in a process of its own: told by run.mjs what to do, and when.

import { readFile } from "node:fs/promises"
import { setTimeout as pause } from "node:timers/promises"
import { caretOf, holdsAll } from "./day.mjs"

const [stack, dayFile, me] = process.argv.slice(2)
const { Device } = await import(`./${stack}.mjs`)
const day = JSON.parse(await readFile(dayFile, "utf8"))
const mine = day.steps.filter((step) => step.by === Number(me))
const device = new Device()
const now = () => performance.timeOrigin + performance.now()

function take(step) {
  if (step.answer) {
    const { item, value } = step.answer
    device.answer(`${item}/${me}`, { value, note: "", source: "observed", flag: false })
  } else {
    const { note, erased, typed } = step.run
    device.splice(note, caretOf(device.note(note), me) - erased, erased, typed)
  }
}

/** Takes each step at its time after `from`, or all at once. */
async function work(from) {
  for (const step of mine) {
    const left = from === null ? 0 : from + step.at_ms - now()
    // What came from others is taken in between, also where there is no time to wait.
    await (left > 0 ? pause(left) : new Promise(setImmediate))
    take(step)
  }
  return now()
}

/** When everything that anybody wrote is here. */
function whole() {
  return new Promise((resolve) => {
    const look = () => {
      if (holdsAll(day.whole, device)) resolve(now())
    }
    device.watch(look)
    look()
  })
}

const duties = {
  make: () => device.make(day.beginnings),
  open: (documents) => device.open(documents),
  connect: (url) => device.connect(url),
  work: (from) => work(from),
  whole,
}

process.on("message", async ({ duty, given }) => {
  process.send({ duty, done: (await duties[duty](given)) ?? null })
})
