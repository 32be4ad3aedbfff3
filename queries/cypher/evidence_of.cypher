// title: What a dispute is made of: the contention behind it, in the articles' words
// Between the parties and who acts for them, or over what is at stake, on the dispute's issue.
// param: dispute  entity   the dispute, by its id or its whole name
// param: limit    integer  rows at most, 1..10000, default 100
// returns: date, source, type, target, evidence, speaker, article
MATCH (party:Entity)-[:PARTY_TO]->(dispute:Dispute {id: $dispute})
OPTIONAL MATCH (dispute)-[:OVER]->(stake:Entity)
WITH dispute, collect(DISTINCT party.id) AS parties, collect(DISTINCT stake.id) AS stakes
MATCH (a:Entity)-[r:CLAIMS|RESTRICTS|ACCUSES|DEMANDS|REJECTS|THREATENS|ATTACKS]->(b:Entity)
WHERE r.fact AND r.issue = dispute.issue
WITH parties, stakes, a, r, b,
     CASE WHEN a.id IN parties THEN a.id ELSE a.state END AS side,
     CASE WHEN b.id IN parties THEN b.id ELSE b.state END AS facing
WHERE side IN parties AND ((facing IN parties AND facing <> side) OR b.id IN stakes)
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
RETURN date, a.name AS source, type(r) AS type, b.name AS target,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article
ORDER BY coalesce(date, '9999'), r.id
LIMIT $limit
