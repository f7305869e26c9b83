"""The demo organization: sixty people, eight units, six systems and a year of learning, made anew from one seed.

Everything comes in through the public doors (intake and GraphQL), its dates count back from the first load."""
