// Gives `import 'integrations-settings/styles.css'`, and that of the callback page's, a type: TypeScript 6 refuses side-effect imports it cannot resolve.
export {};
