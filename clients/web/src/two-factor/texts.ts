/** The words of the page that enrols a second factor. */
export const texts = {
  noLink: {
    heading: 'Open the link of the mail',
    body: 'This page needs the link that was mailed to you. Sign in to get a new one: it is good for an hour.',
  },
} as const;
