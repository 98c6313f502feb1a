import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// What is awaited may come late on a busy machine; what never comes still fails.
configure({ asyncUtilTimeout: 5000 });
