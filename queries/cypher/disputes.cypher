// title: All disputes, the most documented first
// param: issue  issue    over what, default ''
// param: since  date     still told of on or after this day, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: parties, issue, stakes, first, last, intensity, assertions, id
MATCH (party:Entity)-[:PARTY_TO]->(dispute:Dispute)
WHERE ($issue = '' OR dispute.issue = $issue) AND ($since = '' OR dispute.last >= $since)
WITH dispute, party ORDER BY party.name
WITH dispute, collect(DISTINCT party.name) AS parties
OPTIONAL MATCH (dispute)-[:OVER]->(stake:Entity)
WITH dispute, parties, stake ORDER BY stake.name
WITH dispute, parties, collect(DISTINCT stake.name) AS stakes
RETURN parties, dispute.issue AS issue, stakes, dispute.first AS first, dispute.last AS last,
       dispute.intensity AS intensity, dispute.assertions AS assertions, dispute.id AS id
ORDER BY assertions DESC, id
LIMIT $limit
