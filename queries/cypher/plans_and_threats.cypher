// title: What is planned, demanded, feared or threatened, and not said to have happened
// param: by       entity   who would act, itself or by who acts for it, default ''
// param: against  entity   who or what it would be done to, default ''
// param: limit    integer  rows at most, 1..10000, default 100
// returns: by, type, against, hypothetical, issue, evidence, speaker, article, date
MATCH (a:Entity)-[r]->(b:Entity)
WHERE NOT r.negated AND (r.hypothetical OR type(r) IN ['THREATENS', 'DEMANDS'])
  AND ($by = '' OR a.id = $by OR a.state = $by)
  AND ($against = '' OR b.id = $against OR b.state = $against)
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
RETURN a.name AS by, type(r) AS type, b.name AS against, r.hypothetical AS hypothetical, r.issue AS issue,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article, date
ORDER BY coalesce(date, '') DESC, r.id
LIMIT $limit
