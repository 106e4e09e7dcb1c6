/* The page's behaviour in the browser. Each gr.HTML calls noticePage.bind(element, trigger, watch) once;
   a click on [data-act] is sent to Python as that event of the bar, unless it is the browser's own. */
(() => {
  if (window.noticePage) return;
  const narrow = window.matchMedia("(max-width: 1099px)");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const store = (key, value) => {
    try {
      if (value === undefined) return window.sessionStorage.getItem(key) || localStorage.getItem(key);
      (key === "chat" ? window.sessionStorage : localStorage).setItem(key, value);
    } catch { /* storage switched off: nothing is kept */ }
    return null;
  };
  let send = () => {};
  let lit = null;
  let then = "";
  let replacing = false;
  let asked = "";

  // what is sent
  const ticks = () => $$("#library .tick");
  function ask(question, replace = false) {
    question = question.trim();
    if (!question || busy()) return;
    showTab("talk");
    asked = question;
    send("ask", {
      question, replace,
      districts: ticks().filter((t) => t.checked).map((t) => t.dataset.district),
      maker: $("select.maker")?.value || "",
    });
  }
  const busy = () => Boolean($('#current [data-state="working"]'));
  const box = () => $("#question");

  function sendBox() {
    const area = box();
    ask(area.value, replacing);
    if (busy()) return;
    area.value = "";
    edit(false);
    grow();
  }
  function edit(on) {
    replacing = on;
    const line = $(".editing");
    if (line) line.hidden = !on;
  }
  function grow() {
    const area = box();
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 180)}px`;
  }

  // acts that stay in the browser
  const own = {
    ask: (data) => { then = data.then || ""; ask(data.question, Boolean(data.replace)); },
    tab: (data) => showTab(data.tab),
    all: () => {
      const on = ticks().some((t) => !t.checked);
      ticks().forEach((t) => { t.checked = on; });
      hint();
    },
    why: (data, target) => {
      const reason = target.nextElementSibling;
      reason.hidden = !reason.hidden;
      target.setAttribute("aria-expanded", String(!reason.hidden));
    },
    theme: () => setTheme(!document.body.classList.contains("dark")),
    dismiss: (data, target) => target.closest(".upload").remove(),
    copy: async (data, target) => {
      const label = target.dataset.label || (target.dataset.label = target.textContent);
      target.textContent = (await copy(data.copy)) ? data.done : data.failed;
      setTimeout(() => { target.textContent = label; }, 1600);
    },
  };
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* no clipboard on plain http: the old way below */ }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
  function showTab(tab) {
    const desk = $("#desk");
    if (!desk) return;
    desk.dataset.tab = tab;
    $$(".tab").forEach((t) => t.setAttribute("aria-pressed", String(t.dataset.tab === tab)));
  }
  function setTheme(dark) {
    document.body.classList.toggle("dark", dark);
    store("theme", dark ? "dark" : "light");
  }

  // citations
  function relight() {
    $$(".lit").forEach((e) => e.classList.remove("lit"));
    if (!lit) return;
    const chip = lit.chip?.isConnected && lit.chip.dataset.number === lit.number ? lit.chip
      : $(`#talk .cite[data-turn="${Number(lit.turn)}"][data-number="${Number(lit.number)}"]`);
    if (!chip) return;
    chip.classList.add("lit");
    (chip.closest("tr, li") || chip.closest(".statement"))?.classList.add("lit");
  }
  function onAct(element, event) {
    const target = event.target.closest("[data-act]");
    if (!target || !element.contains(target)) return;
    const { act, ...data } = target.dataset;
    if (own[act]) return void own[act](data, target);
    if (act === "cite") {
      lit = { turn: data.turn, number: data.number, chip: target.closest("#talk") ? target : null };
      relight();
    }
    if (act === "rate") {
      const on = target.getAttribute("aria-pressed") !== "true";
      $$('[data-act="rate"]', target.parentElement).forEach((b) => b.setAttribute("aria-pressed", "false"));
      target.setAttribute("aria-pressed", String(on));
    }
    if (["cite", "item", "notice", "full"].includes(act)) showTab("sources");
    if (act === "clear") lit = null;
    send(act, data);
  }
  function walk(step) {
    const chips = $$("#sources .walk .cite");
    if (!chips.length) return;
    const at = chips.findIndex((c) => c.getAttribute("aria-current") === "true");
    chips[Math.min(Math.max(at + step, 0), chips.length - 1)].click();
  }

  // the quote on hover or focus
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  function hover(event) {
    const chip = event.target.closest?.(".cite[data-quote]");
    tip.hidden = !chip;
    if (!chip) return;
    tip.replaceChildren();
    const where = document.createElement("strong");
    where.textContent = chip.dataset.where || "";
    const quote = chip.dataset.quote;
    tip.append(where, document.createTextNode(quote.length > 220 ? `${quote.slice(0, 220)}…` : quote));
    const at = chip.getBoundingClientRect();
    const left = Math.min(Math.max(at.left - 20, 8), window.innerWidth - tip.offsetWidth - 8);
    const above = at.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(left, 8)}px`;
    tip.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  }

  // what happens after Python has drawn
  const after = {
    bar(element) {
      const bar = $(".bar[data-chat]", element);
      if (!bar) return;
      store("chat", bar.dataset.chat);
      store("language", bar.dataset.language);
      document.title = $("h1", bar).textContent;
      if (!$("#desk").dataset.tab) showTab("talk");
      document.documentElement.lang = bar.dataset.language === "en" ? "en" : "zh-CN";
    },
    library: hint,
    current(element) {
      const now = $("[data-state]", element);
      $("#page").dataset.busy = busy() ? "1" : "";
      if (now && element.dataset.seen !== `${now.dataset.turn}${now.dataset.state}`) {
        element.dataset.seen = `${now.dataset.turn}${now.dataset.state}`;
        if (now.dataset.state === "working") lit = null;
        requestAnimationFrame(() => now.scrollIntoView({ block: "start" }));
        if (then && now.dataset.state === "done" && !box().value) {
          box().value = then;
          then = "";
          grow();
        }
      }
      relight();
    },
    past: relight,
    sources(element) {
      const rail = element.closest(".rail") || element;
      rail.scrollTop = 0;
      const goal = $("mark", element) || $(".chosen", element);
      if (goal) {
        const at = goal.getBoundingClientRect();
        const frame = rail.getBoundingClientRect();
        if (at.bottom > frame.bottom - 24) rail.scrollTop = at.top - frame.top - frame.height * 0.35;
      }
      if (lit && !lit.chip) relight();
    },
  };
  function hint() {
    const line = $("#library .narrow");
    if (!line) return;
    line.textContent = ticks().some((t) => t.checked) ? line.dataset.some : line.dataset.none;
  }

  // keys
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const area = box();
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      tip.hidden = true;
      if (busy()) send("stop", {});
      else if (replacing) { area.value = ""; edit(false); grow(); }
    } else if (event.target === area && event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      sendBox();
    } else if (event.target === area && event.key === "ArrowUp" && !area.value) {
      const last = $("#current [data-question]")?.dataset.question || asked;
      if (!last) return;
      event.preventDefault();
      area.value = last;
      edit(Boolean($("#current [data-question]")));
      grow();
    } else if (!typing && event.key === "/") {
      event.preventDefault();
      showTab("talk");
      area.focus();
    } else if (!typing && (event.key === "j" || event.key === "k")) {
      walk(event.key === "j" ? 1 : -1);
    }
  });
  document.addEventListener("mouseover", hover);
  document.addEventListener("focusin", hover);
  document.addEventListener("scroll", () => { tip.hidden = true; }, true);
  narrow.addEventListener("change", () => showTab("talk"));

  window.noticePage = {
    bind(name, element, trigger, watch) {
      element.addEventListener("click", (event) => onAct(element, event));
      if (name === "library") element.addEventListener("change", hint);
      if (name === "composer") {
        element.addEventListener("submit", (event) => { event.preventDefault(); sendBox(); });
        element.addEventListener("input", grow);
      }
      if (after[name]) watch("value", () => after[name](element));
      if (name !== "bar") return;
      send = trigger;
      ($("#page") || document.body).append(tip);
      const kept = store("theme");
      if (kept) setTheme(kept === "dark");
      trigger("hello", { chat: store("chat") || "", language: store("language") || "" });
    },
  };
})();
