// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/store_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <system_error>

#include "base/atomic_file.h"
#include "base/error.h"
#include "experiment/store/store.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

constexpr int kMaxProblems = 20;  // more would not help

/// Returns the bytes of the database and its log: after a kill some rows may be only in the log.
std::int64_t size_with_log(const path& file) {
  std::error_code no_log;
  const auto log = std::filesystem::file_size(file.string() + "-wal", no_log);
  return static_cast<std::int64_t>(std::filesystem::file_size(file) + (no_log ? 0 : log));
}

/// Returns the largest row number found in the table or its index. Rows are numbered consecutively
/// and none is shorter than its checksum, so a larger number is damage, not a row.
std::int64_t last_row(const Database& db, std::int64_t size) {
  constexpr std::int64_t kChecksumBytes = 64;
  const std::int64_t most = size / kChecksumBytes;
  std::int64_t last = 0;
  for (const char* sql : {"SELECT max(rowid) FROM trials", "SELECT rowid FROM trials NOT INDEXED",
                          "SELECT rowid FROM trials INDEXED BY sqlite_autoindex_trials_1"}) {
    try {
      for (Statement rows(db, sql); rows.step();) {
        if (rows.integer(0) <= most) last = std::max(last, rows.integer(0));
      }
    } catch (const SqliteError&) {
      // Damaged here; the other queries may succeed.
    }
  }
  return last;
}

struct Row {
  std::string identity, record;
};

/// Checks each row; calls `sound` for the intact ones and records the others.
void walk(const Database& db, std::int64_t size, StoreCheck& check,
          const std::function<void(const Row&)>& sound) {
  Statement row(db, "SELECT identity, record, checksum FROM trials WHERE rowid = ?1");
  const std::int64_t last = last_row(db, size);
  for (std::int64_t i = 1; i <= last; ++i) {
    std::string name = fmt::format("row {}", i);
    try {
      row.reset();
      if (!row.bind(1, i).step()) {
        check.damaged.push_back({name, "missing"});
        continue;
      }
      const std::string identity = row.text(0), text = row.text(1);
      const ordered_json record = ordered_json::parse(text, nullptr, false);
      if (record.is_object()) name = record.value("key", name);
      if (row.text(2) != record_checksum(identity, text)) {
        check.damaged.push_back({name, "the record does not match its checksum"});
        continue;
      }
      check.sound.push_back(name);
      sound({identity, text});
    } catch (const SqliteError& error) {
      check.damaged.push_back({name, error.what()});
    }
  }
}

void check_structure(const Database& db, StoreCheck& check) {
  Statement structure(db, fmt::format("PRAGMA integrity_check({})", kMaxProblems).c_str());
  while (structure.step()) {
    if (structure.text(0) != "ok") check.problems.push_back(structure.text(0));
  }
}

/// Returns whether the file could not be opened, which does not imply damage.
bool cannot_be_opened(const SqliteError& error) {
  const int code = error.code();
  return code == SQLITE_CANTOPEN || code == SQLITE_PERM || code == SQLITE_READONLY ||
         code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

StoreCheck inspect(const path& folder, const std::function<void(const Row&)>& sound) {
  require_store(folder);
  const path file = store_path(folder);
  StoreCheck check;
  const auto attempt = [&](const std::function<void()>& act) {
    try {
      act();
    } catch (const SqliteError& error) {
      if (cannot_be_opened(error)) {
        throw RunError(
            fmt::format("{}: cannot be opened: {}; copy its folder to where it can be "
                        "read and written, and look there",
                        file.string(), error.what()));
      }
      check.problems.emplace_back(error.what());
    }
  };
  const ReadableStore readable(file);
  attempt([&] {
    const Database db(readable.file().string(), SQLITE_OPEN_READONLY);
    attempt([&] { check_structure(db, check); });
    walk(db, size_with_log(file), check, sound);
  });
  return check;
}

}  // namespace

StoreCheck check_store(const path& folder) {
  return inspect(folder, [](const Row&) {});
}

std::size_t salvage_store(const path& folder, const path& out) {
  require_store(folder);
  const path target = (out / "").parent_path();  // without a trailing slash
  std::error_code error;
  static_cast<void>(std::filesystem::status(target, error));
  if (error == std::errc::filename_too_long) {
    throw FieldError("out", fmt::format("{} cannot be created: {}", out.string(), error.message()));
  }
  const bool is_folder = std::filesystem::is_directory(target);
  if (std::filesystem::exists(target) && !(is_folder && std::filesystem::is_empty(target))) {
    throw FieldError("out", fmt::format("{} already exists; expected a new folder", out.string()));
  }
  const path beside = temporary_beside(target);
  std::filesystem::create_directories(beside, error);
  if (error) {  // the user knows no such name
    throw FieldError("out", fmt::format("{} cannot be created: {}", out.string(), error.message()));
  }
  std::size_t count = 0;
  try {
    Store saved(beside, Store::Mode::kFresh);
    const auto put = [&](const Row& row) { saved.put(row.identity, row.record); };
    count = inspect(folder, put).sound.size();
    if (count == 0) {
      throw RunError(fmt::format("{}: no sound trial was found; nothing was written",
                                 store_path(folder).string()));
    }
  } catch (...) {
    std::filesystem::remove_all(beside, error);
    throw;
  }
  move_into_place(beside, target);
  return count;
}

}  // namespace mmoe
