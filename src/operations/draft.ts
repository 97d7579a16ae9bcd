/** A value while it is put together: optional properties can be set one by one. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
