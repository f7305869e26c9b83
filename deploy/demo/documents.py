"""What the loader asks of the gateway."""

IMPORT = """mutation Import($csv: String!) {
  importPeople(csv: $csv) { refused rows { row status field problem } }
}"""
SOURCE = "mutation Source($input: SourceInput!) { saveSource(input: $input) { id } }"
KEY = 'mutation Key($source: ID!) { createKey(source: $source, name: "Demo") { secret } }'
RULE = "mutation Rule($input: ScoringRuleInput!) { saveScoringRule(input: $input) { id } }"
BADGE = "mutation Badge($input: BadgeInput!) { saveBadge(input: $input) { id version } }"
TRY = "mutation Try($input: DryRunInput!) { startDryRun(input: $input) { id state } }"
TRIED = "query Tried($id: ID!) { dryRun(id: $id) { id state problem } }"
PUBLISH = "mutation Publish($input: PublishInput!) { publishBadge(input: $input) { state } }"
LAUNCH = "mutation Launch($input: LaunchChallengeInput!) { launchChallenge(input: $input) { id } }"
JOIN = """mutation Join($id: ID!, $person: ID!, $at: DateTime!) {
  joinChallenge(id: $id, person: $person, occurredAt: $at) { id }
}"""
KUDOS = "mutation Thank($input: GiveKudosInput!) { giveKudos(input: $input) { id } }"
PRIVACY = "mutation Hide { setPrivacy(input: {hideFromBoards: true}) { id } }"
VIEWER = "{ viewer { id } }"
