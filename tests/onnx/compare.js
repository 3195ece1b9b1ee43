// SPDX-License-Identifier: Apache-2.0
// compare.js MODEL.json MODEL.onnx ROWS.csv PREDICTED.csv NAME: runs an exported model in ONNX
// Runtime, all rows at once, three and one alone; fails where it is not what `predict` gave.
'use strict';
const fs = require('fs');
const ort = require('onnxruntime-node');

const kTolerance = 1e-5;  // of the value, or of 1 where it is smaller

/** Rows of a file without quoted fields. */
function readRows(path) {
  return fs.readFileSync(path, 'utf8').split('\n').filter((line) => line !== '')
      .map((line) => line.split(',').map((field) => field.trim()));
}

/** The tensor of a column, whose values are texts as they stand in the file. */
function tensorOf(column, texts, missing) {
  const rows = texts.length;
  if (column.kind === 'numeric') {
    const numbers = texts.map((text) => missing.includes(text) ? NaN : Number(text));
    return new ort.Tensor('float64', Float64Array.from(numbers), [rows, 1]);
  }
  if (column.kind === 'id') {
    const ids = texts.map((text) => missing.includes(text) ? -1n : BigInt(text));
    return new ort.Tensor('int64', BigInt64Array.from(ids), [rows, 1]);
  }
  if (column.kind === 'categorical') return new ort.Tensor('string', texts, [rows, 1]);
  const lists = texts.map((text) => missing.includes(text) ? [] :
      text.split(column.categories.separator).map((value) => value.trim()));
  const most = Math.max(1, ...lists.map((list) => list.length));
  const filled = lists.flatMap((list) => [...list, ...Array(most - list.length).fill('')]);
  return new ort.Tensor('string', filled, [rows, most]);
}

function feedsOf(encoder, inputs, header, rows) {
  const feeds = {};
  for (const column of encoder.columns) {
    if (!inputs.includes(column.column)) continue;  // it has no inputs
    const place = header.indexOf(column.column);
    feeds[column.column] = tensorOf(column, rows.map((row) => row[place]), encoder.missing);
  }
  return feeds;
}

async function main([jsonPath, onnxPath, rowsPath, predictedPath, name]) {
  const {encoder, problem} = JSON.parse(fs.readFileSync(jsonPath, 'utf8'));
  const rows = readRows(rowsPath);
  // Files without a header are those whose first field is no column's name.
  const named = encoder.columns.some((column) => rows[0].includes(column.column));
  const header = named ? rows.shift() : encoder.names;
  const predicted = readRows(predictedPath).slice(1);
  if (predicted.length !== rows.length) throw new Error(`${name}: ${predicted.length} predictions`);
  const session = await ort.InferenceSession.create(onnxPath, {logSeverityLevel: 3});
  let largest = 0;
  for (const count of [rows.length, 3, 1]) {
    const feeds = feedsOf(encoder, session.inputNames, header, rows.slice(-count));
    const outputs = await session.run(feeds);
    problem.tasks.forEach((task, k) => {
      const found = outputs[task.name];
      if (found.dims.join() !== `${count},1`) throw new Error(`${name}: shape ${found.dims}`);
      predicted.slice(-count).forEach((row, i) => {
        const expected = Number(row[k + 1]);
        const difference = Math.abs(found.data[i] - expected) / Math.max(1, Math.abs(expected));
        if (!(difference <= kTolerance)) {
          throw new Error(`${name}, ${task.name}, ${i} of ${count} rows: ` +
                          `found ${found.data[i]}; expected ${expected}`);
        }
        largest = Math.max(largest, difference);
      });
    });
  }
  console.log(`${name}: ${rows.length} rows, largest difference ${largest.toExponential(1)}`);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
