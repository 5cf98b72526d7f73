// Talks to the local Telegram: what people do goes there, and what they see comes back.

const RETRY_MS = 1000;

async function answerOf(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export async function post(path, body = {}) {
  const response = await fetch(`control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

export function act(person, action, body) {
  return post(`people/${person}/${action}`, body);
}

/** Give each state as it comes about, and null for as long as the server cannot be reached. */
export async function* states() {
  let since = "";
  for (;;) {
    try {
      const state = await answerOf(await fetch(`control/state?since=${since}`));
      since = state.changed;
      yield state;
    } catch {
      since = "";
      yield null;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
