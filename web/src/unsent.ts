// The outcomes that wait in this browser for a connection. Each has a key made here: however often it is sent, it acts once.

export type Unsent = { key: string; user: string; address: string; body: string; at: number; refused?: boolean };

const STORE = "unsent";

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("gehoor", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps an outcome; it is on disk when this resolves. */
export function keep(one: Unsent): Promise<unknown> {
  return run("readwrite", (store) => store.put(one));
}

/** Forgets an outcome that was taken. */
export function forget(key: string): Promise<unknown> {
  return run("readwrite", (store) => store.delete(key));
}

/** Everything of this user that waits, oldest first; nothing in a browser that keeps nothing. */
export async function waiting(user: string): Promise<Unsent[]> {
  const all = await run<Unsent[]>("readonly", (store) => store.getAll()).catch((): Unsent[] => []);
  return all.filter((one) => one.user === user).sort((a, b) => a.at - b.at);
}

/** Sends one; gives the page that it led to, or nothing when there is no connection. A refusal is marked and kept. */
export async function send(one: Unsent): Promise<Response | undefined> {
  let response: Response;
  try {
    response = await fetch(one.address, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: one.body,
      credentials: "same-origin",
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    return undefined;
  }
  // Signed out, or the server is busy: it waits on.
  if (response.status >= 500 || response.status === 429 || new URL(response.url).pathname === "/sign-in") return undefined;
  if (response.ok) await forget(one.key);
  else await keep({ ...one, refused: true });
  return response;
}
