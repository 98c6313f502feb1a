'use client';

import { Card } from './card/card.tsx';
import { Category } from './list/category.tsx';
import { Header } from './list/header.tsx';
import { List } from './list/list.tsx';
import { Search } from './list/search.tsx';
import { ConfigureDialog, ConnectDialog, Dialogs, DisconnectDialog, TestDialog } from './root/lazy-dialogs.tsx';
import { Root } from './root/root.tsx';

/** The parts `IntegrationsSettings` is made of, for a page of your own. Everything stands beneath `Root`. */
export const Integrations = { Root, Header, Search, List, Category, Card, Dialogs, ConnectDialog, ConfigureDialog, DisconnectDialog, TestDialog } as const;
