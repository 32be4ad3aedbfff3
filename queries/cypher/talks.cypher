// title: Talks: who takes part, where, by which words
// param: actor  entity   who takes part, itself or by who acts for it, default ''
// param: place  entity   where, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: talks, participants, places, evidence, articles, first, last
MATCH (a:Entity)-[r:PARTICIPATES_IN|LEADS]->(b:Talks)
WHERE r.fact
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
WITH a, r, b, article, coalesce(r.date, article.date) AS date ORDER BY date, r.id
WITH b, collect(DISTINCT a.name) AS participants, collect(DISTINCT a.id) AS ids, collect(DISTINCT a.state) AS states,
     collect(DISTINCT r.evidence) AS evidence, collect(DISTINCT article.title) AS articles,
     min(date) AS first, max(date) AS last
WHERE $actor = '' OR $actor IN ids OR $actor IN states
OPTIONAL MATCH (b)-[located:LOCATED_IN]->(place:Entity)
WHERE located.fact
WITH b, participants, evidence, articles, first, last, place ORDER BY place.name
WITH b, participants, evidence, articles, first, last,
     collect(DISTINCT place.name) AS places, collect(DISTINCT place.id) AS place_ids
WHERE $place = '' OR $place IN place_ids
RETURN b.name AS talks, participants, places, evidence, articles, first, last
ORDER BY coalesce(last, '') DESC, talks, b.id
LIMIT $limit
