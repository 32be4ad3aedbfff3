// title: Claims that nobody is known to have met or given up
// A claim is settled by a denial of the same claim, or by a concession over the same issue to who claims or to the
// state it acts for, on the day of the claim or later. What has no date settles nothing.
// param: by     entity   who claims, with all who act for it, default ''
// param: on     entity   what is claimed, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: by, claimed, type, issue, evidence, speaker, article, date
MATCH (a:Entity)-[r:CLAIMS]->(b:Entity)
WHERE r.fact AND ($by = '' OR a.id = $by OR a.state = $by) AND ($on = '' OR b.id = $on)
WITH a, r, b, r.article AS article_id
MATCH (article:Article {id: article_id})
OPTIONAL MATCH (a)-[no:CLAIMS]->(b)
WHERE no.negated AND NOT no.hypothetical
WITH a, r, b, article, no, coalesce(no.article, '') AS no_id
OPTIONAL MATCH (denied:Article {id: no_id})
WITH a, r, b, article, max(coalesce(no.date, denied.date)) AS given_up
UNWIND [a.id, coalesce(a.state, a.id)] AS winner_id
OPTIONAL MATCH (winner:Entity {id: winner_id})<-[met:YIELDS]-(:Entity)
WHERE met.fact AND met.issue = r.issue
WITH a, r, b, article, given_up, met, coalesce(met.article, '') AS met_id
OPTIONAL MATCH (conceded:Article {id: met_id})
WITH a, r, b, article, given_up, max(coalesce(met.date, conceded.date)) AS met_on
WITH a, r, b, article, given_up, met_on, coalesce(r.date, article.date) AS date
WHERE coalesce(given_up, '') < coalesce(date, '9999') AND coalesce(met_on, '') < coalesce(date, '9999')
RETURN a.name AS by, b.name AS claimed, [label IN labels(b) WHERE label <> 'Entity'][0] AS type, r.issue AS issue,
       r.evidence AS evidence, r.speaker AS speaker, article.title AS article, date
ORDER BY coalesce(date, '') DESC, r.id
LIMIT $limit
