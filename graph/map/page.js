"use strict";

const FADED_NODE = 0.15;
const FADED_LINE = 0.07;
const CLOSEST_AT_START = 1.1;

/** What is in the panel: {entity} or {line} or nothing; all that does not touch it is faded. */
let focus = {};
let hovered = null;
/** As the last refresh found them: what stays bright, and what is written on the lines. */
let nearFocus = null;
let words = [];

const drawn = content.drawing;
const lineColours = drawn.edges.map((edge) => edge.color);
// Labels are our own (labels.js): vis-network would write them over one another.
const nodes = new vis.DataSet(drawn.nodes.map(({ label, ...node }) => ({ ...node, title: nodeTitle(node.id) })));
const edges = new vis.DataSet(drawn.edges);
// From the most connected on: who may choose first where to be named.
const bySize = [...drawn.nodes].sort((one, other) => other.size - one.size);

function nodeTitle(id) {
  const { name, type, others } = entities[id];
  const also = others.length ? make("div", { className: "others" }, others.join(", ")) : null;
  return make("div", {}, make("strong", {}, name), make("div", {}, type), also);
}

function lineTitle(line) {
  const counts = tally(shownEdges(line).map((edge) => `${entities[edge.from].name} ${legend.edgeTypes[edge.type].forward} ${entities[edge.to].name}`));
  const rows = [...counts].map(([words, count]) => make("div", {}, count > 1 ? `${words} × ${count}` : words));
  return make("div", {}, ...rows);
}

function lineLabel(shown) {
  const counts = tally(shown.map((edge) => legend.edgeTypes[edge.type].forward));
  return [...counts].map(([words, count]) => (count > 1 ? `${words} ${count}` : words)).join(", ");
}

/** Which ends of a line have an arrow: where an edge that is not symmetric points. */
function arrowsOf(line, shown) {
  const pointing = shown.filter((edge) => !legend.edgeTypes[edge.type].isSymmetric);
  return { from: { enabled: pointing.some((edge) => edge.to === line.ends[0]) }, to: { enabled: pointing.some((edge) => edge.to === line.ends[1]) } };
}

function lookOfLine(line, id, nearby) {
  const shown = shownEdges(line);
  if (!shown.length) return { id, hidden: true };
  const isFaded = nearby && !nearby.lines.has(id);
  return {
    id,
    hidden: false,
    width: line.kind === "dispute" ? 1 : Math.min(1.2 + 1.1 * Math.log2(shown.length), 7),
    dashes: shown.every((edge) => !edge.fact) && [6, 5],
    arrows: arrowsOf(line, shown),
    color: isFaded ? { ...lineColours[id], opacity: FADED_LINE } : lineColours[id],
  };
}

/** The nodes and lines that stay bright for what is in the panel; null where it is closed. */
function findNearFocus() {
  if (focus.line !== undefined) return { nodes: new Set(lines[focus.line].ends), lines: new Set([focus.line]) };
  if (focus.entity === undefined) return null;
  const near = lines.map((line, id) => ({ line, id })).filter(({ line }) => line.ends.includes(focus.entity) && shownEdges(line).length);
  return { nodes: new Set([focus.entity, ...near.flatMap(({ line }) => line.ends)]), lines: new Set(near.map(({ id }) => id)) };
}

/** Draws everything as the filters and the panel have it. */
function refresh() {
  const nearby = findNearFocus();
  const looks = lines.map((line, id) => lookOfLine(line, id, nearby));
  const connected = new Set(looks.filter((look) => !look.hidden).flatMap((look) => lines[look.id].ends));
  nearFocus = nearby;
  words = wordsOfLines(looks, nearby);
  updateChanged(edges, looks);
  updateChanged(nodes, drawn.nodes.map(({ id }) => ({
    id,
    hidden: !isNodeTypeShown(id) || !(connected.has(id) || id === content.centre),
    opacity: nearby && !nearby.nodes.has(id) ? FADED_NODE : 1,
  })));
  showCounts(connected.size, looks.filter((look) => !look.hidden));
}

/** What is written on the lines that are bright, those of most edges first. */
function wordsOfLines(looks, nearby) {
  const bright = looks.filter(({ id, hidden }) => !hidden && lines[id].kind !== "dispute" && (!nearby || nearby.lines.has(id)));
  bright.sort((one, other) => other.width - one.width);
  return bright.map(({ id }) => ({ id, ends: lines[id].ends, words: lineLabel(shownEdges(lines[id])) }));
}

/** Updates what looks otherwise than before: to touch all of a large map takes a second. */
function updateChanged(data, looks) {
  data.update(looks.filter((look) => {
    const before = data.get(look.id);
    return Object.keys(look).some((key) => JSON.stringify(before[key]) !== JSON.stringify(look[key]));
  }));
}

