/** Ids of Klaviyo objects, such as Y6nRLr. The shape keeps a foreign text out of addresses. */
export const objectId = /^[A-Za-z0-9_-]{1,64}$/;
