import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { expect, it } from 'vitest';
import { accented } from './pseudo';

const SOURCE = resolve(import.meta.dirname, '..');
const REPORT = resolve(import.meta.dirname, '../../../crates/report/locales');

function catalogue(language: string): FluentBundle {
  const bundle = new FluentBundle(language);
  for (const path of [join(REPORT, `${language}.ftl`), join(import.meta.dirname, `${language}.ftl`)]) {
    const errors = bundle.addResource(new FluentResource(readFileSync(path, 'utf8')));
    expect(errors, path).toEqual([]);
  }
  return bundle;
}

const ids = (language: string): string[] => [...catalogue(language)._messages.keys()].sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$|generated/.test(entry.name) ? [path] : [];
  });
}

/** What keys begin with whose beginnings stand in a table of the screens, apart from where they are put together. */
const TABLED = ['recommendation-status'];

/** The files of the engine that may ask for a sentence by its key. */
function rust(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(?:tests|target)$/.test(entry.name) ? [] : rust(path);
    return entry.name.endsWith('.rs') ? [path] : [];
  });
}

it('says everything in every language shipped', () => {
  expect(ids('ar')).toEqual(ids('en'));
});

it('has every sentence that a screen asks for by name', () => {
  const known = new Set(ids('en'));
  const missing = sources(SOURCE).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bt\(\s*'([a-z0-9-]+)'/g)].map((match) => match[1] ?? '').filter((key) => !known.has(key)),
  );
  expect(missing).toEqual([]);
});

it('has no sentence that nothing asks for', () => {
  const screens = sources(SOURCE).map((path) => readFileSync(path, 'utf8')).join('\n');
  const engine = rust(resolve(REPORT, '../..')).map((path) => readFileSync(path, 'utf8')).join('\n');
  const begun = (source: string, form: RegExp): string[] => [...source.matchAll(form)].map((match) => `${match[1] ?? ''}-`);
  // What a key begins with where a code makes up the rest of it.
  const composed = [
    ...begun(screens, /`([a-z][a-z0-9-]*)-\$\{/g),
    ...begun(screens, /\b(?:code|choices)\(\s*'([a-z0-9-]+)'/g),
    ...begun(engine, /"([a-z][a-z0-9-]*)-\{/g),
    ...begun(engine, /Label::code\(\s*"([a-z-]+)"/g),
    ...TABLED.map((prefix) => `${prefix}-`),
  ];
  const named = new Set([...`${screens}\n${engine}`.matchAll(/[a-z][a-z0-9]*(?:-[a-z0-9]+)*/g)].map((match) => match[0]));
  const unused = ids('en').filter((key) => !named.has(key) && !composed.some((prefix) => key.startsWith(prefix)));
  expect(unused).toEqual([]);
});

it('has one sentence for every error code', () => {
  const generated = readFileSync(join(SOURCE, 'ipc/generated.ts'), 'utf8');
  const codes = /type ErrorCode = ([^;]+);/.exec(generated)?.[1]?.match(/"([a-z_]+)"/g) ?? [];
  expect(codes.length).toBeGreaterThan(20);
  const known = new Set(ids('en'));
  expect(codes.map((code) => `error-${code.replaceAll('"', '').replaceAll('_', '-')}`).filter((key) => !known.has(key))).toEqual([]);
});

it('has words for every reason of quarantine', () => {
  const sources = ['intake.rs', 'intake/roster.rs', 'intake/grants.rs'];
  const intake = sources.map((name) => readFileSync(resolve(REPORT, '../../app/src', name), 'utf8')).join('\n');
  const reasons = [...intake.matchAll(/"([a-z]+(?:_[a-z]+)*)"/g)].map((match) => `reason-${(match[1] ?? '').replaceAll('_', '-')}`);
  expect(reasons.length).toBeGreaterThanOrEqual(10);
  const known = new Set(ids('en'));
  expect(reasons.filter((key) => !known.has(key))).toEqual([]);
});

it('has words for everything that a relay can be in the way with, and for how it stands', () => {
  const source = (name: string): string => readFileSync(resolve(REPORT, `../../app/src/relay/${name}.rs`), 'utf8');
  const codes = (text: string): string[] => [...text.matchAll(/=> "([a-z]+(?:_[a-z]+)*)"/g)].map((match) => (match[1] ?? '').replaceAll('_', '-'));
  const keys = [...codes(source('words')).map((code) => `relay-trouble-${code}`), ...codes(source('commands')).map((code) => `relay-state-${code}`)];
  expect(keys.length).toBeGreaterThan(18);
  const known = new Set(ids('en'));
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
});

it('has words for every way in which a device nearby is not met', () => {
  const source = readFileSync(resolve(REPORT, '../../app/src/api/carriers.rs'), 'utf8');
  const body = source.split('pub enum NearbyFailure {')[1]?.split('}')[0] ?? '';
  const keys = [...body.matchAll(/^ {4}([A-Z][a-z]+),$/gm)].map((match) => `nearby-failure-${(match[1] ?? '').toLowerCase()}`);
  expect(keys.length).toBe(4);
  const known = new Set(ids('en'));
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
});

it('makes pseudo text longer by two fifths and strange in every letter it can', () => {
  expect(accented('Save')).toBe('Šáṽé'.replace('ṽ', 'v') + '··');
});
