// Opens a workbook with a package of npm's and saves it again.
// Run: node save_workbook.cjs exceljs FILE RESULT

async function withExceljs(path, result) {
  const workbook = new (require("exceljs").Workbook)();
  await workbook.xlsx.readFile(path);
  await workbook.xlsx.writeFile(result);
}

async function withSheetJS(path, result) {
  const XLSX = require("xlsx");
  XLSX.writeFile(XLSX.readFile(path, { cellFormula: true, cellStyles: true, bookVBA: true }), result);
}

const [program, path, result] = process.argv.slice(2);
({ exceljs: withExceljs, xlsx: withSheetJS })[program](path, result).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
