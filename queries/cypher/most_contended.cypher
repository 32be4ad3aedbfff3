// title: The properties, places and agreements that most is contended over
// param: issue  issue    over what, default ''
// param: limit  integer  rows at most, 1..10000, default 25
// returns: contended, type, assertions, articles, contenders, first, last
MATCH (a:Entity)-[r:CLAIMS|RESTRICTS|REJECTS|ATTACKS]->(b:Entity)
WHERE r.fact AND (b:Property OR b:Place OR b:Agreement) AND ($issue = '' OR r.issue = $issue)
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article_id, coalesce(r.date, article.date) AS date ORDER BY a.name
WITH b, count(DISTINCT r.id) AS assertions, count(DISTINCT article_id) AS articles,
     collect(DISTINCT a.name) AS contenders, min(date) AS first, max(date) AS last
RETURN b.name AS contended, [label IN labels(b) WHERE label <> 'Entity'][0] AS type,
       assertions, articles, contenders, first, last
ORDER BY assertions DESC, contended, b.id
LIMIT $limit
