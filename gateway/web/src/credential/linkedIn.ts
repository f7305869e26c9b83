interface Certificate {
  title: string;
  organization: string;
  earnedAt: string;
  credential: { id: string; url: string };
}

/** Where LinkedIn asks to add a certificate to one's profile, with all its fields filled in. */
export function linkedInAddress({ title, organization, earnedAt, credential }: Certificate): string {
  const earned = new Date(earnedAt);
  const said = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: organization,
    issueYear: String(earned.getUTCFullYear()),
    issueMonth: String(earned.getUTCMonth() + 1),
    certUrl: credential.url,
    certId: credential.id,
  });
  return `https://www.linkedin.com/profile/add?${said}`;
}