function showCounts(nodeCount, shownLines) {
  const edgeCount = shownLines.reduce((sum, { id }) => sum + shownEdges(lines[id]).length, 0);
  byId("counts").textContent = `${plural(nodeCount, "node", "nodes")}, ${plural(edgeCount, "edge", "edges")}`;
}

function showFocus() {
  if (focus.entity !== undefined) showEntity(focus.entity);
  else if (focus.line !== undefined) showLine(lines[focus.line]);
  else byId("panel").hidden = true;
}

function setFocus(wanted) {
  focus = wanted;
  showFocus();
  refresh();
}

function whole(network) {
  network.fit({ maxZoomLevel: CLOSEST_AT_START });
  // Room for the names of the nodes at the rim.
  network.moveTo({ scale: network.getScale() * 0.93 });
}

/** Brings a node into the part of the map that the panel leaves free. */
function moveTo(network, id) {
  if (nodes.get(id).hidden) return;
  const isBeside = byId("panel").offsetHeight > 0.9 * window.innerHeight;
  const offset = isBeside ? { x: -byId("panel").offsetWidth / 2, y: 0 } : { x: 0, y: -byId("panel").offsetHeight / 2 };
  network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.9), offset });
}

/** A dispute goes by its issue on the map: its lines show who is party to it. */
const labelOf = (entity) => (entity.type === "Dispute" && entity.issue) || entity.name;

/** Opens a node without moving the map, unless the panel would lie over it. */
function openWhereItStands(network, id) {
  setFocus({ entity: id });
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const map = byId("map").getBoundingClientRect();
  const panel = byId("panel").getBoundingClientRect();
  if (map.left + x > panel.left && map.top + y > panel.top) moveTo(network, id);
}

function drawLabels(labels, context) {
  const nearby = nearFocus;
  const isChosen = (id) => id === hovered || id === focus.entity || id === content.centre;
  const shown = bySize.filter(({ id }) => !nodes.get(id).hidden);
  const named = shown.map(({ id, size }) => ({ id, size, name: labelOf(entities[id]), isChosen: isChosen(id), isFaded: Boolean(nearby) && !nearby.nodes.has(id) }));
  const rank = (node) => (node.isChosen ? 0 : node.isFaded ? 2 : 1);
  labels.draw(context, named.sort((one, other) => rank(one) - rank(other)), words);
}

function listenToMap(network, labels) {
  network.on("click", ({ nodes: [node], edges: [line], pointer }) => {
    const named = node ?? labels.at(pointer.DOM);
    if (named !== undefined) openWhereItStands(network, named);
    else if (line !== undefined) setFocus({ line });
    else setFocus({});
  });
  network.on("hoverNode", ({ node }) => {
    hovered = node;
    network.redraw();
  });
  network.on("hoverEdge", ({ edge }) => edges.update({ id: edge, title: lineTitle(lines[edge]) }));
  network.on("blurNode", () => {
    hovered = null;
  });
  network.on("afterDrawing", (context) => drawLabels(labels, context));
}

function listenToButtons(network) {
  byId("closer").addEventListener("click", () => network.moveTo({ scale: network.getScale() * 1.35 }));
  byId("farther").addEventListener("click", () => network.moveTo({ scale: network.getScale() / 1.35 }));
  byId("whole").addEventListener("click", () => whole(network));
  byId("fold").addEventListener("click", () => {
    const isOpen = byId("side").classList.toggle("open");
    byId("fold").setAttribute("aria-expanded", String(isOpen));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") actions.close();
  });
}

function showEmpty() {
  byId("empty").textContent = "Nothing to draw: no edge joins two entities here.";
  byId("empty").hidden = false;
  byId("view").hidden = true;
  byId("find").hidden = true;
  byId("legend").replaceChildren(makeNotes());
}

/** Puts the map on the page and gives it with its labels, so that they can be asked where things are. */
function start() {
  if (!drawn.nodes.length) {
    showEmpty();
    return {};
  }
  const openEntity = (id) => {
    setFocus({ entity: id });
    moveTo(network, id);
  };
  const whenChanged = () => {
    showFocus();
    refresh();
  };
  refresh();
  const network = new vis.Network(byId("map"), { nodes, edges }, drawn.options);
  Object.assign(actions, { openEntity, close: () => setFocus({}) });
  byId("legend").replaceChildren(...makeLegend(whenChanged, openEntity).filter(Boolean));
  const labels = new Labels(network, byId("map"));
  listenToMap(network, labels);
  listenToSearch(bySize.map(({ id }) => id), openEntity);
  listenToButtons(network);
  whole(network);
  return { network, labels };
}

const { network, labels } = start();
