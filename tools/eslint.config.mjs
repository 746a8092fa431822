// Scripts for readers' phones: ES2017 and nothing newer, as a phone of 2017 has it (Chrome 61).
import esx from 'eslint-plugin-es-x';

const browser = [
  'addEventListener', 'caches', 'clients', 'clearTimeout', 'console', 'document', 'fetch', 'history',
  'indexedDB', 'location', 'navigator', 'self', 'setTimeout', 'window', 'Blob', 'Cache', 'CSS', 'CustomEvent', 'DOMParser', 'Event', 'File',
  'FormData', 'Headers', 'Image', 'MessageChannel', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'URL',
  'URLSearchParams', 'XMLHttpRequest', 'Audio', 'AbortController', 'IntersectionObserver', 'MutationObserver', 'matchMedia',
];

export default [
  esx.configs['flat/restrict-to-es2017'],
  {
    // The plugin's rules know methods by their names alone: those that a phone of 2017 lacks.
    settings: { 'es-x': { aggressive: true, allowTestedProperty: true } },
    languageOptions: {
      ecmaVersion: 2017,
      sourceType: 'script',
      globals: Object.fromEntries(browser.map(name => [name, 'readonly'])),
    },
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': ['error', { caughtErrors: 'none' }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-properties': ['error',
        { object: 'document', property: 'cookie', message: 'Nothing is stored.' },
        { object: 'document', property: 'write', message: 'Add elements instead.' },
        { property: 'innerHTML', message: 'What a reader typed is text: use textContent.' },
        { property: 'outerHTML', message: 'What a reader typed is text: use textContent.' },
        { property: 'insertAdjacentHTML', message: 'What a reader typed is text: use textContent.' },
        { property: 'sendBeacon', message: 'Nothing is sent.' },
      ],
      'no-restricted-globals': ['error',
        { name: 'localStorage', message: 'Nothing is stored.' },
        { name: 'sessionStorage', message: 'Nothing is stored.' },
        { name: 'indexedDB', message: 'Nothing is stored.' },
      ],
    },
  },
];
