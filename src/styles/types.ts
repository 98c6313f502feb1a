// Gives `import 'integrations-settings/styles.css'` a type: TypeScript 6 refuses side-effect imports it cannot resolve.
export {};
