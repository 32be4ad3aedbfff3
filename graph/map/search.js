"use strict";

const MOST_FOUND = 12;

/** A text without capitals and accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The entities that a text names, those that begin with it first, then in the order of `ids`. */
function entitiesNamed(text, ids) {
  const sought = plain(text.trim());
  if (!sought) return [];
  const namesOf = (id) => [entities[id].name, ...entities[id].others].map(plain);
  const begins = (id) => namesOf(id).some((name) => name.startsWith(sought));
  const hits = ids.filter((id) => namesOf(id).some((name) => name.includes(sought)));
  return [...hits.filter(begins), ...hits.filter((id) => !begins(id))].slice(0, MOST_FOUND);
}

/** Searches the entities `ids`, the best known first. */
function listenToSearch(ids, openEntity) {
  const [search, found] = [byId("search"), byId("found")];
  const choose = (id) => {
    found.hidden = true;
    search.value = entities[id].name;
    openEntity(id);
  };
  search.addEventListener("input", () => {
    const rows = entitiesNamed(search.value, ids).map((id) => {
      const button = make("button", { type: "button", className: "row" }, nodeSwatch(entities[id].type), make("span", {}, entities[id].name));
      button.addEventListener("click", () => choose(id));
      return make("li", {}, button);
    });
    const nothing = search.value.trim() && !rows.length ? [make("li", { className: "nothing" }, "nothing by this name")] : [];
    found.replaceChildren(...rows, ...nothing);
    found.hidden = !found.children.length;
  });
  search.addEventListener("keydown", (event) => {
    const [first] = entitiesNamed(search.value, ids);
    if (event.key === "Enter" && first) choose(first);
  });
}
