"use strict";

const ROLES = ["LEADS", "SERVES", "POSTED_TO", "PART_OF"];

/** Says what the panel's buttons do; the page sets them once it has a map. */
const actions = { openEntity: () => {}, close: () => {} };

function entityButton(id) {
  const button = make("button", { type: "button", className: "entity" }, entities[id].name);
  button.addEventListener("click", () => actions.openEntity(id));
  return button;
}

/** The evidence with its trigger and its two ends marked. */
function makeEvidence(edge) {
  const pieces = edge.evidence.map(([text, mark]) => (mark ? make("mark", { className: mark }, text) : text));
  return make("blockquote", {}, ...pieces);
}

function makeSource(edge) {
  const article = articles[edge.article];
  if (!article) return null;
  const title = article.title ?? "untitled";
  const cited = article.url
    ? make("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title)
    : make("cite", {}, title);
  const facts = [article.publisher, edge.date ?? article.date].filter(Boolean).join(", ");
  return make("p", { className: "cited" }, cited, facts ? ` ${facts}` : null);
}

function makeBadges(edge) {
  const badges = ["negated", "hypothetical"].filter((badge) => edge[badge]);
  return badges.map((badge) => make("span", { className: `badge ${badge}` }, badge));
}

function makeFacts(edge) {
  const facts = [edge.role ?? edge.action, edge.issue, edge.event, edge.intensity?.toFixed(1)];
  if (edge.confidence !== undefined) facts.push(`confidence ${Math.round(100 * edge.confidence)} %`);
  return make("p", { className: "facts" }, facts.filter(Boolean).join(" · "));
}

/** One assertion: who did what to whom, in which words, as said by whom, in which article. */
function makeAssertion(edge) {
  const words = make("span", { className: "verb" }, ` ${legend.edgeTypes[edge.type].forward} `);
  const head = make("p", { className: "claim" }, entityButton(edge.from), words, entityButton(edge.to), ...makeBadges(edge));
  if (!edge.evidence) return make("article", {}, head);
  const speaker = edge.speaker ? `said by ${edge.speaker}` : "the article itself";
  return make("article", {}, head, makeEvidence(edge), make("p", { className: "speaker" }, speaker), makeSource(edge), makeFacts(edge));
}

function showPanel(...children) {
  const close = make("button", { type: "button", className: "close", ariaLabel: "Close" }, "×");
  close.addEventListener("click", () => actions.close());
  byId("panel").replaceChildren(close, ...children.filter(Boolean));
  byId("panel").hidden = false;
  byId("panel").scrollTop = 0;
}

/** Says how many edges the filters keep from the panel. */
function makeHiddenNote(count) {
  return count ? make("p", { className: "facts" }, `${plural(count, "edge", "edges")} hidden by the filters.`) : null;
}

function showLine(line) {
  const shown = shownEdges(line);
  const [one, other] = line.ends;
  showPanel(
    make("p", { className: "type" }, lineSwatch(legend.kinds[line.kind].colour), legend.kinds[line.kind].words),
    make("h2", {}, entityButton(one), " – ", entityButton(other)),
    make("p", { className: "facts" }, plural(shown.length, "edge", "edges")),
    ...shown.map(makeAssertion),
    makeHiddenNote(line.edges.length - shown.length),
  );
}

/** All edges of an entity, each with the line it belongs to. */
function edgesOf(id) {
  return lines
    .filter((line) => line.ends.includes(id))
    .flatMap((line) => line.edges.map((edge) => ({ line, edge, other: edge.from === id ? edge.to : edge.from })));
}

function showEntity(id) {
  const entity = entities[id];
  const all = edgesOf(id);
  const shown = all.filter(({ line, edge }) => isEdgeShown(line, edge));
  const period = [entity.first, entity.last].filter(Boolean).join(" – ");
  const dispute = [entity.issue, period, entity.intensity !== undefined ? `intensity ${entity.intensity.toFixed(1)}` : null];
  const facts = entity.type === "Dispute" ? dispute.filter(Boolean).join(" · ") : "";
  showPanel(
    make("p", { className: "type" }, nodeSwatch(entity.type), entity.type),
    make("h2", {}, entity.name),
    entity.others.length ? make("p", { className: "others" }, `also ${entity.others.join(", ")}`) : null,
    entity.stateName ? make("p", { className: "facts" }, "acts for or belongs to ", entityButton(entity.state)) : null,
    facts ? make("p", { className: "facts" }, facts) : null,
    makeRoles(id, shown),
    ...makeGroups(id, shown),
    makeHiddenNote(all.length - shown.length),
  );
}

function makeRoles(id, shown) {
  const roles = shown.filter(({ edge }) => edge.from === id && ROLES.includes(edge.type));
  const told = new Map(roles.map(({ edge }) => [`${edge.type} ${edge.role ?? ""} ${edge.to}`, edge]));
  const rows = [...told.values()].map((edge) =>
    make("li", {}, edge.role ? `${edge.role}, ` : "", `${legend.edgeTypes[edge.type].forward} `, entityButton(edge.to), ...makeBadges(edge)));
  return rows.length ? make("ul", { className: "roles" }, ...rows) : null;
}

/** The edges by what they say, read from this entity; each group folds out to its evidence. */
function makeGroups(id, shown) {
  const groups = new Map();
  const [kinds, types] = [Object.keys(legend.kinds), Object.keys(legend.edgeTypes)];
  for (const entry of shown) {
    const words = legend.edgeTypes[entry.edge.type][entry.edge.from === id ? "forward" : "backward"];
    const key = `${entry.line.kind} ${words}`;
    const place = [kinds.indexOf(entry.line.kind), types.indexOf(entry.edge.type), entry.edge.from === id ? 0 : 1];
    if (!groups.has(key)) groups.set(key, { words, kind: entry.line.kind, place, entries: [] });
    groups.get(key).entries.push(entry);
  }
  const sorted = [...groups.values()].sort(({ place: one }, { place: other }) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  return sorted.map(({ words, kind, entries }) => makeGroup(words, kind, entries));
}

function makeGroup(words, kind, entries) {
  const others = [...tally(entries.map(({ other }) => other))].sort(([, one], [, other]) => other - one);
  const rows = others.map(([other, count]) => {
    const edges = entries.filter((entry) => entry.other === other).map(({ edge }) => edge);
    const swatch = nodeSwatch(entities[other].type);
    const summary = make("summary", {}, swatch, make("span", {}, entities[other].name), make("small", {}, count > 1 ? `× ${count}` : ""));
    const row = make("details", {}, summary);
    // Evidence is built when it is asked for: a state may have a thousand edges.
    row.addEventListener("toggle", () => row.append(...edges.map(makeAssertion)), { once: true });
    return row;
  });
  const heading = make("h3", {}, lineSwatch(legend.kinds[kind].colour), make("span", {}, words), make("small", {}, entries.length));
  return make("section", { className: "group" }, heading, ...rows);
}
