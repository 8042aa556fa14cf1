for (const table of document.querySelectorAll("table.sortable")) {
  for (const head of table.tHead.rows[0].cells) {
    if (!head.dataset.sort) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => row.cells[head.cellIndex].dataset.value || "";
      const order = (a, b) =>
        head.dataset.sort === "number"
          ? (key(a) === "" ? 1e308 : +key(a)) - (key(b) === "" ? 1e308 : +key(b))
          : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
      for (const body of table.tBodies) {
        const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
        body.append(...rows.sort((a, b) => (up ? order(a, b) : order(b, a))));
      }
    });
  }
}
