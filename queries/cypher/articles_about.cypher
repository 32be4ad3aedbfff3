// title: Articles that mention an entity, the newest first
// param: entity  entity   itself, and all who act for it
// param: since   date     on or after this day, default ''
// param: until   date     on or before this day, default ''
// param: limit   integer  rows at most, 1..10000, default 100
// returns: date, article, publisher, url, mentions, named
MATCH (e:Entity)
WHERE e.id = $entity OR e.state = $entity
MATCH (a:Article)-[mention:MENTIONS]->(e)
WHERE ($since = '' OR a.date >= $since) AND ($until = '' OR a.date <= $until)
WITH a, mention, e ORDER BY e.name
WITH a, count(mention) AS mentions, collect(DISTINCT e.name) AS named
RETURN a.date AS date, a.title AS article, a.publisher AS publisher, a.url AS url, mentions, named
ORDER BY coalesce(date, '') DESC, article, a.id
LIMIT $limit
