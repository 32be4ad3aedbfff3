// title: Who holds which office for a state or an organization
// Those posted to a state serve another one; who is posted where is told for those who act for the state itself.
// param: body   entity   the state or the organization
// param: limit  integer  rows at most, 1..10000, default 100
// returns: official, relation, role, of, evidence, article, date
MATCH (a:Entity)-[r:LEADS|SERVES|POSTED_TO]->(b:Entity)
WHERE r.fact AND (a.state = $body OR (type(r) <> 'POSTED_TO' AND (b.id = $body OR b.state = $body)))
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
RETURN a.name AS official, type(r) AS relation, r.role AS role, b.name AS of,
       r.evidence AS evidence, article.title AS article, date
ORDER BY official, coalesce(date, '') DESC, r.id
LIMIT $limit
