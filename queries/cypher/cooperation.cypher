// title: Where two actors meet, agree, support each other or give way
// Each stands for itself and for all who act for it.
// param: actor  entity   the one
// param: other  entity   the other; all others if it is not given, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: date, source, type, target, issue, evidence, speaker, article
MATCH (a:Entity)-[r:MEETS|AGREES|SUPPORTS|YIELDS]->(b:Entity)
WHERE r.fact AND (
    ((a.id = $actor OR a.state = $actor) AND ($other = '' OR b.id = $other OR b.state = $other))
    OR ((b.id = $actor OR b.state = $actor) AND ($other = '' OR a.id = $other OR a.state = $other))
  )
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
RETURN date, a.name AS source, type(r) AS type, b.name AS target, r.issue AS issue,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article
ORDER BY coalesce(date, '9999'), r.id
LIMIT $limit
