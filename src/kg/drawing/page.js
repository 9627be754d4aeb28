"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const svg = document.querySelector("main svg"), told = document.getElementById("told");
  // A node or an edge may be drawn in several pieces, or in none.
  const pieces = (name, count) => {
    const found = Array.from({ length: count }, () => []);
    for (const element of svg.querySelectorAll(`[data-${name}]`)) found[+element.dataset[name]].push(element);
    return found;
  };
  const nodes = pieces("node", data.nodes.length), edges = pieces("edge", data.edges.length);
  const ends = data.edges.map((edge) => [edge.source, edge.target]);
  const off = new Set();
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  // A picture much higher than the window begins at its top, so that its words can be read.
  const high = whole[3] * svg.clientWidth > whole[2] * svg.clientHeight * 1.6;
  let view = high ? [0, 0, whole[2], whole[2] * svg.clientHeight / svg.clientWidth] : [...whole];

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const sentences = (edge) => {
    const parts = [make("h3", `${data.nodes[edge.source].label} ${edge.name} ${data.nodes[edge.target].label}`)];
    if (edge.detail) parts.push(make("div", edge.detail, "kind"));
    for (const passage of edge.passages) {
      const quote = make("blockquote", `“${passage.sentence}”`);
      quote.append(make("cite", passage.file));
      parts.push(quote);
    }
    if (!edge.passages.length) parts.push(make("p", data.none, "hint"));
    return parts;
  };
  const choose = (keptNodes, keptEdges, content) => {
    for (const [all, kept] of [[nodes, keptNodes], [edges, keptEdges]]) {
      all.forEach((drawn, i) => drawn.forEach((element) => {
        element.classList.toggle("faded", !!kept && !kept.has(i));
        element.classList.remove("chosen");
      }));
    }
    told.replaceChildren(...content);
  };
  const clear = () => choose(null, null, [make("p", data.hint, "hint")]);
  const chooseNode = (i) => {
    const own = new Set(), near = new Set([i]);
    ends.forEach(([a, b], e) => { if (a === i || b === i) { own.add(e); near.add(a); near.add(b); } });
    const node = data.nodes[i];
    const content = [make("h2", node.label), make("div", node.kind, "kind")];
    own.forEach((e) => content.push(...sentences(data.edges[e])));
    choose(near, own, content);
    nodes[i].forEach((element) => element.classList.add("chosen"));
  };
  const chooseEdge = (e) => {
    choose(new Set(ends[e]), new Set([e]), sentences(data.edges[e]));
    edges[e].forEach((element) => element.classList.add("chosen"));
  };
  const act = (target) => {
    const hit = target.closest("[data-node],[data-edge],[data-kind]");
    if (!hit) return clear();
    if (hit.dataset.node) chooseNode(+hit.dataset.node);
    else if (hit.dataset.edge) chooseEdge(+hit.dataset.edge);
    else toggle(hit);
  };
  const toggle = (legend) => {
    const kind = legend.dataset.kind;
    if (!off.delete(kind)) off.add(kind);
    legend.classList.toggle("off", off.has(kind));
    legend.setAttribute("aria-pressed", String(!off.has(kind)));
    const hidden = data.nodes.map((node) => off.has(node.of));
    nodes.forEach((drawn, i) => drawn.forEach((element) => { element.style.display = hidden[i] ? "none" : ""; }));
    edges.forEach((drawn, i) => drawn.forEach((element) => { element.style.display = ends[i].some((n) => hidden[n]) ? "none" : ""; }));
  };
  for (const legend of svg.querySelectorAll("[data-kind]")) {
    legend.setAttribute("tabindex", "0");
    legend.setAttribute("role", "button");
    legend.setAttribute("aria-pressed", "true");
  }
  for (const element of [...nodes, ...edges].flat()) {
    const title = element.querySelector("title");
    if (!title) continue;
    // The panel tells the sentences; the bubble would cover the picture with them.
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", title.textContent.split("\n")[0]);
    title.textContent = title.textContent.split("\n")[0];
  }

  const show = () => svg.setAttribute("viewBox", view.join(" "));
  const zoom = (factor, x, y) => {
    const size = Math.min(Math.max(view[2] * factor, 120), whole[2] * 3);
    const real = size / view[2];
    view = [x - (x - view[0]) * real, y - (y - view[1]) * real, size, view[3] * real];
    show();
  };
  const middle = (factor) => zoom(factor, view[0] + view[2] / 2, view[1] + view[3] / 2);
  const wholeAgain = () => { view = [...whole]; show(); };
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  svg.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, ...place(event)); }, { passive: false });
  let drag = null, moved = false;
  svg.addEventListener("pointerdown", (event) => { drag = place(event); moved = false; });
  svg.addEventListener("pointermove", (event) => {
    if (!drag || !event.buttons) return;
    const [x, y] = place(event);
    if (Math.hypot(x - drag[0], y - drag[1]) > view[2] / 300) moved = true;
    if (moved) { view[0] += drag[0] - x; view[1] += drag[1] - y; show(); }
  });
  window.addEventListener("pointerup", () => { drag = null; });
  svg.addEventListener("click", (event) => { if (!moved) act(event.target); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if ((event.key === "Enter" || event.key === " ") && event.target.closest("svg")) { event.preventDefault(); act(event.target); }
    if (event.target.id === "search") return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) { view[0] += step[0] * view[2] / 12; view[1] += step[1] * view[3] / 12; show(); }
    if (event.key === "+" || event.key === "=") middle(1 / 1.3);
    if (event.key === "-") middle(1.3);
    if (event.key === "0") wholeAgain();
  });
  document.getElementById("fit").addEventListener("click", wholeAgain);
  document.getElementById("in").addEventListener("click", () => middle(1 / 1.3));
  document.getElementById("out").addEventListener("click", () => middle(1.3));
  document.getElementById("theme").addEventListener("click", () => {
    const dark = document.body.classList.contains("dark")
      || (!document.body.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    for (const element of [document.body, svg]) {
      element.classList.toggle("dark", !dark);
      element.classList.toggle("light", dark);
    }
  });
  document.getElementById("search").addEventListener("input", (event) => {
    const words = event.target.value.trim().toLowerCase();
    if (!words) return clear();
    const found = new Set(data.nodes.flatMap((node, i) => (node.label.toLowerCase().includes(words) ? [i] : [])));
    if (found.size === 1) return chooseNode([...found][0]);
    const content = [...found].map((i) => {
      const button = make("button", data.nodes[i].label);
      button.addEventListener("click", () => chooseNode(i));
      const line = make("p");
      line.append(button);
      return line;
    });
    choose(found, new Set(), content);
  });
  show();
  clear();
})();
