/** The app over a made-up Operation Harbour in memory: for looking at screens, never part of the build. */
import '../src/styles/base.css';
import { mount } from 'svelte';
import App from '../src/App.svelte';
import { harbour } from './harbour';
import { kestrelsDesk, linnetsPage, rooksDesk } from './harbour_desk';

/** `screens.html?as=kestrel#/queue`; an officer when nobody is named. */
const PEOPLE: Readonly<Record<string, () => ReturnType<typeof harbour>>> = { kestrel: kestrelsDesk, linnet: linnetsPage, rook: rooksDesk };

const target = document.getElementById('app');
if (target === null) throw new Error('The page has no place for the app.');
const core = (PEOPLE[new URLSearchParams(window.location.search).get('as') ?? ''] ?? harbour)();
mount(App, { target, props: { core, status: await core.status() } });
