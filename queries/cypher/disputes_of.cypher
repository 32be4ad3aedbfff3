// title: Disputes that an actor, or the state it acts for, takes part in
// param: actor  entity   whose disputes
// param: issue  issue    over what, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: dispute, issue, against, stakes, first, last, intensity, assertions
MATCH (actor:Entity {id: $actor})
MATCH (party:Entity)-[:PARTY_TO]->(dispute:Dispute)
WHERE (party.id = actor.id OR party.id = actor.state) AND ($issue = '' OR dispute.issue = $issue)
MATCH (other:Entity)-[:PARTY_TO]->(dispute)
WHERE other.id <> party.id
OPTIONAL MATCH (dispute)-[:OVER]->(stake:Entity)
WITH dispute, other, stake ORDER BY stake.name
WITH dispute, other, collect(DISTINCT stake.name) AS stakes
RETURN dispute.name AS dispute, dispute.issue AS issue, other.name AS against, stakes,
       dispute.first AS first, dispute.last AS last, dispute.intensity AS intensity, dispute.assertions AS assertions
ORDER BY assertions DESC, dispute
LIMIT $limit
