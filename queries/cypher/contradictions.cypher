// title: What one place says and another denies: the same relation between the same two
// param: actor  entity   one of the two, itself or by who acts for it, default ''
// param: limit  integer  rows at most, 1..10000, default 100
// returns: source, type, target, issue, said, said_by, said_in, said_on, denied, denied_by, denied_in, denied_on
MATCH (a:Entity)-[no]->(b:Entity)
WHERE no.negated AND NOT no.hypothetical
  AND ($actor = '' OR a.id = $actor OR a.state = $actor OR b.id = $actor OR b.state = $actor)
MATCH (a)-[yes]->(b)
WHERE yes.fact AND type(yes) = type(no) AND (yes.issue IS NULL OR no.issue IS NULL OR yes.issue = no.issue)
WITH a, b, yes, no, yes.article AS yes_id, no.article AS no_id
MATCH (said:Article {id: yes_id})
MATCH (denied:Article {id: no_id})
RETURN a.name AS source, type(yes) AS type, b.name AS target, coalesce(yes.issue, no.issue) AS issue,
       yes.evidence AS said, yes.speaker AS said_by, said.title AS said_in, coalesce(yes.date, said.date) AS said_on,
       no.evidence AS denied, no.speaker AS denied_by, denied.title AS denied_in,
       coalesce(no.date, denied.date) AS denied_on
ORDER BY source, type, target, yes.id, no.id
LIMIT $limit
