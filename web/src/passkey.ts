// Passkeys: a form with data-passkey asks its challenge, lets the browser answer, and is sent with the answer in it.
import { bytes, put, text } from "./bytes";

type Question = {
  challenge: string;
  site: string;
  company?: string;
  handle?: string;
  name?: string;
  known?: string[];
  algorithms?: number[];
};

const enter = async (asked: Question): Promise<Record<string, ArrayBuffer>> => {
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: bytes(asked.challenge), rpId: asked.site, userVerification: "required",
  };
  const key = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const said = key.response as AuthenticatorAssertionResponse;
  return {
    credential: key.rawId, clientData: said.clientDataJSON, authenticatorData: said.authenticatorData,
    signature: said.signature,
  };
};

const make = async (asked: Question, handle: string): Promise<Record<string, ArrayBuffer>> => {
  const name = asked.name ?? "";
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: bytes(asked.challenge),
    rp: { id: asked.site, name: asked.company ?? asked.site },
    user: { id: bytes(handle), name, displayName: name },
    pubKeyCredParams: (asked.algorithms ?? []).map((alg) => ({ type: "public-key" as const, alg })),
    excludeCredentials: (asked.known ?? []).map((id) => ({ type: "public-key" as const, id: bytes(id) })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
  };
  const key = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const said = key.response as AuthenticatorAttestationResponse;
  return { clientData: said.clientDataJSON, attestation: said.attestationObject };
};

const send = async (form: HTMLFormElement): Promise<void> => {
  const answer = await fetch(form.dataset["passkey"] ?? "", { method: "POST" });
  if (!answer.ok) {
    form.submit();
    return;
  }
  const asked = (await answer.json()) as Question;
  const parts = asked.handle === undefined ? await enter(asked) : await make(asked, asked.handle);
  put(form, "challenge", asked.challenge);
  for (const [name, value] of Object.entries(parts)) put(form, name, text(value));
  form.submit();
};

export const passkeys = (): void => {
  if (!("PublicKeyCredential" in window)) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Whoever closes the browser's own window stays where they are.
      send(form).catch(() => undefined);
    });
  }
};
