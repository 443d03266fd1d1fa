/* The page as a whole: its players, its buttons, its keys, and the check-list that leaves it as a file. */
"use strict";

for (const section of document.querySelectorAll("section.call")) Player.all.push(new Player(section));
let current = Player.all[0];

for (const button of document.querySelectorAll("button.listen"))
  button.addEventListener("click", () => {
    current = Player.all[Number(button.dataset.call)];
    current.listen(Number(button.dataset.start), Number(button.dataset.end));
  });
for (const player of Player.all) player.section.addEventListener("pointerdown", () => { current = player; });

/* Keys work wherever they are not meant for what has the focus. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const on = event.target;
  if (on.matches('input[type="text"], textarea, select')) return;
  const keys = {
    ArrowLeft: () => current.skip(-SKIP_S), ArrowRight: () => current.skip(SKIP_S),
    "+": () => current.charts.zoom(0.5), "=": () => current.charts.zoom(0.5), "-": () => current.charts.zoom(2),
    0: () => current.charts.all(),
  };
  if (event.key === " ") {
    if (!current.playing && on.matches("button, input, summary, a")) return;
    current.toggle();
  } else if (keys[event.key] && (current.charts || event.key.startsWith("Arrow"))) keys[event.key]();
  else return;
  event.preventDefault();
});

/* Charts follow the width of the page, the colours that the reader likes, and paper. */
let waiting = 0;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => Player.all.forEach((player) => player.charts && player.charts.resize()), 100);
});
const rebuild = () => Player.all.forEach((player) => player.charts && player.charts.rebuild());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", rebuild);

/* What is drawn while the browser lays out for paper comes too late for it: so before, as wide as the paper is. */
for (const [name, on] of [["beforeprint", true], ["afterprint", false]])
  addEventListener(name, () => {
    document.documentElement.classList.toggle("printing", on);
    rebuild();
  });

/* ---- The check-list ---- */

function checkList() {
  const { call, standard } = Player.all[0].call.report;
  const items = [...document.querySelectorAll("#checklist input[data-rule]")].map((box) => ({
    rule: box.dataset.rule,
    title: box.nextElementSibling.textContent,
    ticked: box.checked,
    note: box.closest("li").querySelector(".note").value.trim(),
  }));
  return {
    schema: "calltone.checklist/1", call: { path: call.path, id: call.id }, standard,
    listener: document.getElementById("listener").value.trim(), saved_at: new Date().toISOString(), items,
  };
}

const exporter = document.getElementById("export");
if (exporter)
  exporter.addEventListener("click", () => {
    const link = document.createElement("a");
    const name = document.title.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_-]+/gu, "_").slice(0, 80);
    link.href = URL.createObjectURL(new Blob([JSON.stringify(checkList(), null, 2) + "\n"], { type: "application/json" }));
    link.download = "checklist-" + name + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    document.getElementById("exported").textContent = "✓ " + link.download;
  });
