// Finds the number with which SHA-256 of `challenge:number` begins with enough zero bits
// (hearing/intake/proof.py). Own code: browsers hash asynchronously, and on https alone.
"use strict";

const WORDS = new Uint32Array(64);
const CONSTANTS = new Uint32Array(64);
const START = new Uint32Array(8);

for (let found = 0, candidate = 2; found < 64; candidate += 1) {
  let prime = true;
  for (let factor = 2; factor * factor <= candidate; factor += 1) {
    if (candidate % factor === 0) { prime = false; break; }
  }
  if (!prime) continue;
  if (found < 8) START[found] = fraction(Math.sqrt(candidate));
  CONSTANTS[found] = fraction(Math.cbrt(candidate));
  found += 1;
}

function fraction(value) {
  return (value - Math.floor(value)) * 0x100000000;
}

function turned(word, bits) {
  return (word >>> bits) | (word << (32 - bits));
}

function firstWord(text) {
  // ASCII alone: challenges and numbers are nothing else.
  const length = text.length;
  const size = ((length + 8) >> 6) + 1;
  const blocks = new Uint32Array(size * 16);
  for (let at = 0; at < length; at += 1) {
    blocks[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at & 3));
  }
  blocks[length >> 2] |= 0x80 << (24 - 8 * (length & 3));
  blocks[size * 16 - 1] = length * 8;
  const state = START.slice();
  for (let block = 0; block < size; block += 1) compress(state, blocks, block * 16);
  return state[0];
}

function compress(state, blocks, from) {
  for (let at = 0; at < 16; at += 1) WORDS[at] = blocks[from + at];
  for (let at = 16; at < 64; at += 1) {
    const older = WORDS[at - 15];
    const newer = WORDS[at - 2];
    WORDS[at] = WORDS[at - 16] + WORDS[at - 7]
      + (turned(older, 7) ^ turned(older, 18) ^ (older >>> 3))
      + (turned(newer, 17) ^ turned(newer, 19) ^ (newer >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g))
      + CONSTANTS[at] + WORDS[at]) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

self.onmessage = (message) => {
  const { challenge, bits } = message.data;
  for (let number = 0; ; number += 1) {
    const proof = `${challenge}:${number}`;
    if (firstWord(proof) >>> (32 - bits) === 0) {
      self.postMessage(proof);
      return;
    }
  }
};
