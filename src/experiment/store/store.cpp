// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/store.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file_holders.h"
#include "base/interrupt.h"
#include "base/log.h"
#include "base/output_kind.h"
#include "base/sha256.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::int64_t kApplicationId = 0x4d4d6f45;  // "MMoE", identifies the file type

// The pragmas take no parameters: the numbers are those of kStoreVersion and kApplicationId.
constexpr const char* kSchema = R"(
BEGIN;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE trials(
  identity TEXT PRIMARY KEY,
  record TEXT NOT NULL,
  checksum TEXT NOT NULL,
  finished TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  key TEXT AS (json_extract(record, '$.key')),
  model TEXT AS (json_extract(record, '$.model')),
  setting TEXT AS (json_extract(record, '$.setting')),
  learning_rate REAL AS (json_extract(record, '$.learning_rate')),
  run INTEGER AS (json_extract(record, '$.run')),
  status TEXT AS (json_extract(record, '$.status')),
  objective REAL AS (json_extract(record, '$.objective')),
  seconds REAL AS (json_extract(record, '$.seconds')));
CREATE VIEW metrics AS
  SELECT t.key, model, setting, learning_rate, run, json_extract(m.value, '$.task') AS task,
         json_extract(m.value, '$.metric') AS metric, json_extract(m.value, '$.split') AS split,
         json_extract(m.value, '$.value') AS value
  FROM trials AS t, json_each(record, '$.metrics') AS m;
PRAGMA application_id = 0x4d4d6f45;
PRAGMA user_version = 2;
COMMIT;)";
static_assert(kStoreVersion == 2);

std::int64_t number(const Database& db, const char* sql) {
  Statement statement(db, sql);
  return statement.step() ? statement.integer(0) : 0;
}

[[noreturn]] void damaged(const std::string& path, std::string problem) {
  std::replace(problem.begin(), problem.end(), '\n', ' ');  // SQLite reports one problem per line
  throw RunError(
      fmt::format("{} is damaged: {}; `mmoe-bench store check DIR` says which trials are sound, "
                  "`mmoe-bench store salvage DIR --out NEW` keeps them, `fresh` starts over",
                  path, problem));
}

bool is_damage(const SqliteError& error) {
  return error.code() == SQLITE_CORRUPT || error.code() == SQLITE_NOTADB;
}

/// Translates an SQLite error into a message for users.
[[noreturn]] void rethrow(const std::string& path, const SqliteError& error) {
  if (is_damage(error)) damaged(path, error.what());
  switch (error.code()) {
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw InputError(fmt::format("{}: cannot be opened: {}", path, error.what()));
    case SQLITE_BUSY:
      if (interrupted()) throw Interrupted();
      throw RunError(
          fmt::format("{}: {} holds it; trials that finished before are kept: close it there, then "
                      "run the same "
                      "command again (`fresh` and `predictions` would run them all again)",
                      path, holders_of(path)));
    default:
      throw RunError(
          fmt::format("{}: {}; trials that finished before are kept: once there is room, run the "
                      "same command again (`fresh` and `predictions` would run them all again)",
                      path, error.what()));
  }
}

/// Ends the transaction opened by a cached statement; left open, it would prevent the log from
/// being truncated.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& statement) : statement_(statement) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

template <typename Act>
auto guarded(const std::string& path, const Act& act) {
  try {
    return act();
  } catch (const SqliteError& error) {
    rethrow(path, error);
  }
}

/// Refuses a database of another program; one without tables is unused.
void require_ours(const Database& db, const std::string& path) {
  if (number(db, "SELECT count(*) FROM sqlite_master") == 0) return;
  if (number(db, "PRAGMA application_id") == kApplicationId) return;
  throw InputError(path + ": not a store of mmoe-bench; give another folder");
}

/// Whoever edits the file by hand holds it; what was trained waits in memory until it is free.
void wait_for_holders(Database& db, const std::string& path) {
  db.wait_for_others([path] {
    log_warning(
        fmt::format("{}: {} holds it; waiting until it is closed there", path, holders_of(path)));
  });
}

/// What SQLite appends to the names of a database's files.
constexpr const char* kDatabaseFiles[] = {"", "-wal", "-shm", "-journal"};

/// Returns the first of PATH.kept, PATH.kept2, ... that is not there.
std::string free_name(const std::string& path) {
  std::string name = path + ".kept";
  for (int n = 2; std::filesystem::exists(name); ++n) name = fmt::format("{}.kept{}", path, n);
  return name;
}

/// Removes one of our stores for a new one. What cannot be read, a damaged store or another
/// program's file, is kept under another name.
void remove_store(const std::string& path) {
  if (!std::filesystem::exists(path)) return;
  try {
    Database db(path, SQLITE_OPEN_READWRITE);
    wait_for_holders(db, path);
    require_ours(db, path);
  } catch (const SqliteError& error) {
    if (!is_damage(error)) throw;
    const std::string kept = free_name(path);
    for (const char* suffix : kDatabaseFiles) {
      if (std::filesystem::exists(path + suffix)) {
        std::filesystem::rename(path + suffix, kept + suffix);
      }
    }
    log_warning(fmt::format("{}: it cannot be read, and is kept as {}", path, kept));
  }
  for (const char* suffix : kDatabaseFiles) std::filesystem::remove(path + suffix);
}

}  // namespace

