/** Somebody who may call, under the name that the log has. */
export interface Caller {
  name: string;
}

/** Who sends this Authorization header; null when it is nobody who is known. */
export type Authenticator = (authorization: string | undefined) => Promise<Caller | null>;

/** For a server that only this machine reaches: everybody there is one caller. */
export const everybodyHere: Authenticator = async () => ({ name: 'local' });
