"use strict";

/** Pixels of the grid on which labels find free room. */
const CELL = 4;
const LONGEST_LABEL = 26;
/** Nodes from this size on are written in bold, and over small nodes where there is no other room: a map needs them. */
const HUB_SIZE = 18;
const FREE = 0, SMALL_NODE = 1, TAKEN = 2;
const LABEL_FONT = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** Which parts of the screen are taken, and by what. */
class Room {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL);
    this.rows = Math.ceil(height / CELL);
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  /** Whether `test` holds for every cell of the box that is on the screen. */
  every(box, test) {
    const right = Math.min(this.columns - 1, Math.floor(box.right / CELL));
    const bottom = Math.min(this.rows - 1, Math.floor(box.bottom / CELL));
    for (let row = Math.max(0, Math.floor(box.top / CELL)); row <= bottom; row++) {
      for (let column = Math.max(0, Math.floor(box.left / CELL)); column <= right; column++) {
        if (!test(row * this.columns + column)) return false;
      }
    }
    return true;
  }

  /** Whether nothing more than `most` stands in the box. */
  isFree(box, most = FREE) {
    return this.every(box, (cell) => this.taken[cell] <= most);
  }

  /** How many cells of the box something stands in. */
  covered(box) {
    let count = 0;
    this.every(box, (cell) => (count += this.taken[cell] > FREE ? 1 : 0) >= 0);
    return count;
  }

  take(box, by = TAKEN) {
    this.every(box, (cell) => (this.taken[cell] = Math.max(this.taken[cell], by)));
  }
}

const boxAround = (x, y, width, height) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
const isHub = (node) => node.size > HUB_SIZE;
const shortened = (name) => (name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : name);

/**
 * Writes names beside nodes, as large at any zoom and never over one another: the most connected first, the others
 * where there is room, and more of them the closer the reader comes.
 */
class Labels {
  constructor(network, container) {
    this.network = network;
    this.container = container;
    this.widths = new Map();
    this.boxes = [];
  }

  /**
   * Draws on vis-network's canvas. `nodes` are {id, name, size, isChosen, isFaded} and `lines` {id, ends, words}, in
   * the order of who may choose first; lines come after all nodes.
   */
  draw(context, nodes, lines) {
    const { clientWidth: width, clientHeight: height } = this.container;
    const ratio = context.canvas.width / context.canvas.clientWidth;
    const scale = this.network.getScale();
    const places = this.network.getPositions();
    const room = new Room(width, height);
    const discs = nodes.map((node) => ({ ...node, ...this.network.canvasToDOM(places[node.id]), radius: node.size * scale }));
    const seen = discs.filter((disc) => disc.x > -80 && disc.x < width + 80 && disc.y > -40 && disc.y < height + 40);
    for (const disc of seen) {
      room.take(boxAround(disc.x, disc.y, 1.6 * disc.radius, 1.6 * disc.radius), isHub(disc) ? TAKEN : SMALL_NODE);
    }
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5, strokeStyle: "#fcfcfa" });
    this.boxes = [];
    for (const disc of seen) this.place(context, room, disc);
    Object.assign(context, { globalAlpha: 1, font: `11px ${LABEL_FONT}` });
    for (const line of lines) this.placeOnLine(context, room, line, line.ends.map((end) => places[end]));
    context.restore();
  }

  place(context, room, disc) {
    const text = shortened(disc.name);
    const size = 11 + disc.size / 9;
    context.font = `${isHub(disc) || disc.isChosen ? 600 : 400} ${size}px ${LABEL_FONT}`;
    const width = this.width(context, text) + 4;
    const height = size + 3;
    const down = disc.radius + height / 2 + 4;
    const aside = disc.radius + width / 2 + 4;
    const spots = [[0, down], [0, -down], [aside, 0], [-aside, 0]].map(([x, y]) => boxAround(disc.x + x, disc.y + y, width, height));
    const whole = spots.filter((spot) => this.isWhole(spot));
    const box = whole.find((spot) => room.isFree(spot)) ?? this.overSmallNodes(room, disc, whole) ?? (disc.isChosen ? spots[0] : null);
    if (!box) return;
    this.boxes.push({ ...box, id: disc.id });
    Object.assign(context, { globalAlpha: disc.isFaded ? 0.3 : 1, fillStyle: "#23272e" });
    this.write(context, room, text, box);
  }

  /** The spot for a hub's name that hides least, and no name or hub. */
  overSmallNodes(room, disc, spots) {
    const open = isHub(disc) ? spots.filter((spot) => room.isFree(spot, SMALL_NODE)) : [];
    return open.sort((one, other) => room.covered(one) - room.covered(other))[0];
  }

  /** Writes what a line stands for on its middle, where the line is long enough and nothing else stands there. */
  placeOnLine(context, room, { id, words }, [one, other]) {
    const width = this.width(context, words) + 4;
    if (Math.hypot(one.x - other.x, one.y - other.y) * this.network.getScale() < 1.8 * width) return;
    // vis-network has no public way to ask where a bent line runs.
    const { x, y } = this.network.canvasToDOM(this.network.body.edges[id].edgeType.getPoint(0.5));
    const box = boxAround(x, y, width, 13);
    if (!this.isWhole(box) || !room.isFree(box)) return;
    context.fillStyle = "#5c626c";
    this.write(context, room, words, box);
  }

  write(context, room, text, box) {
    const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    room.take(box);
    context.strokeText(text, ...middle);
    context.fillText(text, ...middle);
  }

  /** Whether no side of the screen would cut the box. */
  isWhole(box) {
    return box.left >= 0 && box.top >= 0 && box.right <= this.container.clientWidth && box.bottom <= this.container.clientHeight;
  }

  width(context, text) {
    const key = context.font + text;
    if (!this.widths.has(key)) this.widths.set(key, context.measureText(text).width);
    return this.widths.get(key);
  }

  /** The node whose label is at a point of the screen. */
  at({ x, y }) {
    return this.boxes.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)?.id;
  }
}
