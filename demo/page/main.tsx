import 'integrations-settings/csp';
import 'integrations-settings/styles.css';
import './shop.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Me, Shop } from './shop.tsx';

const me = (await (await fetch('/demo/me')).json()) as Me;
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const place = document.getElementById('shop');
if (place) createRoot(place).render(<StrictMode><Shop me={me} nonce={nonce} /></StrictMode>);
