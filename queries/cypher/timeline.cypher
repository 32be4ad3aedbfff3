// title: All that is said to have passed between two actors, by date
// Each stands for itself and for all who act for it.
// param: actor  entity   the one
// param: other  entity   the other
// param: since  date     on or after this day, default ''
// param: until  date     on or before this day, default ''
// param: facts  boolean  leave out what is denied, planned, asked for or feared, default true
// param: limit  integer  rows at most, 1..10000, default 100
// returns: date, source, type, target, issue, negated, hypothetical, evidence, speaker, article
MATCH (a:Entity)-[r]->(b:Entity)
WHERE (r.fact OR NOT $facts) AND (
    ((a.id = $actor OR a.state = $actor) AND (b.id = $other OR b.state = $other))
    OR ((a.id = $other OR a.state = $other) AND (b.id = $actor OR b.state = $actor))
  )
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date
WHERE ($since = '' OR date >= $since) AND ($until = '' OR date <= $until)
RETURN date, a.name AS source, type(r) AS type, b.name AS target, r.issue AS issue,
       r.negated AS negated, r.hypothetical AS hypothetical,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article
ORDER BY coalesce(date, '9999'), r.id
LIMIT $limit
