"use strict";

/** Makes an element. Children are elements or text: no string is ever read as markup. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const byId = (id) => document.getElementById(id);

const content = JSON.parse(byId("content").textContent);
const { entities, lines, articles, legend } = content;

/** The outlines of vis-network's shapes, in a box from -10 to 10. */
const OUTLINES = {
  hexagon: "10,0 5,8.7 -5,8.7 -10,0 -5,-8.7 5,-8.7",
  square: "-8,-8 8,-8 8,8 -8,8",
  triangle: "0,-9 9,7 -9,7",
  triangleDown: "0,9 9,-7 -9,-7",
  diamond: "0,-10 10,0 0,10 -10,0",
  star: "0,-10 2.9,-4 9.5,-3.1 4.7,1.5 5.9,8.1 0,5 -5.9,8.1 -4.7,1.5 -9.5,-3.1 -2.9,-4",
};

function makeSvg(tag, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Draws the sign of a node type. */
function nodeSwatch(type) {
  const look = legend.nodeTypes[type];
  const svg = makeSvg("svg", { viewBox: "-11 -11 22 22", class: "swatch", "aria-hidden": "true" });
  const outline = look.shape === "dot" ? ["circle", { r: look.isHollow ? 7 : 8 }] : ["polygon", { points: OUTLINES[look.shape] }];
  const ink = look.isHollow ? { fill: "#fff", stroke: look.colour, "stroke-width": 4 } : { fill: look.colour };
  svg.append(makeSvg(outline[0], { ...outline[1], ...ink }));
  return svg;
}

/** Draws a stretch of line in the colour of a kind, or dashed in grey. */
function lineSwatch(colour, isDashed = false) {
  const svg = makeSvg("svg", { viewBox: "0 0 22 22", class: "swatch", "aria-hidden": "true" });
  const dashes = isDashed ? { "stroke-dasharray": "5 4" } : {};
  svg.append(makeSvg("line", { x1: 0, y1: 11, x2: 22, y2: 11, stroke: colour, "stroke-width": 3, ...dashes }));
  return svg;
}

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
