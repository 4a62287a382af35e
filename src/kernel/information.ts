// The classes of information, without the schemas of permissions.
/** Classes of information about a person; each includes the ones before it (kernel/permission.ts). */
export const INFORMATION_CLASSES = ['open', 'personal', 'sensitive', 'protected'] as const
