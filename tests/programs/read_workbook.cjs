// Reads workbooks with a package of npm's and prints, a line of JSON a workbook, every cell that holds something:
// {"sheets": {"Data": {"C5": ["=A1+1", 3]}}}, a formula or null and a value, an error as {"error": "#NUM!"};
// or {"failed": "why"}.
// Run: node read_workbook.cjs exceljs FILE...

const fs = require("node:fs");

// exceljs keeps what belongs to a formula in an object; a part of a shared formula is translated by `formula`.
async function withExceljs(path) {
  const Excel = require("exceljs");
  const workbook = new Excel.Workbook();
  await workbook.xlsx.readFile(path);
  const sheets = {};
  workbook.eachSheet((sheet) => {
    const cells = (sheets[sheet.name] = {});
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.type === Excel.ValueType.Merge) return; // it shows its master's value
        const formula = cell.type === Excel.ValueType.Formula ? `=${cell.formula}` : null;
        cells[cell.address] = [formula, plain(formula === null ? cell.value : cell.result)];
      }),
    );
  });
  return sheets;
}

// A text may be rich or a link: what is to be compared is what it says.
function plain(value) {
  if (value === null || value === undefined || typeof value !== "object") return value ?? null;
  if (value.error !== undefined) return { error: value.error };
  if (value.richText !== undefined) return value.richText.map((run) => run.text).join("");
  return plain(value.text ?? null);
}

async function withSheetJS(path) {
  const XLSX = require("xlsx");
  const workbook = XLSX.read(fs.readFileSync(path), { cellFormula: true, sheetStubs: false });
  const sheets = {};
  for (const name of workbook.SheetNames) {
    const cells = (sheets[name] = {});
    for (const [address, cell] of Object.entries(workbook.Sheets[name])) {
      if (address.startsWith("!")) continue;
      const value = cell.t === "e" ? { error: cell.w } : (cell.v ?? null);
      cells[address] = [cell.f === undefined ? null : `=${cell.f}`, value];
    }
  }
  return sheets;
}

async function main([program, ...paths]) {
  const read = { exceljs: withExceljs, xlsx: withSheetJS }[program];
  for (const path of paths) {
    const said = await read(path).then((sheets) => ({ sheets }), (error) => ({ failed: String(error.message) }));
    console.log(JSON.stringify(said));
  }
}

main(process.argv.slice(2));
