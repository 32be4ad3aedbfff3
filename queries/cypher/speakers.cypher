// title: Who says what about whom
// param: speaker  entity   who speaks, itself or by who acts for it, default ''
// param: about    entity   of whom it is said, or of who acts for it, default ''
// param: limit    integer  rows at most, 1..10000, default 100
// returns: speaker, source, type, target, negated, hypothetical, evidence, article, date
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.speaker IS NOT NULL
  AND ($about = '' OR a.id = $about OR a.state = $about OR b.id = $about OR b.state = $about)
WITH a, r, b, r.article AS article_id, coalesce(r.speaker_id, '') AS speaker_id
MATCH (article:Article {id: article_id})
OPTIONAL MATCH (who:Entity {id: speaker_id})
WITH a, r, b, article, who, coalesce(r.date, article.date) AS date
WHERE $speaker = '' OR who.id = $speaker OR who.state = $speaker
RETURN coalesce(who.name, r.speaker) AS speaker, a.name AS source, type(r) AS type, b.name AS target,
       r.negated AS negated, r.hypothetical AS hypothetical, r.evidence AS evidence, article.title AS article, date
ORDER BY coalesce(date, '') DESC, r.id
LIMIT $limit
