import { type RawBuilder, sql } from 'kysely';

/**
 * The time by which processes tell whether another still holds something: that of the database they share. Their own clocks may be an hour apart,
 * and each would take what it believes to have lapsed (SR-94).
 */
export interface Clock {
  /** So many milliseconds from now, in SQL. Volatile: as a bound of an index, it goes into a subquery. */
  in(milliseconds: number): RawBuilder<Date>;
}

/** @param now stands in for the database's clock where a host has given one. */
export function createClock(now: (() => Date) | undefined): Clock {
  return {
    in: (milliseconds) => (now ? sql<Date>`${new Date(now().getTime() + milliseconds)}::timestamptz` : sql<Date>`(clock_timestamp() + ${milliseconds}::double precision * interval '1 millisecond')`),
  };
}
