// title: Properties that an actor owns, claims or is kept from, and where they are
// An actor stands for itself and for all who act for it.
// param: actor  entity   whose properties
// param: limit  integer  rows at most, 1..10000, default 100
// returns: property, relation, actor, places, issue, evidence, speaker, article, date
MATCH (a:Entity)-[r:OWNS|CLAIMS|RESTRICTS]->(b:Property)
WHERE r.fact AND (a.id = $actor OR a.state = $actor OR (type(r) = 'RESTRICTS' AND b.state = $actor))
OPTIONAL MATCH (b)-[located:LOCATED_IN]->(place:Entity)
WHERE located.fact
WITH a, r, b, place ORDER BY place.name
WITH a, r, b, r.article AS article_id, collect(DISTINCT place.name) AS places
MATCH (article:Article {id: article_id})
WITH a, r, b, places, article, coalesce(r.date, article.date) AS date
RETURN b.name AS property, type(r) AS relation, a.name AS actor, places, r.issue AS issue,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article, date
ORDER BY property, coalesce(date, '9999'), r.id
LIMIT $limit
