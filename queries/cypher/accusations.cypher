// title: Who accuses whom
// An actor stands for itself and for all who act for it.
// param: by       entity   who accuses, default ''
// param: against  entity   who is accused, default ''
// param: issue    issue    over what, default ''
// param: limit    integer  rows at most, 1..10000, default 100
// returns: by, against, issue, evidence, speaker, article, date
MATCH (a:Entity)-[r:ACCUSES]->(b:Entity)
WHERE r.fact
  AND ($by = '' OR a.id = $by OR a.state = $by)
  AND ($against = '' OR b.id = $against OR b.state = $against)
  AND ($issue = '' OR r.issue = $issue)
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
RETURN a.name AS by, b.name AS against, r.issue AS issue,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article, date
ORDER BY coalesce(date, '') DESC, r.id
LIMIT $limit