std::filesystem::path store_path(const std::filesystem::path& folder) {
  return folder / kStoreFile;
}

void require_store(const std::filesystem::path& folder) {
  const auto file = store_path(folder);
  if (std::filesystem::exists(file)) return;
  throw InputError(fmt::format("{}: no such file; expected the folder of a run", file.string()));
}

std::string record_checksum(const std::string& identity, const std::string& record) {
  return sha256_hex(identity + "\n" + record);
}

Store::Store(const std::filesystem::path& folder, Mode mode) : path_(store_path(folder).string()) {
  if (mode == Mode::kRead) {
    require_store(folder);
  } else {
    lock_.emplace(folder);
  }
  guarded(path_, [&] {
    if (mode == Mode::kFresh) remove_store(path_);
    open(mode);
  });
}

void Store::open(Mode mode) {
  const bool writes = mode != Mode::kRead;
  if (!writes) readable_.emplace(path_);
  db_.emplace(writes ? path_ : readable_->file().string(),
              writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  wait_for_holders(*db_, path_);
  require_ours(*db_, path_);
  if (writes) {
    // A commit is one append to the write-ahead log: atomic under a kill, and visible to others at
    // once. It is not synced each time: after a power failure the last few may be missing.
    db_->exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  }
  use_schema(mode);
  if (writes) {
    Statement check(*db_, "PRAGMA quick_check(1)");
    check.step();
    if (check.text(0) != "ok") damaged(path_, check.text(0));
  }
  find_.emplace(*db_, "SELECT record, checksum FROM trials WHERE identity = ?1");
  put_.emplace(*db_,
               "INSERT INTO trials(identity, record, checksum) VALUES(?1, ?2, ?3) "
               "ON CONFLICT(identity) DO NOTHING");
}

void Store::use_schema(Mode mode) {
  if (mode != Mode::kRead && number(*db_, "SELECT count(*) FROM sqlite_master") == 0) {
    db_->exec(kSchema);
  }
  if (const auto version = number(*db_, "PRAGMA user_version"); version != kStoreVersion) {
    throw InputError(fmt::format(
        "{}: its trials are stored as version {}, of another mmoe-bench; this one reads "
        "version {}: give another folder, or `fresh`",
        path_, version, kStoreVersion));
  }
}

Store::~Store() {
  find_.reset();
  put_.reset();
  if (!lock_ || !db_) return;
  try {
    // Leaves one plain file, readable from a read-only folder. If that fails, nothing is lost.
    db_->wait_no_longer();
    db_->exec("PRAGMA journal_mode = DELETE");
  } catch (const SqliteError&) {
  }
}

void Store::set_contents(const StoreContents& contents) {
  guarded(path_, [&] {
    Statement put(*db_,
                  "INSERT INTO meta VALUES('experiment', ?1), ('data', ?2), ('signatures', ?3) "
                  "ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    put.bind(1, contents.experiment.dump()).bind(2, contents.data.dump());
    put.bind(3, contents.signatures.dump()).step();
  });
}

StoreContents Store::contents() {
  const auto value = [&](const char* name) {
    Statement get(*db_, "SELECT value FROM meta WHERE name = ?1");
    get.bind(1, std::string_view(name));
    if (!get.step()) damaged(path_, fmt::format("'{}' is missing from its table meta", name));
    return get.text(0);
  };
  return guarded(path_, [&] {
    if (number(*db_, "SELECT count(*) FROM meta") == 0) {
      throw InputError(
          fmt::format("{}: does not say of which experiment it is, being salvaged or of a run that "
                      "ended as it began; run the experiment's command with `out` {} first",
                      path_, std::filesystem::path(path_).parent_path().string()));
    }
    try {
      return StoreContents{ordered_json::parse(value("experiment")),
                           ordered_json::parse(value("data")),
                           ordered_json::parse(value("signatures"))};
    } catch (const ordered_json::parse_error& error) {
      damaged(path_, error.what());
    }
  });
}

std::optional<std::string> Store::find(const std::string& identity) {
  return guarded(path_, [&]() -> std::optional<std::string> {
    const ResetAtEnd reset(*find_);
    if (!find_->bind(1, identity).step()) return std::nullopt;
    std::string record = find_->text(0);
    if (find_->text(1) != record_checksum(identity, record)) {
      damaged(path_, fmt::format("the record of trial {} was changed", identity));
    }
    return record;
  });
}

std::vector<std::string> Store::identities() {
  return guarded(path_, [&] {
    Statement list(*db_, "SELECT identity FROM trials ORDER BY identity");
    std::vector<std::string> identities;
    while (list.step()) identities.push_back(list.text(0));
    return identities;
  });
}

void Store::put(const std::string& identity, const std::string& record) {
  guarded(path_, [&] {
    const ResetAtEnd reset(*put_);
    put_->bind(1, identity).bind(2, record).bind(3, record_checksum(identity, record));
    put_->step();
  });
}

}  // namespace mmoe
