import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writeJson } from './data-directory.mjs'
import { isRunning, referTo } from './processes.mjs'

const pathOf = (dataDirectory) => join(dataDirectory, 'run.json')

/** What was last known to run for a data directory: `{ supervisor, processes, url, environment }`, or null. */
export function readRecord(dataDirectory) {
  return readJson(pathOf(dataDirectory))
}

/** The record of a living supervisor; what a killed one left behind does not count. */
export function readLiveRecord(dataDirectory) {
  const record = readRecord(dataDirectory)
  return record && isRunning(record.supervisor) ? record : null
}

export function forgetRecord(dataDirectory) {
  rmSync(pathOf(dataDirectory), { force: true })
}

/** Keeps the record up to date, so that the next start finds what a killed supervisor has left running. */
export function openRecord(dataDirectory) {
  const record = { supervisor: referTo(process.pid), processes: {} }
  const write = () => writeJson(pathOf(dataDirectory), record)
  write()
  return {
    note(changes) {
      Object.assign(record, changes)
      write()
    },
    noteProcess(name, { pid, identity }) {
      record.processes[name] = { pid, identity }
      write()
    },
  }
}
