"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const svg = document.querySelector("main svg");
  const byId = id => document.getElementById(id);
  const boxes = [...svg.querySelectorAll(".box")];
  const arrows = [...svg.querySelectorAll(".edge")];

  // --- what is shown and what is faint

  function show(ids, chosen) {
    svg.classList.toggle("some", ids !== null);
    gather(ids);
    for (const box of boxes) {
      box.classList.toggle("on", ids !== null && ids.has(box.id));
      box.classList.toggle("chosen", box.id === chosen);
    }
    for (const arrow of arrows) {
      const { from, to } = arrow.dataset;
      arrow.classList.toggle("on", ids !== null && ids.has(from) && ids.has(to));
    }
  }

  // --- a picture that is higher than the window shows what was asked for alone, at the top

  const main = document.querySelector("main");
  const allHeight = svg.viewBox.baseVal.height;
  const top = 70, gap = 12;
  const homes = new Map(boxes.map(box => {
    const frame = box.querySelector("rect");
    return [box.id, { y: Number(frame.getAttribute("y")), height: Number(frame.getAttribute("height")) }];
  }));
  const paths = new Map(arrows.map(arrow => [arrow, arrow.querySelector("path").getAttribute("d").match(/-?\d+/g).map(Number)]));
  let before = null;

  function gather(ids) {
    const full = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width * allHeight;
    const gathered = ids !== null && ids.size > 0 && full > main.clientHeight;
    if (!gathered && !svg.classList.contains("gathered")) return;
    if (gathered && before === null) before = main.scrollTop;
    svg.classList.toggle("gathered", gathered);
    const moved = new Map();
    const free = {};
    for (const [id, home] of homes) {
      if (!gathered || !ids.has(id)) { moved.set(id, 0); continue; }
      const column = data.nodes[id].column;
      const y = free[column] || top;
      free[column] = y + home.height + gap;
      moved.set(id, y - home.y);
    }
    for (const box of boxes) box.setAttribute("transform", "translate(0 " + moved.get(box.id) + ")");
    for (const [arrow, [x1, y1, b1, , b2, , x2, y2]] of paths) {
      const down1 = moved.get(arrow.dataset.from), down2 = moved.get(arrow.dataset.to);
      const [from, to] = [y1 + down1, y2 + down2];
      arrow.querySelector("path").setAttribute("d", `M${x1} ${from} C${b1} ${from} ${b2} ${to} ${x2} ${to}`);
      const label = arrow.querySelector("text");
      if (label) label.setAttribute("transform", "translate(0 " + (down1 + (down2 - down1) * 0.69) + ")");
    }
    const height = gathered ? Math.max(...Object.values(free)) + gap : allHeight;
    svg.setAttribute("viewBox", "0 0 " + svg.viewBox.baseVal.width + " " + height);
    svg.setAttribute("height", height);
    main.scrollTop = gathered ? 0 : before;
    if (!gathered) before = null;
  }

  function walk(start, from, to, found) {
    for (const edge of data.edges) {
      if (edge[from] === start && !found.has(edge[to])) {
        found.add(edge[to]);
        walk(edge[to], from, to, found);
      }
    }
    return found;
  }

  /** A node with all that leads to it and all that it leads to. */
  function follow(id) {
    const found = new Set([id]);
    walk(id, "from", "to", found);
    for (const before of walk(id, "to", "from", new Set())) found.add(before);
    return found;
  }

  function element(tag, text, style) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (style) made.className = style;
    return made;
  }

  function choose(id) {
    show(follow(id), id);
    const node = data.nodes[id];
    const details = byId("details");
    details.replaceChildren(element("h2", node.label));
    for (const line of node.lines.concat(node.sources)) details.append(element("div", line));
    for (const line of node.problems) details.append(element("p", line, "problem-text"));
  }

  function clear() {
    show(null, null);
    byId("details").replaceChildren();
    byId("answer").replaceChildren();
    byId("found").textContent = "";
  }

  svg.addEventListener("click", event => {
    const box = event.target.closest(".box");
    if (box) choose(box.id); else clear();
  });
  svg.addEventListener("keydown", event => {
    const box = event.target.closest(".box");
    if (box && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(box.id); }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") { byId("search").value = ""; clear(); }
  });

  // --- search

  byId("search").addEventListener("input", event => {
    const text = event.target.value.trim().toLowerCase();
    if (!text) { clear(); return; }
    const hits = Object.keys(data.nodes).filter(id => {
      const node = data.nodes[id];
      return [node.label, ...node.lines, ...node.sources, ...node.problems]
        .some(line => line.toLowerCase().includes(text));
    });
    byId("found").textContent = hits.length + " found";
    show(new Set(hits), null);
    if (hits.length) byId(hits[0]).scrollIntoView({ block: "center", inline: "center" });
  });

  // --- the way of a request, by Envoy's rules

  function matchesText(matcher, value) {
    const fold = text => matcher.ignoreCase ? text.toLowerCase() : text;
    const actual = fold(value);
    if (matcher.exact !== undefined) return actual === fold(matcher.exact);
    if (matcher.prefix !== undefined) return actual.startsWith(fold(matcher.prefix));
    if (matcher.suffix !== undefined) return actual.endsWith(fold(matcher.suffix));
    if (matcher.contains !== undefined) return actual.includes(fold(matcher.contains));
    if (matcher.safeRegex) return whole(matcher.safeRegex.regex, value);
    return false;
  }

  function whole(regex, value) {
    try {
      const flags = /^\(\?i\)/.test(regex) ? "i" : "";
      return new RegExp("^(?:" + regex.replace(/^\(\?i\)/, "") + ")$", flags).test(value);
    } catch (e) {
      return false;
    }
  }

  /** Why a route does not take a request; empty if it does. */
  function refusal(match, request) {
    const fold = text => match.caseSensitive === false ? text.toLowerCase() : text;
    const path = fold(request.path);
    if (match.prefix !== undefined && !path.startsWith(fold(match.prefix))) {
      return "the path does not start with " + match.prefix;
    }
    if (match.path !== undefined && path !== fold(match.path)) return "the path is not " + match.path;
    if (match.safeRegex && !whole(match.safeRegex.regex, request.path)) {
      return "the path does not match " + match.safeRegex.regex;
    }
    if (match.pathSeparatedPrefix !== undefined) {
      const prefix = fold(match.pathSeparatedPrefix);
      if (path !== prefix && !path.startsWith(prefix + "/")) {
        return "the path is not " + prefix + " or below it";
      }
    }
    for (const header of match.headers || []) {
      let value = request.headers[header.name.toLowerCase()];
      if (value === undefined && header.treatMissingHeaderAsEmpty) value = "";
      const invert = Boolean(header.invertMatch);
      let holds;
      if (header.presentMatch !== undefined) {
        holds = ((value !== undefined) === header.presentMatch) !== invert;
      } else if (header.stringMatch) {
        holds = value !== undefined && matchesText(header.stringMatch, value) !== invert;
      } else {
        holds = (value !== undefined) !== invert;
      }
      if (!holds) return "header " + header.name + (value === undefined ? " is missing" : " is " + value);
    }
    for (const parameter of match.queryParameters || []) {
      const value = request.query[parameter.name];
      const holds = parameter.stringMatch
        ? value !== undefined && matchesText(parameter.stringMatch, value)
        : (value !== undefined) === (parameter.presentMatch !== false);
      if (!holds) return "query parameter " + parameter.name + (value === undefined ? " is missing" : " is " + value);
    }
    return "";
  }

  /** How well a domain covers a host: the longer the better, kinds first; -1 for not at all. */
  function cover(domain, host) {
    domain = domain.toLowerCase();
    if (domain === host) return 3e6;
    if (domain === "*") return 0;
    if (domain.startsWith("*") && host.endsWith(domain.slice(1)) && host.length >= domain.length) return 2e6 + domain.length;
    if (domain.endsWith("*") && host.startsWith(domain.slice(0, -1)) && host.length >= domain.length) return 1e6 + domain.length;
    return -1;
  }

  const best = (patterns, host) => Math.max(-1, ...patterns.map(pattern => cover(pattern, host)));

  function parse() {
    const text = byId("url").value.trim();
    const url = new URL(text.includes("://") ? text : "http://" + text);
    const request = {
      tls: url.protocol === "https:",
      port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
      name: url.hostname.toLowerCase(),
      path: url.pathname,
      query: {},
      headers: { ":method": byId("method").value.trim().toUpperCase() || "GET", ":scheme": url.protocol.slice(0, -1) },
    };
    for (const pair of url.search.slice(1).split("&")) {
      const [name, ...value] = pair.split("=");
      if (name && !(name in request.query)) request.query[name] = value.join("=");
    }
    for (const line of byId("headers").value.split("\n")) {
      const colon = line.indexOf(":");
      if (colon > 0) request.headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
    request.host = (request.headers.host || url.host).toLowerCase().replace(/:\d+$/, "");
    request.headers[":authority"] = request.headers.host || url.host;
    return request;
  }

  function explain(request, say) {
    const open = data.doors.filter(door => door.ports.includes(request.port));
    if (!open.length) {
      const ports = [...new Set(data.doors.flatMap(door => door.ports))].sort((a, b) => a - b);
      say("bad", "Nothing with a route listens on port " + request.port + "; ports that do: " + (ports.join(", ") || "none"));
      return new Set();
    }
    let doors = open.filter(door => door.tls === request.tls);
    if (!doors.length) {
      say("bad", "Port " + request.port + (request.tls ? " does not take TLS" : " takes TLS only: ask with https"));
      return new Set();
    }
    const named = doors.map(door => door.names.length ? best(door.names, request.name) : 0);
    const top = Math.max(...named);
    if (top < 0) {
      say("bad", "No certificate of this port is for the server name " + request.name + ": the connection is closed");
      return new Set();
    }
    doors = doors.filter((door, i) => named[i] === top);
    const stream = doors.find(door => !door.domains.length);
    if (stream) {
      say("yes", "Passed on as it is: " + data.nodes[stream.node].label);
      return walk(stream.node, "from", "to", new Set([stream.node]));
    }
    const covers = doors.map(door => best(door.domains, request.host));
    const host = doors[covers.indexOf(Math.max(...covers))];
    if (Math.max(...covers) < 0) {
      say("bad", "404: no host of this port covers " + request.host);
      return new Set();
    }
    say("", "host " + data.nodes[host.node].label);
    for (const route of host.routes) {
      const why = refusal(route.match, request);
      const label = data.nodes[route.node].label;
      if (why) { say("no", label + ": " + why); continue; }
      say("yes", label + " takes it" + (data.nodes[route.node].sources.length ? ": " + data.nodes[route.node].sources[0] : ""));
      for (const line of data.nodes[route.node].lines) say("", line);
      for (const edge of data.edges) {
        if (edge.from === route.node) say(data.nodes[edge.to].state === "broken" ? "bad" : "", (edge.text ? edge.text + " " : "") + "to " + [data.nodes[edge.to].label, ...data.nodes[edge.to].lines].join(", "));
      }
      for (const line of data.nodes[route.node].problems) say("bad", line);
      return walk(route.node, "from", "to", new Set([host.node, route.node]));
    }
    say("bad", "404: no route of this host takes it");
    return new Set([host.node]);
  }

  byId("explain").addEventListener("submit", event => {
    event.preventDefault();
    byId("details").replaceChildren();
    const list = document.createElement("ol");
    const say = (style, text) => list.append(element("li", text, style));
    try {
      const request = parse();
      const on = explain(request, say);
      for (const edge of data.edges) {
        if (edge.to.startsWith("host") && on.has(edge.to)) on.add(edge.from);
      }
      show(on, null);
    } catch (e) {
      say("bad", "Not a URL: " + byId("url").value);
    }
    byId("answer").replaceChildren(list, element("p", "Rewrites, retries, certificates and more: ostia explain"));
  });
})();
