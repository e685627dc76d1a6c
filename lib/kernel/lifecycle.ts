/** verb → the states it may start from and the one it leads to. Read by the button, the guard and the test alike. */
export type Verbs<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State }>>

export type Lifecycle<State extends string, Table extends Verbs<State>> = {
  readonly states: readonly State[]
  readonly verbs: Table
  can(verb: keyof Table, state: State): boolean
  /** The state after the verb; null when the verb is not allowed in this state. */
  next(verb: keyof Table, state: State): State | null
}

export function lifecycle<const State extends string, const Table extends Verbs<State>>(
  states: readonly State[],
  verbs: Table,
): Lifecycle<State, Table> {
  const rule = (verb: keyof Table) => verbs[verb] as Table[keyof Table]
  return {
    states,
    verbs,
    can: (verb, state) => rule(verb).from.includes(state),
    next: (verb, state) => (rule(verb).from.includes(state) ? rule(verb).to : null),
  }
}
