"use strict";

/** What the reader has switched off, and whether only facts are to be seen. */
const filters = { factsOnly: false, kinds: new Set(), nodeTypes: new Set(), edgeTypes: new Set() };

const isNodeTypeShown = (id) => !filters.nodeTypes.has(entities[id].type);

function isEdgeShown(line, edge) {
  return (
    (edge.fact || !filters.factsOnly) &&
    !filters.kinds.has(line.kind) &&
    !filters.edgeTypes.has(edge.type) &&
    line.ends.every(isNodeTypeShown)
  );
}

const shownEdges = (line) => line.edges.filter((edge) => isEdgeShown(line, edge));

/** Counts how often each value comes, over what `values` gives. */
function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** A row of the legend that switches its entry on and off. */
function makeSwitch(words, count, swatch, isOn, toggle) {
  const box = make("input", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => toggle(box.checked));
  return make("label", { className: "switch" }, box, swatch, make("span", {}, words), make("small", {}, count));
}

function makeSwitches(hidden, counts, describe, whenChanged) {
  return [...counts].map(([key, count]) => {
    const { words, swatch } = describe(key);
    return makeSwitch(words, count.toLocaleString("en"), swatch, true, (isOn) => {
      isOn ? hidden.delete(key) : hidden.add(key);
      whenChanged();
    });
  });
}

/** Counts in the order in which the legend names its entries. */
function inOrder(counts, order) {
  return new Map(Object.keys(order).filter((key) => counts.has(key)).map((key) => [key, counts.get(key)]));
}

function makeLegend(whenChanged, openEntity) {
  const kinds = tally(lines.flatMap((line) => line.edges.map(() => line.kind)));
  const edgeTypes = tally(lines.filter((line) => line.kind !== "dispute").flatMap((line) => line.edges.map((edge) => edge.type)));
  const nodeTypes = tally(Object.values(entities).map((entity) => entity.type));
  const facts = makeSwitch("Facts only", "", null, false, (isOn) => {
    filters.factsOnly = isOn;
    whenChanged();
  });
  const describeKind = (key) => ({ words: legend.kinds[key].words, swatch: lineSwatch(legend.kinds[key].colour) });
  const describeType = (key) => ({ words: legend.nodeTypes[key].plural, swatch: nodeSwatch(key) });
  const describeEdge = (key) => ({ words: legend.edgeTypes[key].forward, swatch: null });
  return [
    make("section", {},
      make("h2", {}, "Lines"),
      ...makeSwitches(filters.kinds, inOrder(kinds, legend.kinds), describeKind, whenChanged),
      make("p", { className: "key" }, lineSwatch("#6b7078", true), "denied or hypothetical"),
      facts,
      make("details", {},
        make("summary", {}, "By what they say"),
        ...makeSwitches(filters.edgeTypes, inOrder(edgeTypes, legend.edgeTypes), describeEdge, whenChanged)),
    ),
    make("section", {},
      make("h2", {}, "Nodes"),
      ...makeSwitches(filters.nodeTypes, inOrder(nodeTypes, legend.nodeTypes), describeType, whenChanged)),
    makeDisputes(openEntity),
    makeNotes(),
  ];
}

function makeDisputes(openEntity) {
  const disputes = Object.entries(entities).filter(([, entity]) => entity.type === "Dispute");
  if (!disputes.length) return null;
  disputes.sort(([, one], [, other]) => (other.assertions ?? 0) - (one.assertions ?? 0));
  const rows = disputes.map(([id, entity]) => {
    const button = make("button", { type: "button", className: "row" }, make("span", {}, entity.name), make("small", {}, entity.assertions ?? ""));
    button.addEventListener("click", () => openEntity(id));
    return make("li", {}, button);
  });
  return make("section", {}, make("h2", {}, "Disputes, by assertions"), make("ul", { className: "rows" }, ...rows));
}

const HOW_TO_READ =
  "Larger nodes have more edges, wider lines stand for more. Drag a node to move it; click a node or a line to see the words it was read from.";

/** What the picture does not show by itself. */
function makeNotes() {
  const { alone, crowdedOut } = content.leftOut;
  const notes = lines.length ? [HOW_TO_READ] : [];
  if (alone) notes.push(`${plural(alone, "entity", "entities")} without an edge left out.`);
  if (crowdedOut) notes.push(`Too large for one page: the ${plural(crowdedOut, "entity", "entities")} with the fewest edges left out.`);
  return make("section", { className: "notes" }, ...notes.map((note) => make("p", {}, note)));
}
